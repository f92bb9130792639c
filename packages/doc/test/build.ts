import type { Node } from "prosemirror-model"
import { type Command, EditorState, TextSelection } from "prosemirror-state"
import { type Line, lineAttrs } from "../src/line.ts"
import { schema } from "../src/schema/index.ts"

/** A line of text; `|` in it is where the caret goes, two of them select. */
export function line(text: string, what: Partial<Line> = {}): Node {
  return schema.nodes.paragraph.create(lineAttrs(what), text === "" ? null : schema.text(text))
}

export function doc(...blocks: readonly Node[]): Node {
  return schema.nodes.doc.create(null, blocks)
}

/** A state with the carets that the text marks with `|`. */
export function state(document: Node): EditorState {
  const found: number[] = []
  document.descendants((node, pos) => {
    for (const match of node.text?.matchAll(/\|/g) ?? []) found.push(pos + match.index)
  })
  let made = EditorState.create({ doc: document })
  for (const pos of [...found].reverse()) made = made.apply(made.tr.delete(pos, pos + 1))
  const [anchor = 1, second] = found
  const head = second === undefined ? anchor : second - 1
  return made.apply(made.tr.setSelection(TextSelection.create(made.doc, anchor, head)))
}

/** The document after the command, or undefined where it does not apply. Asking first must answer the same. */
export function after(from: EditorState, command: Command): EditorState | undefined {
  let next: EditorState | undefined
  const can = command(from)
  const did = command(from, tr => {
    next = from.apply(tr)
  })
  if (can !== did) throw new Error(`asked, the command says ${can}; done, it says ${did}`)
  next?.doc.check()
  return next
}

/** A document in one line a block, as `h1(Title)` or `bullet+1(item)`. */
export function told(document: Node): string {
  const lines: string[] = []
  document.forEach(node => {
    const { kind, indent, checked } = node.attrs
    const name = node.type.name === "paragraph" ? (kind ?? "text") : node.type.name
    const inside = node.isTextblock ? node.textContent : node.isAtom || node.childCount === 0 ? "" : told(node)
    lines.push(`${name}${indent ? `+${indent}` : ""}${checked ? "!" : ""}(${inside})`)
  })
  return lines.join(" ")
}
