import type { Attrs, DOMOutputSpec, NodeSpec } from "prosemirror-model"
import { headingLevel, type Line, type LineKind, lineAttrs, readLine } from "../line.ts"
import { type Markup, wholeNumber } from "./element.ts"

const BLOCKS_INSIDE = "p, div, h1, h2, h3, h4, h5, h6, blockquote, pre, table, figure"

/** Lines of text: paragraphs, headings, list items, tasks and quotes are all this node (see README, D1). */
export const paragraph: NodeSpec = {
  content: "inline*",
  group: "block",
  attrs: { kind: { default: null }, indent: { default: null }, checked: { default: null } },
  parseDOM: [
    { tag: "p[data-kind]", getAttrs: own },
    { tag: "h1", getAttrs: heading("h1") },
    { tag: "h2", getAttrs: heading("h2") },
    { tag: "h3", getAttrs: heading("h3") },
    { tag: "h4", getAttrs: heading("h4") },
    { tag: "h5", getAttrs: heading("h4") },
    { tag: "h6", getAttrs: heading("h4") },
    { tag: "li", getAttrs: listItem },
    { tag: "p", getAttrs: foreign },
    { tag: "blockquote", getAttrs: quote },
  ],
  toDOM: node => draw(readLine(node.attrs)),
}

function draw(line: Line): DOMOutputSpec {
  const attrs: Record<string, string> = { "data-kind": line.kind }
  if (line.indent > 0) attrs["data-indent"] = String(line.indent)
  if (line.kind === "task") {
    const box = { class: "check", role: "checkbox", "aria-checked": String(line.checked), contenteditable: "false" }
    return [
      "p",
      { ...attrs, "data-checked": String(line.checked) },
      ["span", box, line.checked ? "☑" : "☐"],
      ["span", { class: "task-text" }, 0],
    ]
  }
  const level = headingLevel(line.kind)
  return [level === undefined ? "p" : `h${level}`, attrs, 0]
}

function own(element: Markup): Attrs {
  return lineAttrs({
    kind: element.getAttribute("data-kind") as LineKind,
    indent: wholeNumber(element, "data-indent") ?? 0,
    checked: element.getAttribute("data-checked") === "true",
  })
}

function heading(kind: LineKind): () => Attrs {
  return () => lineAttrs({ kind })
}

/** A list item whose text stands in it directly; one with blocks inside gives its kind to the first of them, see {@link foreign}. */
function listItem(element: Markup): Attrs | false {
  return element.querySelector(BLOCKS_INSIDE) !== null && startsWithBlock(element) ? false : itemAttrs(element)
}

function startsWithBlock(element: Markup): boolean {
  const first = element.firstElementChild
  return first !== null && /^(P|DIV|H[1-6]|BLOCKQUOTE|PRE|TABLE|FIGURE)$/i.test(first.nodeName)
}

function itemAttrs(item: Markup): Attrs {
  const box = item.querySelector("input[type=checkbox]")
  const checked = item.getAttribute("data-checked") ?? (box === null ? null : String(box.hasAttribute("checked")))
  const ordered = item.parentElement?.nodeName.toUpperCase() === "OL"
  const kind = checked === null ? (ordered ? "ordered" : "bullet") : "task"
  return lineAttrs({ kind, indent: listsAround(item) - 1, checked: checked === "true" })
}

function listsAround(element: Markup): number {
  let count = 0
  for (let at = element.parentElement; at !== null; at = at.parentElement) if (/^(UL|OL)$/i.test(at.nodeName)) count++
  return count
}

/** A paragraph from elsewhere: the first in a list item is the item, those after it stand below it. */
function foreign(element: Markup): Attrs {
  const item = element.closest("li")
  if (item !== null) {
    return firstIn(item, element) ? itemAttrs(item) : lineAttrs({ indent: listsAround(item) })
  }
  return lineAttrs({ kind: element.closest("blockquote") === null ? "text" : "quote" })
}

function firstIn(item: Markup, element: Markup): boolean {
  for (let at: Markup = element; at !== item; ) {
    const parent = at.parentElement
    if (parent === null || parent.firstElementChild !== at) return false
    at = parent
  }
  return true
}

function quote(element: Markup): Attrs | false {
  return startsWithBlock(element) || element.querySelector("ul, ol") !== null ? false : lineAttrs({ kind: "quote" })
}
