import { markdownRules } from "@sheaf/doc"
import { dropCursor } from "prosemirror-dropcursor"
import { gapCursor } from "prosemirror-gapcursor"
import { inputRules } from "prosemirror-inputrules"
import { EditorState, type Plugin, type Transaction } from "prosemirror-state"
import { columnResizing, TableView, tableEditing } from "prosemirror-tables"
import { EditorView } from "prosemirror-view"
import { bind, isRemote, narrowed } from "./binding.ts"
import { CalloutView } from "./callout-view.ts"
import { caretsPlugin } from "./carets.ts"
import { clipboardPlugin } from "./clipboard.ts"
import { CodeView } from "./code-view.ts"
import { Composition, compositionPlugin } from "./composition.ts"
import { followLinkPlugin } from "./follow-link.ts"
import { hintPlugin } from "./hint.ts"
import { ImageView } from "./image-view.ts"
import { keyPlugins } from "./keys.ts"
import { Pictures } from "./pictures.ts"
import type { Replica, StorePicture } from "./ports.ts"
import { readersCopy } from "./readers-copy.ts"
import { slashPlugin } from "./slash.ts"
import { tasksPlugin } from "./tasks.ts"
import { undoPlugin } from "./undo.ts"

/** The root of a document's text in its `Y.Doc`. */
export const CONTENT = "content"

export interface Opened {
  readonly view: EditorView
  readonly pictures: Pictures
  close(): void
}

export interface Options {
  readonly replica: Replica
  readonly editable: boolean
  readonly place: HTMLElement
  readonly storePicture: () => StorePicture | undefined
  /** Told of every new state. */
  readonly watch: Plugin
  readonly attributes: (state: EditorState) => Record<string, string>
}

/** Opens an editor on a replica. One that only reads is bound to a copy, which cannot write to the document. */
export function open({ replica, editable, place, storePicture, watch, attributes }: Options): Opened {
  const copy = editable ? undefined : readersCopy(replica.doc)
  const fragment = (copy?.doc ?? replica.doc).getXmlFragment(CONTENT)
  const composition = new Composition(() => replica.hold())
  const pictures = new Pictures(storePicture, composition)
  const bound = bind(fragment, composition)
  const state = EditorState.create({
    doc: bound.doc,
    plugins: [
      bound.plugin,
      undoPlugin(fragment, composition),
      compositionPlugin(composition),
      caretsPlugin(replica.awareness, composition),
      ...(editable ? writing(pictures) : []),
      watch,
    ],
  })
  const view: EditorView = new EditorView(
    { mount: place },
    {
      state,
      editable: () => editable,
      attributes,
      nodeViews: {
        image: (node, view, pos) => new ImageView(node, view, pos),
        code_block: (node, view, pos) => new CodeView(node, view, pos),
        callout: (node, view, pos) => new CalloutView(node, view, pos),
        ...(editable ? {} : { table: node => new TableView(node, COLUMN.least) }),
      },
      scrollMargin: { top: 80, bottom: 80, left: 0, right: 0 },
      scrollThreshold: { top: 60, bottom: 60, left: 0, right: 0 },
      dispatchTransaction(tr: Transaction) {
        view.updateState(view.state.apply(narrowed(view.state, tr)))
      },
    },
  )
  return {
    view,
    pictures,
    close: () => {
      view.destroy()
      copy?.close()
    },
  }
}

const COLUMN = { least: 48, usual: 120 } as const

/** What only an editor has that may be written in. Menus come before keys: they take them first. */
function writing(pictures: Pictures): readonly Plugin[] {
  return [
    slashPlugin(),
    tasksPlugin(),
    followLinkPlugin(),
    pictures.plugin,
    clipboardPlugin(pictures),
    hintPlugin(),
    inputRules({ rules: markdownRules }),
    ...keyPlugins(),
    columnResizing({ cellMinWidth: COLUMN.least, defaultCellMinWidth: COLUMN.usual, lastColumnResizable: true }),
    tables(),
    gapCursor(),
    dropCursor({ color: false, class: "drop-line", width: 2 }),
  ]
}

/** Tables are mended by whoever edits them, not by everybody who looks on: two who mend the same table at once break it again. */
function tables(): Plugin {
  const plugin = tableEditing()
  const mend = plugin.spec.appendTransaction
  plugin.spec.appendTransaction = (trs, old, state) => mend?.call(plugin, trs, trs.some(isRemote) ? state : old, state)
  return plugin
}
