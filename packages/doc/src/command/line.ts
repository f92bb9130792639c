import type { Node } from "prosemirror-model"
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from "prosemirror-state"
import { canSplit } from "prosemirror-transform"
import { DEEPEST, isList, type Line, type LineKind, lineAttrs, lineOf } from "../line.ts"
import { schema } from "../schema/index.ts"

interface Placed {
  readonly node: Node
  readonly pos: number
  readonly line: Line
}

/** The lines that the selection touches, with where they stand. */
export function selectedLines(state: EditorState): readonly Placed[] {
  const found: Placed[] = []
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (node, pos) => {
      const line = lineOf(node)
      if (line !== undefined) found.push({ node, pos, line })
      return !node.isTextblock
    })
  }
  return found
}

/** The kind that every selected line has; undefined where they differ or none is one. */
export function selectedKind(state: EditorState): LineKind | undefined {
  const lines = selectedLines(state)
  const kind = lines[0]?.line.kind
  return lines.every(placed => placed.line.kind === kind) ? kind : undefined
}

function change(tr: Transaction, placed: Placed, to: Partial<Line>): void {
  tr.setNodeMarkup(tr.mapping.map(placed.pos), null, lineAttrs({ ...placed.line, ...to }), placed.node.marks)
}

/** Makes the selected lines be of `kind`; code blocks among them become lines. */
export function setKind(kind: LineKind): Command {
  return (state, dispatch) => {
    const lines = selectedLines(state)
    const code = codeBlocks(state)
    if (lines.length === 0 && code.length === 0) return false
    const tr = state.tr
    for (const placed of lines) change(tr, placed, { kind })
    for (const pos of code) {
      const inside = tr.mapping.map(pos) + 1
      tr.setBlockType(inside, inside, schema.nodes.paragraph, lineAttrs({ kind }))
    }
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

function codeBlocks(state: EditorState): readonly number[] {
  const found: number[] = []
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node, pos) => {
    if (node.type === schema.nodes.code_block) found.push(pos)
  })
  return found
}

/** {@link setKind}, or back to plain text where all of them are of `kind` already. */
export function toggleKind(kind: LineKind): Command {
  return (state, dispatch) => setKind(selectedKind(state) === kind ? "text" : kind)(state, dispatch)
}

/** Moves the selected lines one level in (`by` 1) or out (`by` -1). */
export function indent(by: 1 | -1): Command {
  return (state, dispatch) => {
    const movable = selectedLines(state).filter(({ line }) => {
      const to = line.indent + by
      return to >= 0 && to <= DEEPEST && lineAttrs({ ...line, indent: to }).indent !== lineAttrs(line).indent
    })
    if (movable.length === 0) return false
    const tr = state.tr
    for (const placed of movable) change(tr, placed, { indent: placed.line.indent + by })
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** Ticks or unticks the task line at `pos`. */
export function toggleTaskAt(pos: number): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(pos)
    const line = node === null ? undefined : lineOf(node)
    if (node === null || line?.kind !== "task") return false
    const tr = state.tr
    change(tr, { node, pos, line }, { checked: !line.checked })
    dispatch?.(tr)
    return true
  }
}

/** Ticks the selected tasks, or unticks them where all are ticked. */
export const toggleTasks: Command = (state, dispatch) => {
  const tasks = selectedLines(state).filter(({ line }) => line.kind === "task")
  if (tasks.length === 0) return false
  const checked = !tasks.every(({ line }) => line.checked)
  const tr = state.tr
  for (const placed of tasks) change(tr, placed, { checked })
  dispatch?.(tr)
  return true
}

/**
 * Enter in a line: the next line is of the same kind, a heading is followed by text, a new task is not done. In an empty list item
 * or quote it steps out instead.
 */
export const splitLine: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  const line = lineOf($from.parent)
  if (line === undefined || !(state.selection instanceof TextSelection) || !$from.sameParent($to)) return false
  if ($from.parent.content.size === 0 && (line.indent > 0 || line.kind !== "text")) return stepOut(state, dispatch)
  if (!isList(line.kind) && line.kind !== "quote" && line.indent === 0 && !atHeading(line)) return false
  const tr = state.tr.deleteSelection()
  const atEnd = $to.parentOffset === $to.parent.content.size
  const next = atHeading(line) && atEnd ? lineAttrs({}) : lineAttrs({ ...line, checked: false })
  const pos = tr.mapping.map($from.pos)
  if (!canSplit(tr.doc, pos, 1, [{ type: schema.nodes.paragraph, attrs: next }])) return false
  tr.split(pos, 1, [{ type: schema.nodes.paragraph, attrs: next }])
  // Before a line's first character, Enter pushes it down: the empty line above is text if the line is a heading.
  if (atHeading(line) && $from.parentOffset === 0 && !atEnd) tr.setNodeMarkup($from.before(), null, lineAttrs({}))
  dispatch?.(tr.scrollIntoView())
  return true
}

const atHeading = (line: Line): boolean => line.kind.startsWith("h")

/** Backspace before a line's first character takes away, one after the other: its kind, its level. */
export const backOut: Command = (state, dispatch) => {
  const { selection } = state
  if (!selection.empty || !(selection instanceof TextSelection) || selection.$from.parentOffset > 0) return false
  const line = lineOf(selection.$from.parent)
  if (line === undefined || (line.kind === "text" && line.indent === 0)) return false
  const pos = selection.$from.before()
  const to = line.kind === "text" ? { indent: line.indent - 1 } : { kind: "text" as const, checked: false }
  dispatch?.(state.tr.setNodeMarkup(pos, null, lineAttrs({ ...line, ...to })).scrollIntoView())
  return true
}

const stepOut: Command = (state, dispatch) => {
  const { $from } = state.selection
  const line = lineOf($from.parent)
  if (line === undefined) return false
  const to = line.indent > 0 ? { indent: line.indent - 1 } : { kind: "text" as const }
  dispatch?.(
    state.tr.setNodeMarkup($from.before(), null, lineAttrs({ ...line, ...to, checked: false })).scrollIntoView(),
  )
  return true
}

/** Enter on the last, empty line of a callout leaves it. */
export const leaveCallout: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const depth = $from.depth - 1
  if (!empty || depth < 1 || $from.node(depth).type !== schema.nodes.callout || $from.parent.content.size > 0)
    return false
  const holder = $from.node(depth)
  if (holder.childCount < 2 || $from.index(depth) !== holder.childCount - 1) return false
  const tr = state.tr.delete($from.before(), $from.after())
  const after = tr.mapping.map($from.after(depth))
  tr.insert(after, schema.nodes.paragraph.create())
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(after + 1))).scrollIntoView())
  return true
}

/** Enter in code keeps the indentation; a third Enter in a row, at the end, leaves the block. */
export const newlineInCode: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  if (!$from.parent.type.spec.code || !$from.sameParent($to)) return false
  const before = $from.parent.textBetween(0, $from.parentOffset)
  const atEnd = $to.parentOffset === $to.parent.content.size
  if (atEnd && before.endsWith("\n\n")) {
    const tr = state.tr.delete($from.pos - 2, $to.pos)
    const after = tr.mapping.map($to.after())
    tr.insert(after, schema.nodes.paragraph.create())
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(after + 1))).scrollIntoView())
    return true
  }
  const spaces = /(?:^|\n)([ \t]*)[^\n]*$/.exec(before)?.[1] ?? ""
  dispatch?.(state.tr.insertText(`\n${spaces}`).scrollIntoView())
  return true
}
