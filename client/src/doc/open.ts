import { markdownRules } from "@sheaf/doc"
import { dropCursor } from "prosemirror-dropcursor"
import { gapCursor } from "prosemirror-gapcursor"
import { inputRules } from "prosemirror-inputrules"
import { EditorState, type Plugin, type Transaction } from "prosemirror-state"
import { columnResizing, TableView, tableEditing } from "prosemirror-tables"
import { EditorView, type NodeViewConstructor } from "prosemirror-view"
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
import { Pause } from "./pause.ts"
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
  /** The document holds what cannot be shown, and nothing may be written until that is mended. */
  readonly paused: boolean
  close(): void
}

export interface Options {
  readonly replica: Replica
  readonly editable: boolean
  readonly place: HTMLElement
  readonly storePicture: () => StorePicture | undefined
  /** Told of every new state. */
  readonly watch: Plugin
  /** Told when {@link Opened.paused} changed. */
  readonly watchPause: () => void
  readonly attributes: (state: EditorState, editable: boolean) => Record<string, string>
}

/** Opens an editor on a replica. One that only reads is bound to a copy, which cannot write to the document. */
export function open({ replica, editable, place, storePicture, watch, watchPause, attributes }: Options): Opened {
  const copy = editable ? undefined : readersCopy(replica.doc)
  const fragment = (copy?.doc ?? replica.doc).getXmlFragment(CONTENT)
  const composition = new Composition(() => replica.hold())
  const pause = new Pause(() => {
    watchPause()
    redraw()
  })
  const writable = () => editable && !pause.active
  const pictures = new Pictures(storePicture, async () => {
    while (composition.active || pause.active) await Promise.all([composition.settled(), pause.over()])
  })
  let redraw = () => {}
  const bound = bind(fragment, composition, pause)
  const state = EditorState.create({
    doc: bound.doc,
    plugins: [
      bound.plugin,
      pause.plugin,
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
      editable: writable,
      attributes: state => attributes(state, writable()),
      nodeViews: nodeViews(editable),
      scrollMargin: { top: 80, bottom: 80, left: 0, right: 0 },
      scrollThreshold: { top: 60, bottom: 60, left: 0, right: 0 },
      dispatchTransaction(tr: Transaction) {
        view.updateState(view.state.apply(narrowed(view.state, tr)))
      },
    },
  )
  redraw = () => {
    const focused = view.hasFocus()
    // Nodes are drawn for those who write or for those who only read, and that changed.
    view.setProps({ nodeViews: nodeViews(editable) })
    if (focused) keepFocus(view)
  }
  return {
    view,
    pictures,
    get paused() {
      return pause.active
    },
    close: () => {
      view.destroy()
      copy?.close()
    },
  }
}

/** `EditorView.focus` does nothing where nothing may be written; there the caret is to wait until one may write again. */
function keepFocus(view: EditorView): void {
  if (view.editable) view.focus()
  else view.dom.focus({ preventScroll: true })
}

function nodeViews(editable: boolean): Record<string, NodeViewConstructor> {
  return {
    image: (node, view, pos) => new ImageView(node, view, pos),
    code_block: (node, view, pos) => new CodeView(node, view, pos),
    callout: (node, view, pos) => new CalloutView(node, view, pos),
    ...(editable ? {} : { table: node => new TableView(node, COLUMN.least) }),
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
