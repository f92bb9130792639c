import { css, html, LitElement } from "lit"
import { customElement, property, query } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { base } from "./base.css.ts"
import "./icon-button.ts"

/**
 * A modal dialog: the browser's own `<dialog>`, which keeps the focus inside, closes on Escape and gives the focus back. Slots: the
 * content, and `actions` at its foot. What is `autofocus` in the content has the focus first.
 *
 * @fires sheaf-close when it was closed, however it was.
 */
@customElement("sheaf-dialog")
export class Dialog extends LitElement {
  static override readonly styles = [
    base,
    css`
      dialog {
        width: min(var(--dialog-width, 440px), calc(100vw - 32px));
        max-height: min(720px, calc(100dvh - 32px));
        margin: auto;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius-card);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow-floating);
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
      }
      dialog::backdrop {
        background: var(--scrim);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        padding: var(--space-4) var(--space-4) var(--space-2) var(--space-5);
      }
      h2 {
        min-width: 0;
        overflow: hidden;
        font-size: var(--text-h3);
        font-weight: 600;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .body {
        overflow-y: auto;
        padding: var(--space-2) var(--space-5) var(--space-5);
      }
      ::slotted([slot="actions"]) {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-5);
        border-block-start: 1px solid var(--line);
      }
      @media (max-width: 560px) {
        dialog {
          width: 100vw;
          max-width: 100vw;
          max-height: 92dvh;
          margin-block-end: 0;
          border-radius: var(--radius-card) var(--radius-card) 0 0;
        }
        header,
        .body,
        ::slotted([slot="actions"]) {
          padding-inline: var(--space-4);
        }
      }
    `,
  ]

  @property() heading = ""
  @property({ type: Boolean }) open = false
  @query("dialog") private readonly dialog!: HTMLDialogElement
  readonly localized = new Localized(this)

  override render() {
    return html`
      <dialog aria-labelledby="heading" @close=${this.#closed} @click=${this.#clickOutside}>
        <header>
          <h2 id="heading">${this.heading}</h2>
          <sheaf-icon-button icon="close" label=${words().shell.common.close} @click=${this.close}></sheaf-icon-button>
        </header>
        <div class="body"><slot></slot></div>
        <slot name="actions"></slot>
      </dialog>
    `
  }

  override updated(): void {
    if (this.open && !this.dialog.open) this.#show()
    if (!this.open && this.dialog.open) this.dialog.close()
  }

  /** The browser looks for `autofocus` inside the dialog only, and what is slotted is not inside. */
  #show(): void {
    this.dialog.showModal()
    this.querySelector<HTMLElement>("[autofocus]")?.focus()
  }

  readonly close = (): void => {
    this.dialog.close()
  }

  #closed = (): void => {
    this.open = false
    this.dispatchEvent(new CustomEvent("sheaf-close"))
  }

  /** A click on the backdrop lands on the dialog itself, a click inside on something in it. */
  #clickOutside = (event: MouseEvent): void => {
    if (event.target === this.dialog) this.close()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-dialog": Dialog
  }
}
