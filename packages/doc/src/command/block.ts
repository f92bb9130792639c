import type { Node } from "prosemirror-model"
import {
  type Command,
  type EditorState,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from "prosemirror-state"
import type { Colour } from "../colour.ts"
import { lineAttrs, lineOf } from "../line.ts"
import type { CalloutTone } from "../schema/blocks.ts"
import { schema } from "../schema/index.ts"

/**
 * Puts what `make` makes where the selection is: in place of the empty line it stands in, else below it. The selection goes into the node, or
 * behind it if it takes none.
 */
export function insertBlock(make: () => Node): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    if ($from.depth === 0) return false
    const node = make()
    const empty = $from.parent.type === schema.nodes.paragraph && $from.parent.content.size === 0
    const depth = $from.depth
    const index = $from.index(depth - 1)
    const parent = $from.node(depth - 1)
    const fits = empty
      ? parent.canReplaceWith(index, index + 1, node.type)
      : parent.canReplaceWith(index + 1, index + 1, node.type)
    if (!fits) return false
    if (dispatch) {
      const tr = state.tr
      const at = empty ? $from.before() : $from.after()
      if (empty) tr.replaceWith(at, $from.after(), node)
      else tr.insert(at, node)
      dispatch(selectInside(tr, at, node).scrollIntoView())
    }
    return true
  }
}

/** A block that holds no text must not be the last: there would be nowhere to write on. */
function selectInside(tr: Transaction, at: number, node: Node): Transaction {
  if (!node.isAtom && node.type !== schema.nodes.divider) {
    return tr.setSelection(Selection.near(tr.doc.resolve(at + 1), 1))
  }
  const after = at + node.nodeSize
  const $after = tr.doc.resolve(after)
  if ($after.nodeAfter === null) tr.insert(after, schema.nodes.paragraph.create())
  return tr.setSelection(Selection.near(tr.doc.resolve(after), 1))
}

export const insertDivider: Command = insertBlock(() => schema.nodes.divider.create())

export function insertCallout(tone: CalloutTone = "note"): Command {
  return insertBlock(() => schema.nodes.callout.create({ tone }, schema.nodes.paragraph.create()))
}

export function insertTable(rows: number, columns: number): Command {
  return (state, dispatch) => {
    if (insideTable(state)) return false
    return insertBlock(() => emptyTable(rows, columns))(state, dispatch)
  }
}

const insideTable = (state: EditorState): boolean => {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === schema.nodes.table) return true
  return false
}

function emptyTable(rows: number, columns: number): Node {
  const { table, table_row, table_cell, table_header, paragraph } = schema.nodes
  const row = (type: typeof table_cell) =>
    table_row.create(
      null,
      Array.from({ length: columns }, () => type.create(null, paragraph.create())),
    )
  return table.create(
    null,
    Array.from({ length: rows }, (_, at) => row(at === 0 ? table_header : table_cell)),
  )
}

/** Makes the lines of the selection one code block, or a code block lines again. */
export const toggleCodeBlock: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  if ($from.parent.type === schema.nodes.code_block) {
    const lines = $from.parent.textContent.split("\n")
    const nodes = lines.map(text => schema.nodes.paragraph.create(null, text === "" ? null : schema.text(text)))
    const tr = state.tr.replaceWith($from.before(), $from.after(), nodes)
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve($from.before() + 1))).scrollIntoView())
    return true
  }
  const range = $from.blockRange($to, parent => parent.type.contentMatch.matchType(schema.nodes.code_block) != null)
  if (range === null) return false
  const texts: string[] = []
  state.doc.nodesBetween(range.start, range.end, node => {
    if (node.isTextblock)
      texts.push(
        node.textBetween(0, node.content.size, undefined, leaf => (leaf.type === schema.nodes.hard_break ? "\n" : "")),
      )
    return !node.isTextblock
  })
  const text = texts.join("\n")
  const node = schema.nodes.code_block.create(null, text === "" ? null : schema.text(text))
  const tr = state.tr.replaceWith(range.start, range.end, node)
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, range.start + 1 + text.length)).scrollIntoView())
  return true
}

/** Puts the selected blocks into a callout, or takes the callout around the selection away. */
export const toggleCallout: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  for (let depth = $from.depth - 1; depth > 0; depth--) {
    const holder = $from.node(depth)
    if (holder.type !== schema.nodes.callout) continue
    const tr = state.tr.replaceWith($from.before(depth), $from.after(depth), holder.content)
    const inside = $from.pos - 1
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(inside))).scrollIntoView())
    return true
  }
  const range = $from.blockRange($to)
  if (range === null) return false
  dispatch?.(state.tr.wrap(range, [{ type: schema.nodes.callout, attrs: { tone: "note" } }]).scrollIntoView())
  return true
}

/** Gives the attributes of the block at `pos` new values, if it is a `type`. */
export function setAttrs(pos: number, type: string, attrs: Readonly<Record<string, unknown>>): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(pos)
    if (node?.type.name !== type) return false
    dispatch?.(state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...attrs }, node.marks))
    return true
  }
}

/** Gives the text of the selection a colour, or takes it away. */
export function setColour(mark: "colour" | "background", name: Colour | null): Command {
  return (state, dispatch) => {
    const type = schema.marks[mark]
    const { from, to, empty } = state.selection
    if (dispatch) {
      const tr = state.tr
      if (empty) {
        if (name === null) tr.removeStoredMark(type)
        else tr.addStoredMark(type.create({ name }))
      } else {
        for (const { $from, $to } of state.selection.ranges) {
          tr.removeMark($from.pos, $to.pos, type)
          if (name !== null) tr.addMark($from.pos, $to.pos, type.create({ name }))
        }
      }
      dispatch(from === to ? tr : tr.scrollIntoView())
    }
    return true
  }
}

/** Takes every format away from the selected text, and leaves links. */
export const clearFormats: Command = (state, dispatch) => {
  if (state.selection.empty) return false
  const tr = state.tr
  for (const { $from, $to } of state.selection.ranges) {
    for (const type of Object.values(schema.marks)) {
      if (type !== schema.marks.link) tr.removeMark($from.pos, $to.pos, type)
    }
  }
  dispatch?.(tr)
  return true
}

/** The block of the outermost level that `pos` is in, or stands before. */
export function outerBlock(doc: Node, pos: number): { readonly node: Node; readonly pos: number } | undefined {
  const $pos = doc.resolve(Math.min(Math.max(pos, 0), doc.content.size))
  const start = $pos.depth === 0 ? $pos.pos : $pos.before(1)
  const node = doc.nodeAt(start)
  return node === null ? undefined : { node, pos: start }
}

/** A line together with the lines below it that stand deeper: what moves when it is moved. */
export function blockWithChildren(doc: Node, pos: number): { readonly from: number; readonly to: number } {
  const first = doc.nodeAt(pos)
  if (first === null) return { from: pos, to: pos }
  const line = lineOf(first)
  let to = pos + first.nodeSize
  if (line === undefined) return { from: pos, to }
  for (let next = doc.nodeAt(to); next !== null && to < doc.content.size; next = doc.nodeAt(to)) {
    const below = lineOf(next)
    if (below === undefined || below.indent <= line.indent) break
    to += next.nodeSize
  }
  return { from: pos, to }
}

/** Moves the blocks of `from`..`to` before the block at `target`, both of the outermost level. */
export function moveBlocks(from: number, to: number, target: number): Command {
  return (state, dispatch) => {
    if (target >= from && target <= to) return false
    const slice = state.doc.slice(from, to)
    const tr = state.tr.delete(from, to)
    const at = tr.mapping.map(target)
    tr.insert(at, slice.content)
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(at + 1), 1)))
    return true
  }
}

/** Moves the block of the selection over its neighbour: up (`by` -1) or down. */
export function moveBlock(by: 1 | -1): Command {
  return (state, dispatch) => {
    const { selection, doc } = state
    const first = outerBlock(doc, selection.from)
    const last = outerBlock(doc, Math.max(selection.from, selection.to - (selection.empty ? 0 : 1)))
    if (first === undefined || last === undefined) return false
    const from = first.pos
    const to = last.pos + last.node.nodeSize
    const neighbour = by < 0 ? doc.resolve(from).nodeBefore : doc.resolve(to).nodeAfter
    if (neighbour === null) return false
    if (!dispatch) return true
    // The neighbour is what is taken out and put in again: the block that others see me write in stays the same.
    const tr = state.tr
    if (by < 0) tr.delete(from - neighbour.nodeSize, from).insert(to - neighbour.nodeSize, neighbour)
    else tr.delete(to, to + neighbour.nodeSize).insert(from, neighbour)
    dispatch(tr.scrollIntoView())
    return true
  }
}

export function duplicateBlock(pos: number): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(pos)
    if (node === null) return false
    dispatch?.(state.tr.insert(pos + node.nodeSize, node.copy(node.content)))
    return true
  }
}

export function deleteBlock(pos: number): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(pos)
    if (node === null) return false
    const tr = state.tr.delete(pos, pos + node.nodeSize)
    if (tr.doc.childCount === 0) tr.insert(0, schema.nodes.paragraph.create(lineAttrs({})))
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size)), -1)))
    return true
  }
}

/** Adds an empty line below the outer block at `pos` and goes there. */
export function addLineBelow(pos: number): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(pos)
    if (node === null) return false
    const at = pos + node.nodeSize
    const tr = state.tr.insert(at, schema.nodes.paragraph.create())
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
    return true
  }
}

export function selectBlock(pos: number): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(pos)
    if (node === null || !NodeSelection.isSelectable(node)) return false
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, pos)))
    return true
  }
}
