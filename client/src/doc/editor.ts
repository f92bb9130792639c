import { type Counts, count, type Heading, outline } from "@sheaf/doc"
import { html, LitElement, nothing, type PropertyValues } from "lit"
import { customElement, property, query } from "lit/decorators.js"
import type { Node } from "prosemirror-model"
import { type EditorState, Plugin } from "prosemirror-state"
import { isInTable } from "prosemirror-tables"
import type { EditorView } from "prosemirror-view"
import { Localized } from "../controller/localized.ts"
import { type Language, language, locale, words } from "../i18n/language.ts"
import "../ui/banner.ts"
import { REQUEST, type Request } from "./actions.ts"
import { adoptProse } from "./adopt.ts"
import "./block-handle.ts"
import "./colour-box.ts"
import { TO_TOOLBAR } from "./keys.ts"
import "./link-box.ts"
import { type Opened, open } from "./open.ts"
import type { Replica, StorePicture } from "./ports.ts"
import { REFRESH } from "./refresh.ts"
import "./shortcuts.ts"
import { slashOf } from "./slash.ts"
import { SLASH_LIST, slashOption } from "./slash-menu.ts"
import "./table-bar.ts"
import "./toolbar.ts"

/** What the page around an editor shows of its document. */
export interface DocumentFacts {
  readonly counts: Counts
  readonly headings: readonly Heading[]
}
/** Dispatched by `<sheaf-editor>`, with {@link DocumentFacts}, soon after its text changed. */
export const DOCUMENT_CHANGED = "sheaf-document"

/** Counting a long document at every key would be felt. */
const TELLS_AFTER = 200
const NARROW = "(max-width: 720px)"

/**
 * The text of one document, to read or to write: `replica` is the document, `editable` whether this person may write, `storePicture`
 * where pictures go. In light DOM, as ProseMirror and the browser's selection need it.
 */
@customElement("sheaf-editor")
export class SheafEditor extends LitElement {
  @property({ attribute: false }) replica: Replica | undefined
  @property({ type: Boolean }) editable = false
  @property({ attribute: false }) storePicture: StorePicture | undefined
  readonly localized = new Localized(this)
  readonly #narrow = window.matchMedia(NARROW)
  @query("sheaf-doc-toolbar") private readonly toolbar!: HTMLElementTagNameMap["sheaf-doc-toolbar"] | null
  @query("sheaf-table-bar") private readonly tableBar!: HTMLElementTagNameMap["sheaf-table-bar"] | null
  @query("sheaf-link-box") private readonly linkBox!: HTMLElementTagNameMap["sheaf-link-box"] | null
  @query("sheaf-colour-box") private readonly colourBox!: HTMLElementTagNameMap["sheaf-colour-box"] | null
  @query("sheaf-shortcuts") private readonly shortcuts!: HTMLElementTagNameMap["sheaf-shortcuts"] | null
  @query("input[type=file]") private readonly picker!: HTMLInputElement | null
  #opened: Opened | undefined
  #telling: ReturnType<typeof setTimeout> | undefined
  #known: { readonly doc: Node; readonly facts: DocumentFacts } | undefined
  #spoken: Language = language()

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  /** ProseMirror's view, while a document is open. */
  get view(): EditorView | undefined {
    return this.#opened?.view
  }

  get facts(): DocumentFacts | undefined {
    const doc = this.view?.state.doc
    if (doc === undefined) return undefined
    if (this.#known?.doc !== doc) this.#known = { doc, facts: { counts: count(doc), headings: outline(doc) } }
    return this.#known.facts
  }

  override focus(): void {
    this.view?.focus()
  }

  showShortcuts(): void {
    this.shortcuts?.show()
  }

  /** Shows a heading at the top of what is seen. */
  goTo(heading: Heading): void {
    const view = this.view
    const target = view?.nodeDOM(heading.pos)
    if (view === undefined || !(target instanceof HTMLElement)) return
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches
    target.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    adoptProse(this)
    this.#narrow.addEventListener("change", this.#again)
    this.addEventListener("focusin", this.#again)
    this.addEventListener("focusout", this.#again)
    window.addEventListener("keydown", this.#help)
    if (this.hasUpdated) this.#open()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#narrow.removeEventListener("change", this.#again)
    this.removeEventListener("focusin", this.#again)
    this.removeEventListener("focusout", this.#again)
    window.removeEventListener("keydown", this.#help)
    this.#close()
  }

  override render() {
    const view = this.view
    return html`
      ${this.#opened?.paused ? this.#pausedBanner() : nothing}
      <div class="doc-surface"></div>
      ${
        this.editable && view !== undefined
          ? html`
            <sheaf-block-handle .view=${view}></sheaf-block-handle>
            <sheaf-doc-toolbar .view=${view} ?docked=${this.#narrow.matches}></sheaf-doc-toolbar>
            <sheaf-table-bar .view=${view}></sheaf-table-bar>
            <sheaf-link-box .view=${view}></sheaf-link-box>
            <sheaf-colour-box .view=${view}></sheaf-colour-box>
            <sheaf-slash-menu .view=${view}></sheaf-slash-menu>
            <input type="file" accept="image/*" multiple hidden @change=${this.#picked} />
          `
          : nothing
      }
      <sheaf-shortcuts></sheaf-shortcuts>
    `
  }

  #pausedBanner() {
    const { paused } = words().doc
    const text = this.editable ? paused.forWriters : paused.forReaders
    return html`<sheaf-banner class="doc-paused" icon="alert" heading=${paused.title}>${text}</sheaf-banner>`
  }

  protected override willUpdate(): void {
    if (this.#spoken === language()) return
    this.#spoken = language()
    this.view?.dispatch(this.view.state.tr.setMeta(REFRESH, true))
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("replica") || changed.has("editable")) this.#open()
  }

  #open(): void {
    this.#close()
    const surface = this.querySelector<HTMLElement>(":scope > .doc-surface")
    if (this.replica === undefined || surface === null) return
    const place = document.createElement("div")
    surface.append(place)
    place.addEventListener(TO_TOOLBAR, this.#toToolbar)
    place.addEventListener(REQUEST, this.#asked)
    this.#opened = open({
      replica: this.replica,
      editable: this.editable,
      place,
      storePicture: () => this.storePicture,
      watch: this.#watch(),
      watchPause: this.#again,
      attributes: (state, editable) => this.#attributes(state, editable),
    })
    this.requestUpdate()
    this.#tell()
  }

  #close(): void {
    clearTimeout(this.#telling)
    this.#telling = undefined
    this.#opened?.close()
    this.#opened = undefined
    this.querySelector(":scope > .doc-surface")?.replaceChildren()
  }

  #attributes(state: EditorState, editable: boolean): Record<string, string> {
    const menu = slashOf(state)
    return {
      class: "prose",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": words().doc.editor,
      "aria-readonly": String(!editable),
      lang: locale(),
      ...(editable ? {} : { tabindex: "0" }),
      ...(menu === undefined || menu.ids.length === 0
        ? {}
        : { "aria-controls": SLASH_LIST, "aria-activedescendant": slashOption(menu.at) }),
    }
  }

  #watch(): Plugin {
    return new Plugin({
      view: () => ({
        update: (view, old) => {
          this.requestUpdate()
          if (view.state.doc !== old.doc) this.#telling ??= setTimeout(this.#tell, TELLS_AFTER)
        },
      }),
    })
  }

  readonly #tell = (): void => {
    this.#telling = undefined
    const detail = this.facts
    if (detail)
      this.dispatchEvent(new CustomEvent<DocumentFacts>(DOCUMENT_CHANGED, { detail, bubbles: true, composed: true }))
  }

  readonly #again = (): void => this.requestUpdate()

  readonly #toToolbar = (): void => {
    const { view } = this
    if (view === undefined) return
    if (view.state.selection.empty && isInTable(view.state)) this.tableBar?.focus()
    else void this.toolbar?.call()
  }

  readonly #asked = (event: Event): void => {
    const asked: Request = (event as CustomEvent<Request>).detail
    if (asked === "link") void this.linkBox?.edit()
    if (asked === "colour") void this.colourBox?.show()
    if (asked === "picture") this.picker?.click()
    if (asked === "shortcuts") this.showShortcuts()
  }

  readonly #picked = (): void => {
    const { view, picker } = this
    if (view === undefined || picker === null) return
    this.#opened?.pictures.add(view, picker.files ?? [], view.state.selection.from)
    picker.value = ""
    view.focus()
  }

  readonly #help = (event: KeyboardEvent): void => {
    if (event.key !== "/" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
    event.preventDefault()
    this.showShortcuts()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-editor": SheafEditor
  }
}
