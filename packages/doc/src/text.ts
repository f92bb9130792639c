import type { Fragment, Node } from "prosemirror-model"
import { DEEPEST, type Line, lineOf } from "./line.ts"

/** The text of one line; a break in it is a new line. */
export function inlineText(node: Node): string {
  return node.textBetween(0, node.content.size, undefined, leaf => (leaf.type.name === "hard_break" ? "\n" : ""))
}

/** A document, or a part of one, as plain text with the marks of its lists: what a plain text field gets when one pastes. */
export function plainText(content: Node | Fragment): string {
  const numbers = numbering()
  const lines: string[] = []
  const walk = (node: Node): void => {
    const line = lineOf(node)
    if (line !== undefined) lines.push(prefix(line, numbers(line)) + inlineText(node))
    else if (node.type.name === "table") lines.push(...tableLines(node))
    else if (node.type.name === "image") lines.push(node.attrs.caption ?? node.attrs.alt ?? "")
    else if (node.type.name === "divider") lines.push("---")
    else if (node.isTextblock) lines.push(node.textContent)
    else if (node.isText) lines.push(node.text ?? "")
    else node.forEach(walk)
  }
  content.forEach(walk)
  return lines.join("\n")
}

function tableLines(table: Node): string[] {
  const rows: string[] = []
  table.forEach(row => {
    const cells: string[] = []
    row.forEach(cell => {
      cells.push(plainText(cell).replace(/\n/g, " "))
    })
    rows.push(cells.join("\t"))
  })
  return rows
}

function prefix(line: Line, number: number): string {
  const space = "  ".repeat(line.indent)
  switch (line.kind) {
    case "bullet":
      return `${space}• `
    case "ordered":
      return `${space}${number}. `
    case "task":
      return `${space}${line.checked ? "☑" : "☐"} `
    default:
      return space
  }
}

/** Counts ordered lines as they come: answers the number of each. Shared with the page's numbering by CSS counters (prose.css). */
export function numbering(): (line: Line) => number {
  const counts: number[] = new Array(DEEPEST + 1).fill(0)
  return line => {
    for (let deeper = line.indent + 1; deeper <= DEEPEST; deeper++) counts[deeper] = 0
    counts[line.indent] = line.kind === "ordered" ? (counts[line.indent] ?? 0) + 1 : 0
    return counts[line.indent] ?? 0
  }
}
