import { schema } from "@sheaf/doc"
import { Refused } from "@sheaf/domain"
import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state"
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view"
import { words } from "../i18n/language.ts"
import { iconElement } from "./icon.ts"
import type { StorePicture } from "./ports.ts"

/** A picture on its way to the server: shown where it will stand, to this person only. */
interface Upload {
  readonly file: File
  readonly preview: HTMLCanvasElement
  readonly element: HTMLElement
}

type Told = { readonly add: Upload; readonly at: number } | { readonly remove: Upload }
const key = new PluginKey<DecorationSet>("sheaf-pictures")

/** Pictures that are pasted, dropped or picked: sent at once, put into the text when the server has them. */
export class Pictures {
  readonly plugin: Plugin<DecorationSet>
  readonly #store: () => StorePicture | undefined
  readonly #settled: () => Promise<void>
  readonly #uploads = new Set<Upload>()

  /** `settled` resolves when a picture may enter the document. */
  constructor(store: () => StorePicture | undefined, settled: () => Promise<void>) {
    this.#store = store
    this.#settled = settled
    this.plugin = this.#plugin()
  }

  /** Sends the pictures among `files`; they will stand at `at`. Answers whether there were any. */
  add(view: EditorView, files: Iterable<File>, at: number): boolean {
    const pictures = [...files].filter(file => file.type.startsWith("image/"))
    if (!view.editable || this.#store() === undefined) return pictures.length > 0
    void this.#sendAll(view, pictures, at)
    return pictures.length > 0
  }

  /** All are shown at once and sent one after the other, so that they come to stand in their order. */
  async #sendAll(view: EditorView, files: readonly File[], at: number): Promise<void> {
    const place = placeFor(view.state, at)
    const uploads = files.map(file => this.#show(view, file, place))
    for (const upload of uploads) if (this.#uploads.has(upload)) await this.#send(view, upload)
  }

  #show(view: EditorView, file: File, at: number): Upload {
    const element = document.createElement("div")
    element.className = "upload"
    element.contentEditable = "false"
    const upload: Upload = { file, preview: previewOf(file), element }
    this.#uploads.add(upload)
    drawSending(upload, () => this.#remove(view, upload))
    view.dispatch(view.state.tr.setMeta(key, { add: upload, at } satisfies Told))
    return upload
  }

  async #send(view: EditorView, upload: Upload): Promise<void> {
    const store = this.#store()
    if (store === undefined) return
    const { file } = upload
    const bar = drawSending(upload, () => this.#remove(view, upload))
    try {
      const stored = await store(file, share => bar(share))
      await this.#settled()
      if (!view.isDestroyed && this.#uploads.has(upload)) this.#place(view, upload, stored.url, stored.width)
    } catch (failure) {
      // Whatever went wrong, the picture stays here with the reason, to try again or to give up.
      if (this.#uploads.has(upload)) {
        drawFailed(
          upload,
          failure,
          () => this.#send(view, upload),
          () => this.#remove(view, upload),
        )
      }
    }
  }

  #place(view: EditorView, upload: Upload, src: string, width: number): void {
    const [found] = key.getState(view.state)?.find(undefined, undefined, spec => spec.upload === upload) ?? []
    const tr = view.state.tr.setMeta(key, { remove: upload } satisfies Told)
    if (found !== undefined) {
      const room = view.dom.clientWidth
      const node = schema.nodes.image.create({ src, alt: wordsOf(upload.file), width: Math.min(width, room) })
      tr.insert(found.from, node)
      // Where a picture is the last, nothing could be written below it.
      if (tr.doc.lastChild === node) tr.insert(tr.doc.content.size, schema.nodes.paragraph.create())
    }
    this.#uploads.delete(upload)
    view.dispatch(tr)
  }

  #remove(view: EditorView, upload: Upload): void {
    this.#uploads.delete(upload)
    if (!view.isDestroyed) {
      view.dispatch(view.state.tr.setMeta(key, { remove: upload } satisfies Told))
      view.focus()
    }
  }

  #plugin(): Plugin<DecorationSet> {
    return new Plugin<DecorationSet>({
      key,
      state: { init: () => DecorationSet.empty, apply },
      props: {
        decorations: state => key.getState(state),
        handlePaste: (view, event) => {
          const files = event.clipboardData?.files ?? []
          // Office programs put a picture of the text beside the text.
          const text = event.clipboardData?.getData("text/html") || event.clipboardData?.getData("text/plain")
          return files.length > 0 && !text ? this.add(view, files, view.state.selection.from) : false
        },
        handleDrop: (view, event) => {
          const files = event.dataTransfer?.files ?? []
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
          if (files.length === 0 || at === undefined) return false
          event.preventDefault()
          this.add(view, files, at)
          return true
        },
      },
      view: () => ({
        destroy: () => {
          this.#uploads.clear()
        },
      }),
    })
  }
}

function apply(tr: Transaction, old: DecorationSet): DecorationSet {
  const set = old.map(tr.mapping, tr.doc)
  const told = tr.getMeta(key) as Told | undefined
  if (told === undefined) return set
  if ("add" in told) {
    const { add } = told
    return set.add(tr.doc, [Decoration.widget(told.at, add.element, { upload: add, side: 1, stopEvent: () => true })])
  }
  return set.remove(set.find(undefined, undefined, spec => spec.upload === told.remove))
}

/** Between blocks: below the line that is meant, or above it where it is empty and can be written on below the picture. */
function placeFor(state: EditorState, at: number): number {
  const $at = state.doc.resolve(at)
  const { image } = schema.nodes
  if (!$at.parent.isTextblock) return at
  const above = $at.parent.content.size === 0
  const index = $at.index(-1)
  if (!$at.node(-1).canReplaceWith(index, index, image)) return $at.after(1)
  return above ? $at.before() : $at.after()
}

/** Drawn, not linked: the content security policy lets no `blob:` addresses be shown. */
function previewOf(file: File): HTMLCanvasElement {
  const canvas = document.createElement("canvas")
  canvas.width = canvas.height = 0
  createImageBitmap(file, { resizeWidth: 480, resizeQuality: "medium" }).then(
    bitmap => {
      canvas.width = bitmap.width
      canvas.height = bitmap.height
      canvas.getContext("2d")?.drawImage(bitmap, 0, 0)
      bitmap.close()
    },
    // What the browser cannot decode is sent all the same: the server says what it is.
    () => canvas.remove(),
  )
  return canvas
}

const wordsOf = (file: File): string => file.name.replace(/\.[^.]*$/, "")

/** Draws the picture with a bar; answers what moves the bar. */
function drawSending(upload: Upload, cancel: () => void): (share: number) => void {
  const { picture } = words().doc
  const name = wordsOf(upload.file) || picture.unnamed
  const bar = document.createElement("progress")
  bar.setAttribute("aria-label", picture.uploading(name))
  const row = document.createElement("div")
  row.className = "upload-row"
  const label = document.createElement("span")
  label.textContent = picture.uploading(name)
  row.append(label, button(picture.cancel, cancel))
  upload.element.classList.remove("failed")
  upload.element.replaceChildren(upload.preview, bar, row)
  return share => {
    bar.value = share
  }
}

function drawFailed(upload: Upload, failure: unknown, retry: () => void, dismiss: () => void): void {
  const { picture } = words().doc
  const row = document.createElement("div")
  row.className = "upload-row"
  row.setAttribute("role", "alert")
  const label = document.createElement("span")
  label.textContent = reason(failure, wordsOf(upload.file) || picture.unnamed)
  row.append(iconElement("alert"), label, button(picture.retry, retry), button(picture.dismiss, dismiss))
  upload.element.classList.add("failed")
  upload.element.replaceChildren(upload.preview, row)
}

function button(label: string, run: () => void): HTMLButtonElement {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = label
  made.addEventListener("click", run)
  return made
}

function reason(failure: unknown, name: string): string {
  const { failed } = words().doc.picture
  const code = failure instanceof Refused ? failure.code : undefined
  switch (code) {
    case "not-an-image":
    case "unsupported-type":
      return failed.type(name)
    case "unsafe-image":
      return failed.unsafe(name)
    case "too-large":
      return failed.size(name)
    case "not-allowed":
    case "not-found":
      return failed.notAllowed(name)
    case undefined:
      return failed.offline(name)
    default:
      return failed.other(name)
  }
}
