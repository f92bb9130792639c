import { SignalWatcher } from "@lit-labs/signals"
import { LIMITS } from "@sheaf/domain"
import { css, html, LitElement, nothing } from "lit"
import { customElement, property, query } from "lit/decorators.js"
import { live } from "lit/directives/live.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { explain } from "../state/explain.ts"
import type { TitleEdit } from "../state/title-edit.ts"
import { base } from "../ui/base.css.ts"
import { field } from "../ui/field.css.ts"
import { faultLine } from "../ui/field.ts"

/**
 * The title as the first line of the page: the page's heading, and a field to write it in.
 *
 * @fires sheaf-into-text when Enter or an arrow leads on into the text
 */
@customElement("sheaf-document-title")
export class DocumentTitle extends SignalWatcher(LitElement) {
  static override readonly styles = [
    base,
    field,
    css`
      :host {
        display: block;
      }
      h1 {
        position: relative;
        margin: 0;
        font-size: var(--text-title);
        font-weight: 700;
        line-height: 1.35;
      }
      @media (max-width: 767px) {
        h1 {
          font-size: var(--text-h1);
        }
      }
      /* The same text under the field keeps it as high as its lines; field-sizing would, but not in every browser yet. */
      h1 span {
        display: block;
        min-height: 1.35em;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
        visibility: hidden;
      }
      h1 span.shown {
        visibility: visible;
      }
      textarea {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        margin: 0;
        padding: 0;
        overflow: hidden;
        border: 0;
        background: transparent;
        color: inherit;
        font: inherit;
        overflow-wrap: anywhere;
        resize: none;
      }
      /* A line of the page, not a box in it: the caret shows where one is, as in the text below. */
      textarea:focus-visible {
        outline: none;
      }
      textarea::placeholder {
        color: var(--text-faint);
        opacity: 0.7;
      }
    `,
  ]

  @property({ attribute: false }) edit!: TitleEdit
  /** It may only be read. */
  @property({ type: Boolean }) locked = false
  /** The server has said what the title is: an empty one is empty, and not just still to come. */
  @property({ type: Boolean }) known = false
  @query("textarea") private readonly area!: HTMLTextAreaElement | null
  readonly localized = new Localized(this)
  #begun = false
  #composing = false

  override render() {
    const known = this.edit.text.get()
    // Writing into the field, even what it has, would end the composition in it.
    const text = this.#composing ? (this.area?.value ?? known) : known
    const error = this.edit.error.get()
    if (this.locked)
      return html`<h1 tabindex="-1"><span class="shown">${text || words().shell.common.untitled}</span></h1>`
    return html`
      <h1>
        <span aria-hidden="true">${text}&#8203;</span>
        <textarea
          rows="1"
          maxlength=${LIMITS.title}
          aria-label=${words().shell.document.title}
          placeholder=${words().shell.document.untitledTitle}
          .value=${live(text)}
          @input=${this.#input}
          @keydown=${this.#key}
          @compositionstart=${() => (this.#composing = true)}
          @compositionend=${this.#composed}
          @focus=${() => this.edit.hold()}
          @blur=${this.#left}
        ></textarea>
      </h1>
      ${error === undefined ? nothing : faultLine(explain(error))}
    `
  }

  /** A new document begins with its title. */
  override updated(): void {
    if (!this.known || this.#begun) return
    this.#begun = true
    if (!this.locked && this.edit.text.get() === "") this.area?.focus()
  }

  /** The raw letters of an input method are no title yet. */
  #input = (event: InputEvent & { readonly currentTarget: HTMLTextAreaElement }): void => {
    if (!this.#composing) this.edit.typed(event.currentTarget.value)
  }

  #composed = (event: CompositionEvent & { readonly currentTarget: HTMLTextAreaElement }): void => {
    this.#composing = false
    this.edit.typed(event.currentTarget.value)
  }

  #left = (): void => {
    this.#composing = false
    void this.edit.release()
  }

  #key = (event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement }): void => {
    // Enter that chooses a candidate of an input method is not ours (keyCode 229: Safari ends the composition first, WebKit bug 165004).
    if (event.isComposing || event.keyCode === 229) return
    const { currentTarget: area } = event
    const atEnd = area.selectionStart === area.value.length && area.selectionEnd === area.value.length
    if (event.key !== "Enter" && !(event.key === "ArrowDown" && atEnd)) return
    event.preventDefault()
    void this.edit.flush()
    this.dispatchEvent(new CustomEvent("sheaf-into-text"))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-document-title": DocumentTitle
  }
}
