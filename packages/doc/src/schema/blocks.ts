import type { NodeSpec } from "prosemirror-model"
import type { Markup } from "./element.ts"

/** Languages that the code block offers; any other short name is kept as it came. */
export const CODE_LANGUAGES = [
  "plain",
  "bash",
  "c",
  "cpp",
  "css",
  "go",
  "html",
  "java",
  "javascript",
  "json",
  "markdown",
  "php",
  "python",
  "rust",
  "sql",
  "typescript",
  "yaml",
] as const

/** A language's name fit for an attribute, else null. */
export function codeLanguage(value: unknown): string | null {
  return typeof value === "string" && /^[A-Za-z0-9+#._-]{1,30}$/.test(value) ? value.toLowerCase() : null
}

export const CALLOUT_TONES = ["note", "tip", "warning", "danger", "idea"] as const
export type CalloutTone = (typeof CALLOUT_TONES)[number]

export function calloutTone(value: unknown): CalloutTone {
  return CALLOUT_TONES.find(tone => tone === value) ?? "note"
}

export const codeBlock: NodeSpec = {
  content: "text*",
  marks: "",
  group: "block",
  code: true,
  defining: true,
  attrs: { language: { default: null } },
  parseDOM: [{ tag: "pre", preserveWhitespace: "full", getAttrs: languageIn }],
  toDOM: node => {
    const language = codeLanguage(node.attrs.language)
    return ["pre", language === null ? {} : { "data-language": language }, ["code", { spellcheck: "false" }, 0]]
  },
}

function languageIn(element: Markup): { language: string | null } {
  const named = /(?:^|\s)language-(\S+)/.exec(element.querySelector("code")?.getAttribute("class") ?? "")?.[1]
  return { language: codeLanguage(element.getAttribute("data-language") ?? named) }
}

export const callout: NodeSpec = {
  content: "block+",
  group: "block",
  defining: true,
  attrs: { tone: { default: null } },
  parseDOM: [
    {
      tag: "div[data-callout]",
      getAttrs: (element: Markup) => ({ tone: element.getAttribute("data-callout") }),
      contentElement: ".callout-content",
    },
    { tag: "aside" },
  ],
  toDOM: node => [
    "div",
    { class: "callout", "data-callout": calloutTone(node.attrs.tone) },
    ["div", { class: "callout-content" }, 0],
  ],
}

export const divider: NodeSpec = {
  group: "block",
  parseDOM: [{ tag: "hr" }],
  toDOM: () => ["hr"],
}

export const hardBreak: NodeSpec = {
  inline: true,
  group: "inline",
  selectable: false,
  linebreakReplacement: true,
  parseDOM: [{ tag: "br" }],
  toDOM: () => ["br"],
}
