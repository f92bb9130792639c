import type { Node } from "prosemirror-model"
import { headingLevel, lineOf } from "./line.ts"
import { inlineText } from "./text.ts"

export interface Heading {
  /** Unlike that of every other heading of this outline. */
  readonly id: string
  readonly level: 1 | 2 | 3 | 4
  readonly text: string
  /** Where its node stands in the document. */
  readonly pos: number
}

/** The headings of a document in order, those inside callouts and tables too; empty ones are left out. */
export function outline(doc: Node): readonly Heading[] {
  const found: Heading[] = []
  doc.descendants((node, pos) => {
    const level = headingLevel(lineOf(node)?.kind ?? "text")
    if (level !== undefined) {
      const text = inlineText(node).trim()
      if (text !== "") found.push({ id: `heading-${found.length + 1}`, level, text, pos })
    }
    return !node.isTextblock
  })
  return found
}
