import {
  clearFormats,
  indent,
  insertCallout,
  insertDivider,
  insertTable,
  moveBlock,
  schema,
  selectedKind,
  setKind,
  toggleCodeBlock,
  toggleKind,
  toggleTasks,
} from "@sheaf/doc"
import { toggleMark } from "prosemirror-commands"
import type { MarkType } from "prosemirror-model"
import type { Command, EditorState } from "prosemirror-state"
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  mergeCells,
  splitCell,
  toggleHeader,
} from "prosemirror-tables"
import type { DocMessages } from "../i18n/en/index.ts"
import type { DocIcon } from "./icon.ts"
import { redo, undo } from "./undo.ts"

export type ActionId = keyof DocMessages["actions"]

/** Something that a person can have done to the text, wherever they ask: toolbar, menus, keys. */
export interface Action {
  readonly id: ActionId
  readonly icon: DocIcon
  readonly run: Command
  /** As prosemirror-keymap reads it. */
  readonly keys?: string
  readonly active?: (state: EditorState) => boolean
}

/** What the editor's surroundings do: asked for by an event from the editable element. */
export type Request = "link" | "picture" | "colour" | "shortcuts"
export const REQUEST = "sheaf-editor-request"

/** Asks the editor around the view for something with a surface of its own. */
export function request(what: Request): Command {
  return (_state, dispatch, view) => {
    if (view === undefined) return false
    if (dispatch) view.dom.dispatchEvent(new CustomEvent(REQUEST, { detail: what }))
    return true
  }
}

export function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection
  return empty ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, type)
}

const mark = (id: "bold" | "italic" | "underline" | "strike" | "code", keys: string): Action => ({
  id,
  icon: id,
  keys,
  run: toggleMark(schema.marks[id], null, { removeWhenPresent: false }),
  active: state => hasMark(state, schema.marks[id]),
})

type KindAction = "text" | "h1" | "h2" | "h3" | "h4" | "bullet" | "ordered" | "task" | "quote"
const kind = (id: KindAction, keys: string): Action => ({
  id,
  icon: id,
  keys,
  run: id === "text" ? setKind("text") : toggleKind(id),
  active: state => selectedKind(state) === id,
})

const inNode = (name: string) => (state: EditorState) => {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return true
  return false
}

/** Only in tables; elsewhere the commands of prosemirror-tables would throw. */
const inTable =
  (run: Command): Command =>
  (state, dispatch, view) =>
    isInTable(state) && run(state, dispatch, view)

const all: readonly Action[] = [
  kind("text", "Mod-Alt-0"),
  kind("h1", "Mod-Alt-1"),
  kind("h2", "Mod-Alt-2"),
  kind("h3", "Mod-Alt-3"),
  kind("h4", "Mod-Alt-4"),
  kind("bullet", "Mod-Shift-8"),
  kind("ordered", "Mod-Shift-7"),
  kind("task", "Mod-Shift-9"),
  kind("quote", "Mod-Shift-b"),
  { id: "codeBlock", icon: "codeBlock", keys: "Mod-Alt-c", run: toggleCodeBlock, active: inNode("code_block") },
  { id: "callout", icon: "callout", run: insertCallout(), active: inNode("callout") },
  { id: "divider", icon: "divider", run: insertDivider },
  { id: "table", icon: "table", run: insertTable(3, 3), active: inNode("table") },
  { id: "image", icon: "image", run: request("picture") },
  mark("bold", "Mod-b"),
  mark("italic", "Mod-i"),
  mark("underline", "Mod-u"),
  mark("strike", "Mod-Shift-x"),
  mark("code", "Mod-e"),
  {
    id: "link",
    icon: "link",
    keys: "Mod-k",
    run: (state, dispatch, view) =>
      (!state.selection.empty || hasMark(state, schema.marks.link)) && request("link")(state, dispatch, view),
    active: state => hasMark(state, schema.marks.link),
  },
  { id: "colour", icon: "colour", run: request("colour") },
  { id: "clear", icon: "clear", keys: "Mod-\\", run: clearFormats },
  { id: "undo", icon: "undo", keys: "Mod-z", run: undo },
  { id: "redo", icon: "redo", keys: "Mod-Shift-z", run: redo },
  { id: "indent", icon: "indent", keys: "Tab", run: indent(1) },
  { id: "outdent", icon: "outdent", keys: "Shift-Tab", run: indent(-1) },
  { id: "moveUp", icon: "arrowUp", keys: "Mod-Shift-ArrowUp", run: moveBlock(-1) },
  { id: "moveDown", icon: "arrowDown", keys: "Mod-Shift-ArrowDown", run: moveBlock(1) },
  { id: "tickTask", icon: "task", keys: "Mod-Enter", run: toggleTasks },
  { id: "rowAbove", icon: "rowAbove", run: inTable(addRowBefore) },
  { id: "rowBelow", icon: "rowBelow", run: inTable(addRowAfter) },
  { id: "columnLeft", icon: "columnLeft", run: inTable(addColumnBefore) },
  { id: "columnRight", icon: "columnRight", run: inTable(addColumnAfter) },
  { id: "removeRow", icon: "remove", run: inTable(deleteRow) },
  { id: "removeColumn", icon: "remove", run: inTable(deleteColumn) },
  { id: "merge", icon: "merge", run: inTable(mergeCells) },
  { id: "split", icon: "split", run: inTable(splitCell) },
  { id: "headerRow", icon: "headerRow", run: inTable(toggleHeader("row")) },
  { id: "headerColumn", icon: "headerColumn", run: inTable(toggleHeader("column")) },
  { id: "removeTable", icon: "remove", run: inTable(deleteTable) },
  { id: "shortcuts", icon: "keyboard", keys: "Mod-/", run: request("shortcuts") },
]

const byId = new Map(all.map(action => [action.id, action]))

export function action(id: ActionId): Action {
  const found = byId.get(id)
  if (found === undefined) throw new Error(`no action is called ${id}`)
  return found
}

export const actions: readonly Action[] = all

const MAC = /Mac|iP(hone|ad|od)/.test(navigator.platform)
const NAMES: Readonly<Record<string, string>> = MAC
  ? { Mod: "⌘", Alt: "⌥", Shift: "⇧", ArrowUp: "↑", ArrowDown: "↓", Enter: "⏎", Tab: "⇥" }
  : { Mod: "Ctrl", ArrowUp: "↑", ArrowDown: "↓" }

/** A key as it is written on this device's keyboard. */
export function keyWords(keys: string): string {
  const parts = keys.split("-").map(part => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
  return parts.join(MAC ? "" : "+")
}
