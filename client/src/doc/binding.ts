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
import type { Pause } from "./pause.ts"
import { isUsable, usablePart } from "./usable.ts"

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
 * Binds an editor to `fragment` with y-prosemirror, with five of its habits changed: nothing is published while `composition` runs;
 * a change that slips in meanwhile waits; the others' edits never scroll; a selection that is no text selection is mapped, where
 * y-prosemirror throws when what was selected is gone; and what it cannot draw begins `pause`.
 */
export function bind(fragment: Y.XmlFragment, composition: Composition, pause: Pause): Bound {
  const { doc, mapping } = firstDrawn(fragment, pause)
  const plugin: Plugin = ySyncPlugin(fragment, { mapping })
  const open = plugin.spec.view
  plugin.spec.view = view => {
    const { binding } = bindingOf(view.state)
    tame(binding, composition, pause)
    const inner = open?.call(plugin, view) ?? {}
    const publish = (previous: EditorState) => {
      if (!composition.active && !pause.active) inner.update?.(view, previous)
    }
    composition.publish = () => publish(view.state)
    return { update: (_, previous) => publish(previous), destroy: () => inner.destroy?.() }
  }
  return { doc, plugin }
}

function firstDrawn(
  fragment: Y.XmlFragment,
  pause: Pause,
): Pick<ProsemirrorBinding, "mapping"> & { readonly doc: Node } {
  if (fragment.length > 0 && isUsable(fragment)) {
    try {
      return initProseMirrorDoc(fragment, schema)
    } catch (failure) {
      console.error("The document could not be drawn", failure)
    }
  }
  if (fragment._first !== null) pause.begin()
  return { doc: usablePart(fragment), mapping: new Map() }
}

function tame(binding: ProsemirrorBinding, composition: Composition, pause: Pause): void {
  binding._isLocalCursorInView = () => false
  binding.beforeAllTransactions = () => {
    const view: EditorView | null = binding.prosemirrorView
    if (view === null || binding.beforeTransactionSelection !== null || composition.active || pause.active) return
    if (view.state.selection instanceof TextSelection) {
      binding.beforeTransactionSelection = getRelativeSelection(binding, view.state)
    }
  }
  const drawAgain = binding._forceRerender.bind(binding)
  binding._forceRerender = () => draw(binding, pause, drawAgain)
  const drawChange = binding._observeFunction as ProsemirrorBinding["_typeChanged"]
  binding._observeFunction = (...[events, transaction]: Parameters<typeof drawChange>) => {
    if (composition.active) {
      composition.missed = true
      return
    }
    const changed: ReadonlyMap<unknown, unknown> = transaction.changedParentTypes
    const known = (type: unknown) => binding.mapping.has(type as Y.XmlElement) && !changed.has(type)
    draw(binding, pause, pause.active ? drawAgain : () => drawChange(events, transaction), known)
  }
}

/**
 * Draws what changed, and all of it again where the last time failed. Where that cannot be, the view shows what can be shown and
 * writing is paused: the document stays as it is until a change of it can be drawn.
 */
function draw(
  binding: ProsemirrorBinding,
  pause: Pause,
  attempt: () => void,
  known?: (type: unknown) => boolean,
): void {
  const view: EditorView | null = binding.prosemirrorView
  if (view === null) return
  if (isUsable(binding.type, known)) {
    try {
      attempt()
      pause.end()
      return
    } catch (failure) {
      console.error("The document could not be drawn", failure)
    }
  }
  binding.mapping.clear()
  try {
    pause.begin()
    view.dispatch(partly(view.state, binding.type))
  } catch (failure) {
    // The view keeps what it shows: it is paused, and the next change draws again.
    console.error("The document could not be drawn in part", failure)
  }
}

function partly(state: EditorState, fragment: Y.XmlFragment): Transaction {
  const { content } = usablePart(fragment)
  const tr = state.tr.replaceWith(0, state.doc.content.size, content)
  return tr.setMeta("addToHistory", false).setMeta(ySyncPluginKey, { isChangeOrigin: true })
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
