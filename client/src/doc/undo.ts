import { type Command, Plugin, TextSelection } from "prosemirror-state"
import type { EditorView } from "prosemirror-view"
import { getRelativeSelection, relativePositionToAbsolutePosition, ySyncPluginKey, yUndoPluginKey } from "y-prosemirror"
import * as Y from "yjs"
import { bindingOf, isRemote } from "./binding.ts"
import type { Composition } from "./composition.ts"

interface UndoState {
  /** By this name y-prosemirror finds it, to end a step where `addToHistory` is false. */
  readonly undoManager: Y.UndoManager
}

type RelativeSelection = ReturnType<typeof getRelativeSelection>

/**
 * Undo of one's own changes only: Yjs keeps them apart by their origin, the binding. Not y-prosemirror's plugin: that one puts the
 * selection back at the next change of anybody instead of at once.
 */
export function undoPlugin(fragment: Y.XmlFragment, composition: Composition): Plugin<UndoState> {
  const undoManager = new Y.UndoManager(fragment, {
    trackedOrigins: new Set([ySyncPluginKey]),
    captureTransaction: tr => tr.meta.get("addToHistory") !== false,
    deleteFilter: item => !holdsText(item),
  })
  let before: RelativeSelection | undefined
  return new Plugin<UndoState>({
    key: yUndoPluginKey,
    state: {
      init: () => ({ undoManager }),
      apply: (tr, value, old) => {
        if (tr.docChanged && !isRemote(tr) && !composition.active)
          before = getRelativeSelection(bindingOf(old).binding, old)
        return value
      },
    },
    props: {
      handleDOMEvents: {
        compositionstart: view => {
          if (!composition.active && view.editable)
            before = getRelativeSelection(bindingOf(view.state).binding, view.state)
          return false
        },
        // The browser's own undo, from its menu or a shaken phone, knows nothing of the others.
        beforeinput: (view, event) => {
          if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return false
          event.preventDefault()
          return (event.inputType === "historyUndo" ? undo : redo)(view.state, view.dispatch, view)
        },
      },
    },
    view: view => {
      undoManager.on("stack-item-added", ({ stackItem }) => {
        if (before !== undefined && !stackItem.meta.has(undoManager)) stackItem.meta.set(undoManager, before)
      })
      undoManager.on("stack-item-popped", ({ stackItem }) => restore(view, stackItem.meta.get(undoManager)))
      return { destroy: () => undoManager.destroy() }
    },
  })
}

/** A text that others may have written in is emptied by undo, never removed: their letters would go with it. */
function holdsText(item: Y.Item): boolean {
  if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentType)) return false
  const type = item.content.type
  const written = type instanceof Y.Text || (type instanceof Y.XmlElement && type.nodeName === "paragraph")
  return written && type._length > 0
}

function restore(view: EditorView, selection: RelativeSelection | undefined): void {
  const { binding, doc, type } = bindingOf(view.state)
  const place = (position: unknown) =>
    position === undefined ? null : relativePositionToAbsolutePosition(doc, type, position, binding.mapping)
  const anchor = place(selection?.anchor)
  const head = place(selection?.head)
  const tr = view.state.tr
  if (anchor !== null && head !== null && Math.max(anchor, head) <= tr.doc.content.size) {
    tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)))
  }
  view.dispatch(tr.scrollIntoView())
}

const managerOf = (state: Parameters<Command>[0]): Y.UndoManager | undefined =>
  (yUndoPluginKey.getState(state) as UndoState | undefined)?.undoManager

export const undo: Command = (state, dispatch, view) => {
  const manager = managerOf(state)
  if (manager === undefined || !manager.canUndo() || view?.composing || view?.editable === false) return false
  if (dispatch) manager.undo()
  return true
}

export const redo: Command = (state, dispatch, view) => {
  const manager = managerOf(state)
  if (manager === undefined || !manager.canRedo() || view?.composing || view?.editable === false) return false
  if (dispatch) manager.redo()
  return true
}
