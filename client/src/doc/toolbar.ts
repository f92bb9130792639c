import { css, html, LitElement, nothing, type TemplateResult } from "lit"
import { customElement, property } from "lit/decorators.js"
import type { EditorView } from "prosemirror-view"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { type Action, type ActionId, action, keyWords } from "./actions.ts"
import { icon } from "./icon.ts"
import { panel } from "./panel.css.ts"

const GROUPS: readonly (readonly ActionId[])[] = [
  ["h1", "h2", "h3"],
  ["bold", "italic", "underline", "strike", "code", "link", "colour", "clear"],
  ["bullet", "ordered", "task", "quote"],
]
/** On a narrow screen the same bar stands above the keyboard and has what a keyboard would do. */
const DOCKED: readonly (readonly ActionId[])[] = [
  ["undo", "redo"],
  ...GROUPS,
  ["outdent", "indent"],
  ["table", "image", "codeBlock", "callout", "divider"],
]

/** The formats, as a row of buttons. One of them is in the tab order; arrows go on, Escape goes back into the text. */
@customElement("sheaf-doc-toolbar")
export class DocToolbar extends LitElement {
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

  /** The editor's view; set again with every change of its state, which is what the buttons show. */
  @property({ attribute: false, hasChanged: () => true }) view: EditorView | undefined
  @property({ type: Boolean, reflect: true }) docked = false
  readonly localized = new Localized(this)
  #at = 0

  override render(): TemplateResult {
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

  #button(shown: Action, index: number): TemplateResult {
    const view = this.view
    const name = words().doc.actions[shown.id]
    const title = shown.keys === undefined ? name : `${name} (${keyWords(shown.keys)})`
    const possible =
      view !== undefined && (shown.run(view.state, undefined, view) || shown.active?.(view.state) === true)
    const pressed = shown.active === undefined || view === undefined ? nothing : String(shown.active(view.state))
    return html`<button
      type="button"
      data-action=${shown.id}
      aria-label=${name}
      title=${title}
      aria-pressed=${pressed}
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
    if (shown.id !== "link" && shown.id !== "colour" && this.shadowRoot?.activeElement == null) view.focus()
    this.requestUpdate()
  }

  /** Moves the focus to the button that had it last. */
  override focus(): void {
    const buttons = this.#buttons()
    ;(buttons[this.#at] ?? buttons[0])?.focus()
  }

  #buttons(): readonly HTMLButtonElement[] {
    return [...(this.shadowRoot?.querySelectorAll<HTMLButtonElement>("button:not(:disabled)") ?? [])]
  }

  readonly #key = (event: KeyboardEvent): void => {
    const buttons = this.#buttons()
    const now = buttons.findIndex(button => button.matches(":focus"))
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (event.key === "Escape") this.view?.focus()
    else if (next !== undefined) {
      this.#at = (next + buttons.length) % buttons.length
      buttons[this.#at]?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** A press on the toolbar leaves the selection where it is. */
function keepFocus(event: Event): void {
  event.preventDefault()
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-doc-toolbar": DocToolbar
  }
}
