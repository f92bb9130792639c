import { count, outline } from "@sheaf/doc"
import { html, LitElement, nothing, type PropertyValues } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Plugin } from "prosemirror-state"
import type { EditorView } from "prosemirror-view"
import { Localized } from "../controller/localized.ts"
import { locale, words } from "../i18n/language.ts"
import "../styles/prose.css"
import { TO_TOOLBAR } from "./keys.ts"
import { type Opened, open } from "./open.ts"
import type { Replica, StorePicture } from "./ports.ts"
import "./toolbar.ts"

/** The text of one document, to read or to write. In light DOM: ProseMirror and the browser's selection need it so. */
@customElement("sheaf-editor")
export class SheafEditor extends LitElement {
  @property({ attribute: false }) replica: Replica | undefined
  @property({ type: Boolean }) editable = false
  @property({ attribute: false }) storePicture: StorePicture | undefined
  readonly localized = new Localized(this)
  #opened: Opened | undefined

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  get view(): EditorView | undefined {
    return this.#opened?.view
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#close()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.requestUpdate("replica")
  }

  override render() {
    return html`
      <div class="doc-surface"></div>
      ${this.editable ? html`<sheaf-doc-toolbar .view=${this.view}></sheaf-doc-toolbar>` : nothing}
    `
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("replica") || changed.has("editable")) this.#open()
  }

  #open(): void {
    this.#close()
    const surface = this.querySelector<HTMLElement>(".doc-surface")
    if (this.replica === undefined || surface === null) return
    const place = document.createElement("div")
    surface.append(place)
    this.#opened = open({
      replica: this.replica,
      editable: this.editable,
      place,
      plugins: [this.#watch()],
      nodeViews: {},
      attributes: () => ({
        class: "prose",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": words().doc.editor,
        "aria-readonly": String(!this.editable),
        lang: locale(),
      }),
    })
    place.addEventListener(TO_TOOLBAR, () => this.querySelector("sheaf-doc-toolbar")?.focus())
    this.requestUpdate()
    this.#tell()
  }

  #watch(): Plugin {
    return new Plugin({
      view: () => ({
        update: (view, old) => {
          this.requestUpdate()
          if (!view.state.doc.eq(old.doc)) this.#tell()
        },
      }),
    })
  }

  #tell(): void {
    const view = this.view
    if (view === undefined) return
    const detail = { counts: count(view.state.doc), headings: outline(view.state.doc) }
    this.dispatchEvent(new CustomEvent("sheaf-document", { detail, bubbles: true, composed: true }))
  }

  #close(): void {
    this.#opened?.close()
    this.#opened = undefined
    this.querySelector(".doc-surface")?.replaceChildren()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-editor": SheafEditor
  }
}
