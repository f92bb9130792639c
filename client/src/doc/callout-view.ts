import { CALLOUT_TONES, type CalloutTone, calloutTone, setAttrs } from "@sheaf/doc"
import type { Node } from "prosemirror-model"
import type { EditorView, NodeView, ViewMutationRecord } from "prosemirror-view"
import { onLanguage, words } from "../i18n/language.ts"
import { type DocIcon, iconElement } from "./icon.ts"

const SHAPES: Readonly<Record<CalloutTone, DocIcon>> = {
  note: "note",
  tip: "tip",
  warning: "alert",
  danger: "danger",
  idea: "callout",
}

/** A callout; a press on its sign makes it the next kind. */
export class CalloutView implements NodeView {
  readonly dom = document.createElement("div")
  readonly contentDOM = document.createElement("div")
  readonly #sign: HTMLElement
  readonly #view: EditorView
  readonly #pos: () => number | undefined
  readonly #stopWords: () => void
  #node: Node

  constructor(node: Node, view: EditorView, pos: () => number | undefined) {
    this.#node = node
    this.#view = view
    this.#pos = pos
    this.dom.className = "callout"
    this.contentDOM.className = "callout-content"
    this.#sign = document.createElement(view.editable ? "button" : "span")
    this.#sign.className = "callout-tone"
    this.#sign.contentEditable = "false"
    if (this.#sign instanceof HTMLButtonElement) {
      this.#sign.type = "button"
      this.#sign.addEventListener("mousedown", event => event.preventDefault())
      this.#sign.addEventListener("click", this.#next)
    }
    this.dom.append(this.#sign, this.contentDOM)
    this.#stopWords = onLanguage(() => this.#draw())
    this.#draw()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const changed = node.attrs.tone !== this.#node.attrs.tone
    this.#node = node
    if (changed) this.#draw()
    return true
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof globalThis.Node && this.#sign.contains(event.target)
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target)
  }

  destroy(): void {
    this.#stopWords()
  }

  #draw(): void {
    const tone = calloutTone(this.#node.attrs.tone)
    const { callout } = words().doc
    this.dom.dataset.callout = tone
    this.#sign.replaceChildren(iconElement(SHAPES[tone]))
    if (this.#view.editable) {
      const label = `${callout.label}: ${callout.tones[tone]}`
      this.#sign.setAttribute("aria-label", label)
      this.#sign.title = label
    }
  }

  readonly #next = (): void => {
    const pos = this.#pos()
    const at = CALLOUT_TONES.indexOf(calloutTone(this.#node.attrs.tone))
    const tone = CALLOUT_TONES[(at + 1) % CALLOUT_TONES.length]
    if (pos !== undefined) setAttrs(pos, "callout", { tone })(this.#view.state, this.#view.dispatch)
  }
}
