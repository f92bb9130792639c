import { backOut, leaveCallout, newlineInCode, schema, splitLine } from "@sheaf/doc"
import {
  baseKeymap,
  chainCommands,
  createParagraphNear,
  exitCode,
  liftEmptyBlock,
  newlineInCode as plainNewline,
  splitBlock,
} from "prosemirror-commands"
import { undoInputRule } from "prosemirror-inputrules"
import { keymap } from "prosemirror-keymap"
import { type Command, Plugin } from "prosemirror-state"
import { goToNextCell } from "prosemirror-tables"
import { actions } from "./actions.ts"
import { redo } from "./undo.ts"

const hardBreak: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(schema.nodes.hard_break.create(), true).scrollIntoView())
  return true
})

const tabInCode: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.type.spec.code) return false
  dispatch?.(state.tr.insertText("  ").scrollIntoView())
  return true
}

const enter = chainCommands(
  newlineInCode,
  plainNewline,
  leaveCallout,
  splitLine,
  createParagraphNear,
  liftEmptyBlock,
  splitBlock,
)

/** Every key of the editor. What is also a button or a menu's line has its key in actions.ts. */
export function keyPlugins(): readonly Plugin[] {
  const bound: Record<string, Command> = {}
  for (const { keys, run } of actions) if (keys !== undefined) bound[keys] = run
  const indent = bound.Tab ?? tabInCode
  const outdent = bound["Shift-Tab"] ?? tabInCode
  return [
    leaving(),
    keymap({
      ...bound,
      "Mod-y": redo,
      Enter: enter,
      "Shift-Enter": hardBreak,
      Backspace: chainCommands(undoInputRule, backOut),
      Tab: chainCommands(goToNextCell(1), tabInCode, indent, always),
      "Shift-Tab": chainCommands(goToNextCell(-1), outdent, always),
      "Alt-F10": (state, dispatch, view) => toToolbar(state, dispatch, view),
    }),
    keymap(baseKeymap),
  ]
}

/** In the text, Tab is never what takes the focus away: that would surprise whoever indents. */
const always: Command = () => true

/** The event by which the editor moves the focus to its toolbar. */
export const TO_TOOLBAR = "sheaf-editor-toolbar"
const toToolbar: Command = (_state, _dispatch, view) => {
  view?.dom.dispatchEvent(new CustomEvent(TO_TOOLBAR))
  return true
}

/** After Escape, Tab leaves the editor, so that a keyboard is never caught in it (WCAG 2.1.2). */
function leaving(): Plugin {
  let leave = false
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_view, event) => {
          const tab = event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey
          if (leave && tab) return true
          if (event.key !== "Shift") leave = event.key === "Escape"
          return false
        },
        blur: () => {
          leave = false
          return false
        },
      },
    },
  })
}
