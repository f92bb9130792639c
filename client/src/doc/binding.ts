import { become, schema } from "@sheaf/doc"
import type { Node } from "prosemirror-model"
import { type EditorState, type Plugin, TextSelection, type Transaction } from "prosemirror-state"
import type { EditorView } from "prosemirror-view"
import {
  getRelativeSelection,
  initProseMirrorDoc,
  type ProsemirrorBinding,
  ySyncPlugin,
  ySyncPluginKey,
} from "y-prosemirror"
import type * as Y from "yjs"
import type { Composition } from "./composition.ts"

/** What y-prosemirror keeps in the editor's state. */
export interface BindingState {
  readonly binding: ProsemirrorBinding
  readonly doc: Y.Doc
  readonly type: Y.XmlFragment
  readonly isChangeOrigin: boolean
}

export function bindingOf(state: EditorState): BindingState {
  return ySyncPluginKey.getState(state) as BindingState
}

/** Whether the transaction brings what came through Yjs: the others' edits, and one's own undo. */
export function isRemote(tr: Transaction): boolean {
  return (tr.getMeta(ySyncPluginKey) as BindingState | undefined)?.isChangeOrigin === true
}

export interface Bound {
  readonly doc: Node
  readonly plugin: Plugin
}

/**
 * Binds an editor to `fragment` with y-prosemirror, with four of its habits changed: nothing is published while `composition` runs;
 * a change that slips in meanwhile waits; the others' edits never scroll; and a selection that is no text selection is mapped, where
 * y-prosemirror throws when what was selected is gone.
 */
export function bind(fragment: Y.XmlFragment, composition: Composition): Bound {
  const empty = fragment.length === 0
  const { doc, mapping } = initProseMirrorDoc(fragment, schema)
  const plugin: Plugin = ySyncPlugin(fragment, { mapping })
  const open = plugin.spec.view
  plugin.spec.view = view => {
    tame(bindingOf(view.state).binding, composition)
    const inner = open?.call(plugin, view) ?? {}
    composition.publish = () => inner.update?.(view, view.state)
    return {
      update: (view, previous) => {
        if (!composition.active) inner.update?.(view, previous)
      },
      destroy: () => inner.destroy?.(),
    }
  }
  return { doc: empty ? emptyDoc() : doc, plugin }
}

function emptyDoc(): Node {
  const doc = schema.topNodeType.createAndFill()
  if (doc === null) throw new Error("the schema must allow an empty document")
  return doc
}

function tame(binding: ProsemirrorBinding, composition: Composition): void {
  binding._isLocalCursorInView = () => false
  binding.beforeAllTransactions = () => {
    const view: EditorView | null = binding.prosemirrorView
    if (view === null || binding.beforeTransactionSelection !== null || composition.active) return
    if (view.state.selection instanceof TextSelection) {
      binding.beforeTransactionSelection = getRelativeSelection(binding, view.state)
    }
  }
  const render = binding._observeFunction as ProsemirrorBinding["_typeChanged"]
  binding._observeFunction = (...change: Parameters<typeof render>) => {
    if (composition.active) composition.missed = true
    else render(...change)
  }
}

/**
 * The binding's replacement of the whole document, told as what really differs. A text selection is where the binding put it (Yjs
 * knows between which characters it stood); every other is mapped.
 */
export function narrowed(state: EditorState, tr: Transaction): Transaction {
  if (!isRemote(tr) || !tr.docChanged) return tr
  const step = become(state.doc, tr.doc)
  const next = state.tr
  if (step !== undefined) next.step(step)
  if (tr.selectionSet && tr.selection instanceof TextSelection && state.selection instanceof TextSelection) {
    const { anchor, head } = tr.selection
    next.setSelection(TextSelection.between(next.doc.resolve(anchor), next.doc.resolve(head)))
  }
  return next.setMeta("addToHistory", false).setMeta(ySyncPluginKey, tr.getMeta(ySyncPluginKey))
}
