import type { DocMessages } from "../i18n/en/index.ts"
import { en } from "../i18n/en/index.ts"
import { zh } from "../i18n/zh/index.ts"

export type SlashId = keyof DocMessages["hints"]

interface Item {
  readonly id: SlashId
  readonly group: "basic" | "lists" | "media"
  /** What else one may type for it: other English names, and the pinyin of its Chinese names with their initials. */
  readonly also: readonly string[]
}

/** The blocks of the slash menu, in its order. */
export const slashItems: readonly Item[] = [
  { id: "text", group: "basic", also: ["paragraph", "plain", "p", "zhengwen", "zw", "wenben", "wb", "duanluo", "dl"] },
  { id: "h1", group: "basic", also: ["h1", "#", "title", "biaoti1", "bt1", "yijibiaoti", "yjbt", "biaoti", "bt"] },
  { id: "h2", group: "basic", also: ["h2", "##", "biaoti2", "bt2", "erjibiaoti", "ejbt", "biaoti", "bt"] },
  { id: "h3", group: "basic", also: ["h3", "###", "biaoti3", "bt3", "sanjibiaoti", "sjbt", "biaoti", "bt"] },
  { id: "h4", group: "basic", also: ["h4", "####", "biaoti4", "bt4", "sijibiaoti", "biaoti", "bt"] },
  { id: "quote", group: "basic", also: ["blockquote", ">", "yinyong", "yy"] },
  {
    id: "bullet",
    group: "lists",
    also: ["ul", "-", "bullets", "unordered", "wuxuliebiao", "wxlb", "liebiao", "lb", "xiangmu"],
  },
  {
    id: "ordered",
    group: "lists",
    also: ["ol", "1.", "numbers", "youxuliebiao", "yxlb", "liebiao", "lb", "bianhao", "bh"],
  },
  {
    id: "task",
    group: "lists",
    also: ["todo", "checkbox", "[]", "renwuliebiao", "rwlb", "renwu", "rw", "daiban", "db"],
  },
  { id: "image", group: "media", also: ["image", "photo", "img", "upload", "tupian", "tp", "zhaopian", "zp"] },
  { id: "table", group: "media", also: ["grid", "biaoge", "bg"] },
  { id: "codeBlock", group: "media", also: ["code", "```", "snippet", "daimakuai", "dmk", "daima", "dm"] },
  {
    id: "callout",
    group: "media",
    also: ["note", "tip", "warning", "gaoliangkuai", "glk", "gaoliang", "gl", "tishi", "ts"],
  },
  { id: "divider", group: "media", also: ["line", "hr", "---", "rule", "fengexian", "fgx", "fenge", "fg"] },
]

/** The blocks whose name in either language, or another word for them, fits what was typed after the slash. */
export function findBlocks(query: string): readonly Item[] {
  const typed = query.toLowerCase().replace(/['’\s]/g, "")
  if (typed === "") return slashItems
  return slashItems
    .map(item => ({ item, rank: rankOf(item, typed) }))
    .filter(({ rank }) => rank > 0)
    .sort((left, right) => right.rank - left.rank)
    .map(({ item }) => item)
}

/** 3: begins with it; 2: a word of the name does; 1: it is somewhere in the name; 0: not at all. */
function rankOf({ id, also }: Item, typed: string): number {
  const names = [en.doc.actions[id].toLowerCase(), zh.doc.actions[id]]
  if (names.some(name => name.replace(/\s/g, "").startsWith(typed)) || also.some(word => word.startsWith(typed)))
    return 3
  if (names.some(name => name.split(" ").some(word => word.startsWith(typed)))) return 2
  return names.some(name => name.includes(typed)) ? 1 : 0
}
