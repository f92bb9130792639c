import { css, html, LitElement, nothing, type TemplateResult } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import type { SheafEditor } from "./editor.ts"
import { Facts } from "./facts.ts"
import { icon } from "./icon.ts"
import { panel } from "./panel.css.ts"

/** How long an editor's document is, and the way to its keyboard shortcuts. */
@customElement("sheaf-doc-status")
export class DocStatus extends LitElement {
  static override readonly styles = [
    panel,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--text-faint);
        font-size: var(--text-small);
        font-variant-numeric: tabular-nums;
      }
      button {
        display: grid;
        place-items: center;
        width: 28px;
        height: 28px;
        padding: 0;
        border-radius: var(--radius-control);
      }
      button:hover {
        background: var(--surface-2);
        color: var(--text);
      }
      @media (pointer: coarse) {
        button {
          display: none;
        }
      }
    `,
  ]

  @property({ attribute: false }) editor: SheafEditor | undefined
  readonly localized = new Localized(this)
  readonly #facts = new Facts(this)

  protected override willUpdate(): void {
    this.#facts.follow(this.editor)
  }

  override render(): TemplateResult {
    const { count: say, actions } = words().doc
    const counts = this.#facts.now?.counts
    const all = counts && `${say.characters(counts.characters)}, ${say.withSpaces(counts.charactersWithSpaces)}`
    return html`
      ${counts === undefined ? nothing : html`<span title=${all ?? ""}>${say.words(counts.words)}</span>`}
      <button type="button" aria-label=${actions.shortcuts} title=${actions.shortcuts} @click=${() => this.editor?.showShortcuts()}>
        ${icon("keyboard")}
      </button>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-doc-status": DocStatus
  }
}
