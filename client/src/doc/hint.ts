import { lineOf } from "@sheaf/doc"
import { type EditorState, Plugin } from "prosemirror-state"
import { Decoration, DecorationSet } from "prosemirror-view"
import { words } from "../i18n/language.ts"
import { REFRESH } from "./refresh.ts"

/** A faint word where nothing is written: in an empty document, and in the empty line that the caret is in. */
export function hintPlugin(): Plugin {
  return new Plugin({
    props: {
      decorations: state => hints(state),
    },
    state: {
      init: () => 0,
      // A new language draws the hints anew.
      apply: (tr, times: number) => (tr.getMeta(REFRESH) ? times + 1 : times),
    },
  })
}

function hints(state: EditorState): DecorationSet | null {
  const { doc, selection } = state
  const only = doc.childCount === 1 && doc.firstChild?.content.size === 0
  const { $head, empty } = selection
  const line = lineOf($head.parent)
  if (!empty || line === undefined || $head.parent.content.size > 0 || (!only && $head.depth > 1)) return null
  const pos = $head.before()
  const { actions, placeholder } = words().doc
  const hint = line.kind === "text" ? placeholder : actions[line.kind]
  return DecorationSet.create(doc, [
    Decoration.node(pos, pos + $head.parent.nodeSize, { class: "hint", "data-hint": hint }),
  ])
}
