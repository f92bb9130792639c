import type { Token } from "markdown-it"
import MarkdownIt from "markdown-it"
import { Fragment, type Mark, type Node } from "prosemirror-model"
import { safeHref } from "./href.ts"
import { type Line, type LineKind, lineAttrs } from "./line.ts"
import { schema } from "./schema/index.ts"

/** Raw HTML in Markdown is text: it never becomes markup. */
const reader = new MarkdownIt("default", { html: false, linkify: false, breaks: true })

/** The blocks that a Markdown text describes. What the schema refuses (foreign pictures, other links) stays as words. */
export function fromMarkdown(text: string): Fragment {
  const blocks = new Blocks()
  for (const token of reader.parse(text, {})) blocks.take(token)
  return Fragment.from(blocks.done())
}

/** Whether plain text is meant as Markdown: a line with a block mark, or a bold run or a link in it. */
export function looksLikeMarkdown(text: string): boolean {
  return (
    /^(?:#{1,6}\s+\S|[-*+]\s+\S|\d{1,3}[.)]\s+\S|>\s*\S|```|\|.+\|\s*$|[-*+]\s+\[[ xX]\]\s)/m.test(text) ||
    /(?:^|[^*\w])\*\*[^*\s][^*\n]*\*\*(?![*\w])/.test(text) ||
    /\[[^\]\n]+\]\((?:https?:\/\/|mailto:|\/|#)[^()\s]*\)/.test(text)
  )
}

interface List {
  readonly kind: "bullet" | "ordered"
  /** Set while the item's first line is to come: that one is the item, later ones stand below it. */
  first: boolean
}

class Blocks {
  readonly #blocks: Node[] = []
  readonly #lists: List[] = []
  #quotes = 0
  #heading: LineKind | undefined
  #rows: Node[] | undefined
  #cells: Node[] = []
  #header = false

  done(): readonly Node[] {
    return this.#blocks
  }

  take(token: Token): void {
    switch (token.type) {
      case "bullet_list_open":
        this.#lists.push({ kind: "bullet", first: false })
        break
      case "ordered_list_open":
        this.#lists.push({ kind: "ordered", first: false })
        break
      case "bullet_list_close":
      case "ordered_list_close":
        this.#lists.pop()
        break
      case "list_item_open":
        this.#startItem()
        break
      case "blockquote_open":
        this.#quotes++
        break
      case "blockquote_close":
        this.#quotes--
        break
      case "heading_open":
        this.#heading = headingKind(token.tag)
        break
      case "heading_close":
        this.#heading = undefined
        break
      case "inline":
        this.#inline(token)
        break
      case "fence":
      case "code_block":
        this.#code(token)
        break
      case "hr":
        this.#blocks.push(schema.nodes.divider.create())
        break
      default:
        this.#table(token)
    }
  }

  #startItem(): void {
    const list = this.#lists.at(-1)
    if (list !== undefined) list.first = true
  }

  #inline(token: Token): void {
    const content = inlineNodes(token.children ?? [])
    if (this.#rows !== undefined) {
      const type = this.#header ? schema.nodes.table_header : schema.nodes.table_cell
      this.#cells.push(type.create(null, schema.nodes.paragraph.create(null, content)))
      return
    }
    const line = this.#line()
    const task = line.kind === "bullet" ? taskIn(content) : undefined
    if (task === undefined) this.#blocks.push(schema.nodes.paragraph.create(lineAttrs(line), content))
    else
      this.#blocks.push(
        schema.nodes.paragraph.create(lineAttrs({ ...line, kind: "task", checked: task.checked }), task.content),
      )
  }

  #line(): Line {
    const list = this.#lists.at(-1)
    const depth = this.#lists.length
    if (this.#heading !== undefined) return { kind: this.#heading, indent: 0, checked: false }
    if (list?.first) {
      list.first = false
      return { kind: list.kind, indent: depth - 1, checked: false }
    }
    return { kind: this.#quotes > 0 ? "quote" : "text", indent: depth, checked: false }
  }

  #code(token: Token): void {
    const language = token.info.trim().split(/\s+/)[0] || null
    const text = token.content.replace(/\n$/, "")
    this.#blocks.push(schema.nodes.code_block.create({ language }, text === "" ? null : schema.text(text)))
  }

  #table(token: Token): void {
    if (token.type === "table_open") this.#rows = []
    else if (token.type === "thead_open") this.#header = true
    else if (token.type === "thead_close") this.#header = false
    else if (token.type === "tr_open") this.#cells = []
    else if (token.type === "tr_close") this.#rows?.push(schema.nodes.table_row.create(null, this.#cells))
    else if (token.type === "table_close") {
      this.#blocks.push(schema.nodes.table.create(null, this.#rows ?? []))
      this.#rows = undefined
    }
  }
}

function headingKind(tag: string): LineKind {
  return tag === "h1" ? "h1" : tag === "h2" ? "h2" : tag === "h3" ? "h3" : "h4"
}

/** `[ ]` or `[x]` at the start of an item makes it a task. */
function taskIn(content: readonly Node[]): { checked: boolean; content: readonly Node[] } | undefined {
  const [first, ...rest] = content
  const match = /^\[([ xX])\]\s+/.exec(first?.text ?? "")
  if (first?.text === undefined || match === null) return undefined
  const left = first.text.slice(match[0].length)
  return { checked: match[1] !== " ", content: left === "" ? rest : [schema.text(left, first.marks), ...rest] }
}

const MARKED: Readonly<Record<string, "bold" | "italic" | "strike">> = { strong: "bold", em: "italic", s: "strike" }

function inlineNodes(tokens: readonly Token[]): readonly Node[] {
  const nodes: Node[] = []
  let marks: readonly Mark[] = []
  const write = (text: string, extra: readonly Mark[] = []) => {
    if (text !== "")
      nodes.push(
        schema.text(
          text,
          extra.reduce((set, mark) => mark.addToSet(set), marks),
        ),
      )
  }
  for (const token of tokens) {
    const name = MARKED[token.type.replace(/_(open|close)$/, "")]
    if (name !== undefined) {
      const mark = schema.marks[name].create()
      marks = token.nesting > 0 ? mark.addToSet(marks) : mark.removeFromSet(marks)
    } else if (token.type === "link_open") marks = linked(token, marks)
    else if (token.type === "link_close") marks = schema.marks.link.removeFromSet(marks)
    else if (token.type === "code_inline") write(token.content, [schema.marks.code.create()])
    else if (token.type === "softbreak" || token.type === "hardbreak") nodes.push(schema.nodes.hard_break.create())
    else if (token.type === "image") write(token.content)
    else write(token.content)
  }
  return nodes
}

function linked(token: Token, marks: readonly Mark[]): readonly Mark[] {
  const href = safeHref(token.attrGet("href"))
  return href === null ? marks : schema.marks.link.create({ href }).addToSet(marks)
}
