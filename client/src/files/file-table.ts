import { consume } from "@lit/context"
import { atLeast, colourOf, LIMITS, mayEdit } from "@sheaf/domain"
import type { File } from "@sheaf/wire"
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit"
import { customElement, property, state } from "lit/decorators.js"
import { repeat } from "lit/directives/repeat.js"
import { Localized } from "../controller/localized.ts"
import { locale, words } from "../i18n/language.ts"
import { addresses } from "../state/addresses.ts"
import { type Go, goContext } from "../state/contexts.ts"
import type { FileView } from "../state/files.ts"
import "../ui/avatar.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import { icon } from "../ui/icons.ts"
import "../ui/menu.ts"
import type { MenuEntry } from "../ui/menu.ts"
import "../ui/rename-field.ts"
import "../ui/time.ts"
import { type FileActions, shownTitle } from "./file-actions.ts"
import { fileMenu, openInTab } from "./file-menu.ts"
import { fileTableCss } from "./file-table.css.ts"
import { COLUMNS, type Column, NEWEST_FIRST, type Order, pressed, sorted, timeIn } from "./order.ts"
import * as select from "./selection.ts"

/** More rows are drawn when the last one comes into view, so that thousands cost no more than those that are looked at. */
const BATCH = 100

/**
 * Documents as a grid: everything by keyboard, as `files.keys` of the messages says.
 *
 * @fires sheaf-share with the file
 */
@customElement("sheaf-file-table")
export class FileTable extends LitElement {
  static override readonly styles = [base, button, fileTableCss]

  @property({ attribute: false }) files: readonly File[] = []
  @property() view: FileView = "recent"
  @property({ attribute: false }) actions!: FileActions
  @state() private order: Order = NEWEST_FIRST
  @state() private selection: select.Selection = select.NOTHING
  @state() private renaming: string | undefined
  @state() private drawn = BATCH
  @consume({ context: goContext }) private go!: Go
  readonly localized = new Localized(this)
  #rows: readonly File[] = []
  #ids: readonly string[] = []
  #refocus = false
  readonly #more = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting)) this.drawn += BATCH
  })

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#more.disconnect()
  }

  /** The keyboard goes into the list, to the row where it was. */
  override focus(): void {
    if (this.selection.at === undefined) this.selection = select.moveBy(this.selection, this.#ids, 1)
    this.#refocus = true
    this.requestUpdate()
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("view")) {
      this.selection = select.NOTHING
      this.order = NEWEST_FIRST
      this.drawn = BATCH
    }
    const before = this.#ids
    const hadFocus = this.shadowRoot?.activeElement?.matches("[role=row]") ?? false
    this.#rows = sorted(this.files, this.order, file => timeIn(this.view, file), locale())
    this.#ids = this.#rows.map(file => file.id)
    this.selection = select.within(this.selection, before, this.#ids)
    this.#refocus ||= hadFocus
  }

  override updated(): void {
    const sentinel = this.renderRoot.querySelector(".more")
    this.#more.disconnect()
    if (sentinel !== null) this.#more.observe(sentinel)
    if (this.#refocus) this.#rowElement(this.selection.at)?.focus()
    this.#refocus = false
  }

  override render() {
    const { files } = words().shell
    const rows = this.#rows.slice(0, this.drawn)
    return html`
      <div
        class="grid"
        role="grid"
        aria-label=${files.list}
        aria-multiselectable="true"
        aria-rowcount=${this.#rows.length + 1}
        aria-describedby="keys"
        @keydown=${this.#key}
      >
        ${this.#head()}
        ${repeat(
          rows,
          file => file.id,
          (file, index) => this.#row(file, index),
        )}
      </div>
      ${rows.length < this.#rows.length ? html`<div class="more"></div>` : nothing}
      <p class="unseen" id="keys">${files.keys}</p>
      ${this.selection.ids.size === 0 ? nothing : this.#bar()}
    `
  }

  #head(): TemplateResult {
    const { files } = words().shell
    const all = this.selection.ids.size === this.#ids.length
    return html`
      <div class="head" role="row" aria-rowindex="1">
        <span role="columnheader" class="check">
          <input
            type="checkbox"
            aria-label=${files.selectAll}
            .checked=${all}
            .indeterminate=${!all && this.selection.ids.size > 0}
            @change=${() => (this.selection = all ? select.NOTHING : select.selectAll(this.selection, this.#ids))}
          />
        </span>
        ${COLUMNS.map(column => this.#columnHead(column))}
        <span role="columnheader" class="menu"><span class="unseen">${words().shell.common.more}</span></span>
      </div>
    `
  }

  #columnHead(column: Column): TemplateResult {
    const label = this.#labelOf(column)
    const here = this.order.by === column
    const sort = here ? (this.order.descending ? "descending" : "ascending") : "none"
    return html`
      <span role="columnheader" class=${column} aria-sort=${sort}>
        <button type="button" @click=${() => (this.order = pressed(this.order, column))}>
          ${label} ${here ? icon(this.order.descending ? "arrowDown" : "arrowUp") : nothing}
        </button>
      </span>
    `
  }

  #row(file: File, index: number): TemplateResult {
    const selected = this.selection.ids.has(file.id)
    const title = shownTitle(file)
    const reachable = this.selection.at === undefined ? index === 0 : this.selection.at === file.id
    return html`
      <div
        class="row"
        role="row"
        data-id=${file.id}
        tabindex=${reachable ? 0 : -1}
        aria-rowindex=${index + 2}
        aria-selected=${selected ? "true" : "false"}
        @click=${(event: MouseEvent) => this.#clicked(event, file)}
        @focus=${() => this.#reached(file.id)}
      >
        <span role="gridcell" class="check">
          <input
            type="checkbox"
            tabindex="-1"
            aria-label=${words().shell.files.select(title)}
            .checked=${selected}
            @change=${() => (this.selection = select.toggle(this.selection, file.id))}
          />
        </span>
        <span role="gridcell" class="title">${icon(file.kind === "sheet" ? "table" : "fileText")} ${this.#title(file, title)}</span>
        <span role="gridcell" class="owner">
          <sheaf-avatar name=${file.owner.name} colour=${colourOf(file.owner.id)}></sheaf-avatar>
          <span>${file.owner.name}</span>
        </span>
        <span role="gridcell" class="time"><sheaf-time at=${timeIn(this.view, file)}></sheaf-time></span>
        <span role="gridcell" class="role">${words().shell.roles[file.role]}</span>
        <span role="gridcell" class="menu">
          <sheaf-menu label=${words().shell.files.actionsOf(title)} .entries=${this.#entries(file)}></sheaf-menu>
        </span>
      </div>
    `
  }

  #title(file: File, title: string): TemplateResult {
    if (this.renaming === file.id)
      return html`<sheaf-rename-field
        label=${words().shell.files.renameLabel}
        value=${file.title}
        max=${LIMITS.title}
        @sheaf-renamed=${(event: CustomEvent<string>) => this.#renamed(file, event.detail)}
      ></sheaf-rename-field>`
    return html`<a href=${addresses.document(file.id)} tabindex="-1" class=${file.title === "" ? "untitled" : ""}>${title}</a>`
  }

  #bar(): TemplateResult {
    const { files } = words().shell
    const chosen = this.#chosen()
    return html`
      <div class="bar" role="toolbar" aria-label=${files.selected(chosen.length)}>
        <span>${files.selected(chosen.length)}</span>
        ${
          this.view === "trash"
            ? html`<button class="button" @click=${() => this.#restore(chosen)}>${icon("restore")} ${files.restore}</button>`
            : html`<button class="button" @click=${() => this.#trash(chosen)}>${icon("trash")} ${files.trash}</button>`
        }
        <sheaf-icon-button icon="close" label=${files.clearSelection} @click=${() => (this.selection = { ...this.selection, ids: new Set() })}></sheaf-icon-button>
      </div>
    `
  }

  #entries(file: File): readonly MenuEntry[] {
    return fileMenu(file, this.view, {
      open: () => this.#open(file),
      rename: () => this.#rename(file),
      share: () => this.dispatchEvent(new CustomEvent("sheaf-share", { detail: file })),
      copyLink: () => void this.actions.copyLink(file.id),
      trash: () => this.#trash([file]),
      restore: () => this.#restore([file]),
    })
  }

  #labelOf(column: Column): string {
    const { columns } = words().shell.files
    if (column !== "time") return columns[column]
    return this.view === "trash" ? columns.trashed : this.view === "recent" ? columns.used : columns.updated
  }

  /** What an action means: all that is selected, else the row that the keyboard is on. */
  #chosen(): readonly File[] {
    const { ids, at } = this.selection
    return this.#rows.filter(file => (ids.size > 0 ? ids.has(file.id) : file.id === at))
  }

  #clicked(event: MouseEvent, file: File): void {
    const inside = event
      .composedPath()
      .some(node => node instanceof HTMLElement && node.matches("input, a, sheaf-menu, sheaf-rename-field"))
    if (inside) return
    if (event.shiftKey) this.selection = select.extendTo(this.selection, this.#ids, file.id)
    else if (event.ctrlKey || event.metaKey) this.selection = select.toggle(this.selection, file.id)
    else this.#open(file)
  }

  /** The keyboard came to a row by itself, with Tab or a click; one that was moved to has its place in the range already. */
  #reached(id: string): void {
    if (this.selection.at !== id) this.selection = select.moveTo(this.selection, id)
  }

  #key = (event: KeyboardEvent): void => {
    const [target] = event.composedPath()
    if (!(target instanceof HTMLElement) || event.altKey) return
    const { id } = target.closest<HTMLElement>(".row")?.dataset ?? {}
    const onTitle = target.matches(".title a") && ON_TITLE.includes(event.key)
    if (id === undefined || !(target.matches(".row") || onTitle)) return
    this.#reached(id)
    const file = this.#rows.find(row => row.id === this.selection.at)
    if (file === undefined || !this.#keyOn(file, event)) return
    event.preventDefault()
    this.#refocus = true
  }

  /** Does what the key means on that row; answers whether it meant something. */
  #keyOn(file: File, event: KeyboardEvent): boolean {
    const move = event.shiftKey ? select.extendBy : select.moveBy
    const steps = STEPS[event.key]
    if (steps !== undefined) this.selection = move(this.selection, this.#ids, steps)
    else if (event.key === "Enter") event.ctrlKey || event.metaKey ? openInTab(file) : this.#open(file)
    else if (event.key === " ") this.selection = select.toggle(this.selection, file.id)
    else if (event.key === "F2") this.#rename(file)
    else if (event.key === "Escape") this.selection = { ...this.selection, ids: new Set() }
    else if (event.key === "a" && (event.ctrlKey || event.metaKey))
      this.selection = select.selectAll(this.selection, this.#ids)
    else if ((event.key === "Delete" || event.key === "Backspace") && this.view !== "trash") this.#trash(this.#chosen())
    else return false
    this.#drawUpTo(this.selection.at)
    return true
  }

  #drawUpTo(id: string | undefined): void {
    const index = id === undefined ? -1 : this.#ids.indexOf(id)
    if (index >= this.drawn) this.drawn = index + BATCH
  }

  #open(file: File): void {
    this.go(addresses.document(file.id))
  }

  #trash(files: readonly File[]): void {
    const mine = files.filter(file => atLeast(file.role, "manager"))
    if (mine.length < files.length) this.actions.refused(words().shell.files.someNotAllowed)
    if (mine.length > 0) void this.actions.trash(mine)
  }

  #restore(files: readonly File[]): void {
    void this.actions.restore(files)
  }

  #rename(file: File): void {
    if (mayEdit(file.role) && this.view !== "trash") this.renaming = file.id
  }

  #renamed(file: File, title: string): void {
    this.renaming = undefined
    this.#refocus = true
    if (title !== file.title) void this.actions.rename(file, title)
  }

  #rowElement(id: string | undefined): HTMLElement | null {
    return id === undefined ? null : this.renderRoot.querySelector(`[data-id="${CSS.escape(id)}"]`)
  }
}

/** What the link in a row leaves to its row. */
const ON_TITLE = ["F2", "Delete", "Backspace"]

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-file-table": FileTable
  }
}
