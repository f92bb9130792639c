import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit"
import { customElement, property } from "lit/decorators.js"
import { NodeSelection } from "prosemirror-state"
import { isInTable } from "prosemirror-tables"
import type { EditorView } from "prosemirror-view"
import { words } from "../i18n/language.ts"
import { type Action, type ActionId, action, keyWords } from "./actions.ts"
import { Floating, selectionSpot } from "./floating.ts"
import { icon } from "./icon.ts"
import { panel } from "./panel.css.ts"
import type { Spot } from "./place.ts"
import { keepFocus, rove } from "./roving.ts"

const GROUPS: readonly (readonly ActionId[])[] = [
  ["h1", "h2", "h3"],
  ["bold", "italic", "underline", "strike", "code", "link", "colour", "clear"],
  ["bullet", "ordered", "task", "quote"],
]
/** On a narrow screen the same bar stands above the keyboard and has what a keyboard would do. */
const DOCKED: readonly (readonly ActionId[])[] = [
  ["undo", "redo"],
  ["bold", "italic", "underline", "strike", "colour", "link"],
  ["h1", "h2", "h3", "bullet", "ordered", "task", "outdent", "indent"],
  ["image", "table", "quote", "callout", "codeBlock", "divider", "code", "clear"],
]

/**
 * The formats, as a row of buttons over a selection, or docked at the bottom of a narrow screen. One button is in the tab order;
 * arrows go on, Escape goes back into the text.
 */
@customElement("sheaf-doc-toolbar")
export class DocToolbar extends Floating {
  static override readonly styles = [
    panel,
    css`
      [role="toolbar"] {
        display: flex;
        align-items: center;
        gap: 2px;
        padding: 4px;
      }
      button {
        display: grid;
        place-items: center;
        flex: none;
        width: 30px;
        height: 30px;
        padding: 0;
        border-radius: var(--radius-control);
        color: var(--text-2);
      }
      button:hover {
        background: var(--surface-2);
        color: var(--text);
      }
      button[aria-pressed="true"] {
        background: var(--ink-soft);
        color: var(--ink);
      }
      button:disabled {
        background: none;
        color: var(--text-faint);
        opacity: 0.45;
        cursor: default;
      }
      .gap {
        flex: none;
        width: 1px;
        height: 18px;
        margin: 0 4px;
        background: var(--line);
      }
      :host([docked]) .panel {
        border-width: 1px 0 0;
        border-radius: 0;
        box-shadow: none;
      }
      :host([docked]) [role="toolbar"] {
        overflow-x: auto;
        scrollbar-width: none;
      }
      :host([docked]) button {
        width: 40px;
        height: 40px;
      }
    `,
  ]

  @property({ type: Boolean, reflect: true }) docked = false
  protected override prefer: "above" | "below" = "above"
  /** Shown though nothing is selected: the person came with Alt+F10. */
  #called = false
  #pressing = false
  #at = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener("focusout", this.#left)
    window.addEventListener("pointerdown", this.#press, { capture: true })
    window.addEventListener("pointerup", this.#unpress, { capture: true })
    window.visualViewport?.addEventListener("resize", this.#dock)
    window.visualViewport?.addEventListener("scroll", this.#dock)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.removeEventListener("focusout", this.#left)
    window.removeEventListener("pointerdown", this.#press, { capture: true })
    window.removeEventListener("pointerup", this.#unpress, { capture: true })
    window.visualViewport?.removeEventListener("resize", this.#dock)
    window.visualViewport?.removeEventListener("scroll", this.#dock)
  }

  protected override spot(view: EditorView): Spot | undefined {
    const { selection } = view.state
    if (!view.editable || this.docked) return undefined
    // Above a table stands the table's own bar.
    this.prefer = isInTable(view.state) ? "below" : "above"
    if (this.#called || this.hasFocus) return selectionSpot(view, selection.from, selection.to)
    const text = !selection.empty && !(selection instanceof NodeSelection) && !selection.$from.parent.type.spec.code
    return text && view.hasFocus() && !view.composing && !this.#pressing
      ? selectionSpot(view, selection.from, selection.to)
      : undefined
  }

  get #shown(): boolean {
    const view = this.view
    if (view === undefined || view.isDestroyed) return false
    return this.docked ? view.editable && (view.hasFocus() || this.hasFocus) : this.place !== undefined
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.#shown) return nothing
    const groups = this.docked ? DOCKED : GROUPS
    let index = 0
    return html`
      <div class="panel" role="toolbar" aria-label=${words().doc.toolbar} @keydown=${this.#key} @mousedown=${keepFocus}>
        ${groups.map((ids, group) => [
          group === 0 ? nothing : html`<span class="gap"></span>`,
          ids.map(id => this.#button(action(id), index++)),
        ])}
      </div>
    `
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    this.#dock()
  }

  #button(shown: Action, index: number): TemplateResult {
    const view = this.view
    const name = words().doc.actions[shown.id]
    const title = shown.keys === undefined ? name : `${name} (${keyWords(shown.keys)})`
    const active = view !== undefined && shown.active?.(view.state) === true
    const possible = view !== undefined && (active || shown.run(view.state, undefined, view))
    return html`<button
      type="button"
      data-action=${shown.id}
      aria-label=${name}
      title=${title}
      aria-pressed=${shown.active === undefined ? nothing : String(active)}
      tabindex=${index === this.#at ? 0 : -1}
      ?disabled=${!possible}
      @click=${() => this.#run(shown)}
    >
      ${icon(shown.icon)}
    </button>`
  }

  #run(shown: Action): void {
    const view = this.view
    if (view === undefined) return
    shown.run(view.state, view.dispatch, view)
    this.requestUpdate()
  }

  /** Shows the toolbar where the caret is and moves the focus to its button. */
  async call(): Promise<void> {
    this.#called = true
    this.requestUpdate()
    await this.updateComplete
    const buttons = this.#buttons()
    ;(buttons.find(button => button.tabIndex === 0) ?? buttons[0])?.focus()
    this.#called = false
  }

  #buttons(): readonly HTMLButtonElement[] {
    return [...(this.shadowRoot?.querySelectorAll<HTMLButtonElement>("button:not(:disabled)") ?? [])]
  }

  readonly #key = (event: KeyboardEvent): void => {
    const next = rove(event, this.#buttons(), "row")
    if (event.key === "Escape") this.back()
    else if (next === undefined) return
    else {
      this.#at = [...(this.shadowRoot?.querySelectorAll("button") ?? [])].indexOf(next as HTMLButtonElement)
      this.requestUpdate()
      next.focus()
    }
    event.preventDefault()
    event.stopPropagation()
  }

  readonly #left = (): void => this.requestUpdate()

  /** While a selection is being drawn with the pointer the bar would be in its way. */
  readonly #press = (event: Event): void => {
    const text = this.view?.dom
    this.#pressing = text !== undefined && event.composedPath().includes(text)
    if (this.#pressing) this.requestUpdate()
  }

  readonly #unpress = (): void => {
    if (!this.#pressing) return
    this.#pressing = false
    // ProseMirror reads the selection after the event.
    setTimeout(() => this.requestUpdate())
  }

  /** At the bottom of what the on-screen keyboard leaves free. */
  readonly #dock = (): void => {
    if (!this.docked) return
    const seen = window.visualViewport
    const covered = seen === null ? 0 : Math.max(0, window.innerHeight - seen.height - seen.offsetTop)
    Object.assign(this.style, { left: "0", right: "0", top: "auto", bottom: `${covered}px`, visibility: "visible" })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-doc-toolbar": DocToolbar
  }
}
