import { markdownRules } from "@sheaf/doc"
import { dropCursor } from "prosemirror-dropcursor"
import { gapCursor } from "prosemirror-gapcursor"
import { inputRules } from "prosemirror-inputrules"
import { EditorState, type Plugin, type Transaction } from "prosemirror-state"
import { columnResizing, tableEditing } from "prosemirror-tables"
import { EditorView, type NodeViewConstructor } from "prosemirror-view"
import { bind, isRemote, narrowed } from "./binding.ts"
import { caretsPlugin } from "./carets.ts"
import { Composition, compositionPlugin } from "./composition.ts"
import { keyPlugins } from "./keys.ts"
import type { Replica } from "./ports.ts"
import { readersCopy } from "./readers-copy.ts"
import { undoPlugin } from "./undo.ts"

/** The root of a document's text in its `Y.Doc`. */
export const CONTENT = "content"

export interface Opened {
  readonly view: EditorView
  readonly composition: Composition
  close(): void
}

export interface Options {
  readonly replica: Replica
  readonly editable: boolean
  readonly place: HTMLElement
  /** What else the editor does: before the keys, so that a menu takes them first. */
  readonly plugins: readonly Plugin[]
  readonly nodeViews: Readonly<Record<string, NodeViewConstructor>>
  readonly attributes: () => Record<string, string>
}

/** Opens an editor on a replica. One that only reads is bound to a copy, which cannot write to the document. */
export function open({ replica, editable, place, plugins, nodeViews, attributes }: Options): Opened {
  const copy = editable ? undefined : readersCopy(replica.doc)
  const fragment = (copy?.doc ?? replica.doc).getXmlFragment(CONTENT)
  const composition = new Composition(() => replica.hold())
  const bound = bind(fragment, composition)
  const state = EditorState.create({
    doc: bound.doc,
    plugins: [
      bound.plugin,
      undoPlugin(fragment, composition),
      compositionPlugin(composition),
      caretsPlugin(replica.awareness, composition),
      ...plugins,
      inputRules({ rules: markdownRules }),
      ...keyPlugins(),
      columnResizing({ cellMinWidth: 48, defaultCellMinWidth: 120, lastColumnResizable: true }),
      tables(),
      gapCursor(),
      dropCursor({ color: false, class: "drop-line", width: 2 }),
    ],
  })
  const view: EditorView = new EditorView(
    { mount: place },
    {
      state,
      editable: () => editable,
      attributes,
      nodeViews: { ...nodeViews },
      dispatchTransaction(tr: Transaction) {
        view.updateState(view.state.apply(narrowed(view.state, tr)))
      },
    },
  )
  return {
    view,
    composition,
    close: () => {
      view.destroy()
      copy?.close()
    },
  }
}

/** Tables are mended by whoever edits them, not by everybody who looks on: two who mend the same table at once break it again. */
function tables(): Plugin {
  const plugin = tableEditing()
  const mend = plugin.spec.appendTransaction
  plugin.spec.appendTransaction = (trs, old, state) => mend?.call(plugin, trs, trs.some(isRemote) ? state : old, state)
  return plugin
}
