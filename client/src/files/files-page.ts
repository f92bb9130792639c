import { consume } from "@lit/context"
import { SignalWatcher } from "@lit-labs/signals"
import type { File } from "@sheaf/wire"
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit"
import { customElement, property, query, state } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { Offline } from "../net/api.ts"
import { addresses } from "../state/addresses.ts"
import type { Connection } from "../state/connection.ts"
import { connectionContext, filesContext, type Go, goContext, noticesContext } from "../state/contexts.ts"
import { explain } from "../state/explain.ts"
import type { Files, FileView } from "../state/files.ts"
import type { Notices } from "../state/notices.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import "../ui/empty.ts"
import { icon } from "../ui/icons.ts"
import { search, searchCss } from "../ui/search.ts"
import { skeleton, skeletonCss } from "../ui/skeleton.ts"
import "../ui/top-bar.ts"
import { FileActions, shownTitle } from "./file-actions.ts"
import "./file-table.ts"
import { filesPageCss } from "./files-page.css.ts"
import { fits } from "./order.ts"
import "./share-dialog.ts"

/** One list of documents: recent, mine, shared with me, or the trash. */
@customElement("sheaf-files-page")
export class FilesPage extends SignalWatcher(LitElement) {
  static override readonly styles = [base, button, searchCss, skeletonCss, filesPageCss]

  @property() view: FileView = "recent"
  @state() private filter = ""
  @state() private sharing: File | undefined
  @state() private creating = false
  @query("input[type=search]") private readonly filterField!: HTMLInputElement | null
  @consume({ context: filesContext }) private files!: Files
  @consume({ context: connectionContext }) private line!: Connection
  @consume({ context: noticesContext }) private notices!: Notices
  @consume({ context: goContext }) private go!: Go
  readonly localized = new Localized(this)
  #hide: (() => void) | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener("keydown", this.#keyAnywhere)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener("keydown", this.#keyAnywhere)
    this.#hide?.()
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("view") && this.#hide !== undefined) return
    this.#hide?.()
    this.#hide = this.files.show(this.view)
    this.filter = ""
  }

  override render() {
    const { files } = words().shell
    return html`
      <sheaf-top-bar>
        <h1 tabindex="-1">${files.titles[this.view]}</h1>
        ${this.#tools()}
      </sheaf-top-bar>
      ${this.#content()}
      ${
        this.sharing === undefined
          ? nothing
          : html`<sheaf-share-dialog .fileId=${this.sharing.id} heading=${shownTitle(this.sharing)} @sheaf-close=${() => (this.sharing = undefined)}></sheaf-share-dialog>`
      }
    `
  }

  #tools(): TemplateResult {
    const { files } = words().shell
    return html`
      <div slot="actions" class="tools" @keydown=${this.#keyInTools}>
        ${search(files.filter, this.filter, typed => {
          this.filter = typed
        })}
        ${this.view === "trash" ? nothing : this.#newButton()}
      </div>
    `
  }

  #newButton(): TemplateResult {
    return html`
      <button class="button primary" ?disabled=${this.creating} @click=${this.#create}>
        ${icon("plus")}<span>${words().shell.files.new}</span>
      </button>
    `
  }

  #content(): TemplateResult {
    const listing = this.files.list(this.view).state.get()
    if (listing.kind === "waiting") return skeleton(8)
    if (listing.kind === "failed")
      return listing.error instanceof Offline ? this.#unheard() : this.#failed(listing.error)
    if (listing.items.length === 0) return this.#nothing()
    const files = listing.items.filter(file => fits(file, this.filter))
    if (files.length === 0) return this.#noneFound()
    return html`
      <sheaf-file-table
        .files=${files}
        .view=${this.view}
        .actions=${new FileActions(this.files, this.notices)}
        @sheaf-share=${(event: CustomEvent<File>) => (this.sharing = event.detail)}
      ></sheaf-file-table>
    `
  }

  /** Nothing is there only if the server says so: the list kept on this device may be from before the first document. */
  #nothing(): TemplateResult {
    const line = this.line.state.get()
    if (line === "online") return this.#empty()
    return line === "offline" ? this.#unheard() : skeleton(8)
  }

  #unheard(): TemplateResult {
    const { faultPage, common } = words().shell
    return html`
      <sheaf-empty icon="wifiOff" heading=${faultPage.offlineTitle} text=${faultPage.offlineText}>
        <button class="button" @click=${this.#askAgain}>${common.tryAgain}</button>
      </sheaf-empty>
    `
  }

  #empty(): TemplateResult {
    const { title, text } = words().shell.files.empty[this.view]
    const drawing = this.view === "trash" ? "trash" : this.view === "shared" ? "inbox" : ""
    const begin = this.view === "recent" || this.view === "mine"
    return html`<sheaf-empty icon=${drawing} heading=${title} text=${text}>${begin ? this.#newButton() : nothing}</sheaf-empty>`
  }

  #noneFound(): TemplateResult {
    const { files } = words().shell
    return html`
      <sheaf-empty icon="search" heading=${files.noneFound} text=${files.noneFoundText(this.filter.trim())}>
        <button class="button" @click=${() => (this.filter = "")}>${files.clearFilter}</button>
      </sheaf-empty>
    `
  }

  #failed(error: unknown): TemplateResult {
    const { files, common } = words().shell
    return html`
      <sheaf-empty icon="cloudOff" heading=${files.failed} text=${explain(error)}>
        <button class="button" @click=${() => this.files.refresh()}>${common.tryAgain}</button>
      </sheaf-empty>
    `
  }

  #askAgain = (): void => {
    this.line.retry()
    this.files.refresh()
  }

  #create = async (): Promise<void> => {
    this.creating = true
    try {
      const file = await this.files.create("document", "")
      this.go(addresses.document(file.id))
    } catch (error) {
      this.notices.refused(explain(error))
    } finally {
      this.creating = false
    }
  }

  /** Down from the filter into what it found. */
  #keyInTools = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown") return
    event.preventDefault()
    this.renderRoot.querySelector("sheaf-file-table")?.focus()
  }

  /** A slash goes to the filter, as in most lists of this kind, unless one is writing somewhere. */
  #keyAnywhere = (event: KeyboardEvent): void => {
    const [target] = event.composedPath()
    if (event.key !== "/" || event.defaultPrevented || target instanceof HTMLInputElement) return
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector(":modal") !== null) return
    event.preventDefault()
    this.filterField?.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-files-page": FilesPage
  }
}
