import { PICTURE_WIDTH, pictureSrc, pictureWidth, pictureWords, setAttrs } from "@sheaf/doc"
import type { Node } from "prosemirror-model"
import { NodeSelection } from "prosemirror-state"
import type { EditorView, NodeView, ViewMutationRecord } from "prosemirror-view"
import { onLanguage, words } from "../i18n/language.ts"

/** How far an arrow key moves the edge. */
const STEP = 20

/** A picture with its caption; in an editor one drags its edge, and writes what it shows. */
export class ImageView implements NodeView {
  readonly dom = document.createElement("figure")
  readonly #frame = document.createElement("div")
  readonly #img = document.createElement("img")
  readonly #missing = document.createElement("span")
  readonly #caption = document.createElement("input")
  readonly #shownCaption = document.createElement("figcaption")
  readonly #alt = document.createElement("input")
  readonly #grip = document.createElement("button")
  readonly #view: EditorView
  readonly #pos: () => number | undefined
  readonly #stopWords: () => void
  #node: Node

  constructor(node: Node, view: EditorView, pos: () => number | undefined) {
    this.#node = node
    this.#view = view
    this.#pos = pos
    this.dom.setAttribute("data-picture", "")
    this.#frame.className = "picture-frame"
    this.#img.draggable = false
    this.#missing.className = "picture-missing"
    this.#grip.type = "button"
    this.#grip.className = "picture-grip"
    this.#grip.addEventListener("pointerdown", this.#resize)
    this.#grip.addEventListener("keydown", this.#resizeByKey)
    this.#field(this.#caption, "caption", "picture-caption")
    this.#field(this.#alt, "alt", "picture-alt")
    this.dom.append(this.#frame)
    this.#stopWords = onLanguage(() => this.#draw())
    this.#draw()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#draw()
    return true
  }

  selectNode(): void {
    this.dom.classList.add("ProseMirror-selectednode")
  }

  deselectNode(): void {
    this.dom.classList.remove("ProseMirror-selectednode")
  }

  stopEvent(event: Event): boolean {
    return event.target === this.#grip || event.target === this.#caption || event.target === this.#alt
  }

  ignoreMutation(_mutation: ViewMutationRecord): boolean {
    return true
  }

  destroy(): void {
    this.#stopWords()
  }

  #draw(): void {
    const { picture } = words().doc
    const src = pictureSrc(this.#node.attrs.src)
    const width = pictureWidth(this.#node.attrs.width)
    const alt = pictureWords(this.#node.attrs.alt) ?? ""
    const caption = pictureWords(this.#node.attrs.caption)
    if (src !== null && this.#img.getAttribute("src") !== src) this.#img.src = src
    this.#img.alt = alt
    this.#img.style.width = width === null ? "" : `${width}px`
    this.#missing.textContent = `${picture.missing}${alt === "" ? "" : `: ${alt}`}`
    this.#frame.replaceChildren(src === null ? this.#missing : this.#img)
    const editable = this.#view.editable
    if (editable && src !== null) this.#frame.append(this.#grip)
    if (editable) {
      this.#fill(this.#caption, caption ?? "", picture.caption)
      this.#fill(this.#alt, alt, picture.alt)
      this.#grip.setAttribute("aria-label", picture.resize)
      this.#grip.title = picture.resize
      this.dom.replaceChildren(this.#frame, this.#caption, this.#alt)
      this.#caption.classList.toggle("empty", caption === null)
    } else if (caption !== null) {
      this.#shownCaption.textContent = caption
      this.dom.replaceChildren(this.#frame, this.#shownCaption)
    } else this.dom.replaceChildren(this.#frame)
  }

  #fill(input: HTMLInputElement, value: string, label: string): void {
    if (!input.matches(":focus") && input.value !== value) input.value = value
    input.placeholder = label
    input.setAttribute("aria-label", label)
  }

  #field(input: HTMLInputElement, name: "caption" | "alt", className: string): void {
    input.className = className
    input.maxLength = 500
    input.addEventListener("change", () => this.#set({ [name]: input.value }))
    input.addEventListener("keydown", event => {
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return
      event.preventDefault()
      event.stopPropagation()
      this.#view.focus()
    })
    // The picture is selected while its words are written: they show only then.
    input.addEventListener("focus", () => {
      const pos = this.#pos()
      if (pos !== undefined)
        this.#view.dispatch(this.#view.state.tr.setSelection(NodeSelection.create(this.#view.state.doc, pos)))
    })
  }

  #set(attrs: Readonly<Record<string, unknown>>): void {
    const pos = this.#pos()
    if (pos !== undefined) setAttrs(pos, "image", attrs)(this.#view.state, this.#view.dispatch)
  }

  readonly #resize = (press: PointerEvent): void => {
    press.preventDefault()
    const start = this.#img.getBoundingClientRect().width
    const widest = this.#view.dom.clientWidth
    let width = start
    this.#grip.setPointerCapture(press.pointerId)
    const move = (event: PointerEvent): void => {
      width = Math.min(Math.max(PICTURE_WIDTH.least, start + event.clientX - press.clientX), widest)
      this.#img.style.width = `${width}px`
    }
    const up = (): void => {
      this.#grip.removeEventListener("pointermove", move)
      if (width !== start) this.#set({ width: Math.round(width) })
    }
    this.#grip.addEventListener("pointermove", move)
    this.#grip.addEventListener("lostpointercapture", up, { once: true })
  }

  readonly #resizeByKey = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0
    if (by === 0) return
    event.preventDefault()
    const width = this.#img.getBoundingClientRect().width + by
    this.#set({ width: Math.min(Math.round(width), this.#view.dom.clientWidth) })
  }
}
