import { css, html, LitElement, nothing } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { base } from "./base.css.ts"
import "./icon-button.ts"
import { icon } from "./icons.ts"

/**
 * A word about something already done, with a way back.
 *
 * @fires sheaf-act when its action is pressed
 * @fires sheaf-close when it is put away
 */
@customElement("sheaf-toast")
export class Toast extends LitElement {
  static override readonly styles = [
    base,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding: var(--space-1) var(--space-1) var(--space-1) var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius-card);
        background: var(--surface);
        box-shadow: var(--shadow-floating);
        animation: rise var(--motion-out) var(--ease);
      }
      .icon {
        color: var(--green);
      }
      .refused .icon {
        color: var(--red);
      }
      p {
        flex: 1;
        padding-block: 6px;
        overflow-wrap: anywhere;
      }
      button {
        min-height: 32px;
        padding: 0 var(--space-2);
        border: 0;
        border-radius: var(--radius-control);
        background: transparent;
        color: var(--ink);
        font: inherit;
        font-weight: 600;
        white-space: nowrap;
        cursor: pointer;
      }
      button:hover {
        background: var(--ink-soft);
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(8px);
        }
      }
    `,
  ]

  @property() tone: "done" | "refused" = "done"
  /** The label of what undoes it; empty when nothing does. */
  @property() action = ""
  readonly localized = new Localized(this)

  override render() {
    return html`
      <div class=${this.tone}>
        ${icon(this.tone === "done" ? "circleCheck" : "alert")}
        <p><slot></slot></p>
        ${this.action === "" ? nothing : html`<button type="button" @click=${() => this.#tell("sheaf-act")}>${this.action}</button>`}
        <sheaf-icon-button icon="close" label=${words().shell.common.close} @click=${() => this.#tell("sheaf-close")}></sheaf-icon-button>
      </div>
    `
  }

  #tell(event: "sheaf-act" | "sheaf-close"): void {
    this.dispatchEvent(new CustomEvent(event))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-toast": Toast
  }
}
