import "@awesome.me/webawesome/dist/components/tooltip/tooltip.js"
import { css, html, LitElement, nothing } from "lit"
import { customElement, property } from "lit/decorators.js"
import { base } from "./base.css.ts"
import { type IconName, icon } from "./icons.ts"

/** A button that is only a drawing: its label is its name for screen readers and, after a moment, its tooltip, with the shortcut. */
@customElement("sheaf-icon-button")
export class IconButton extends LitElement {
  static override readonly shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override readonly styles = [
    base,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      button {
        display: grid;
        place-items: center;
        width: var(--icon-button-size, 32px);
        height: var(--icon-button-size, 32px);
        padding: 0;
        border: 0;
        border-radius: var(--radius-control);
        background: transparent;
        color: var(--text-2);
        cursor: pointer;
      }
      button:hover,
      :host([aria-expanded="true"]) button {
        background: var(--hover, var(--surface-2));
        color: var(--text);
      }
      kbd {
        margin-inline-start: var(--space-2);
        opacity: 0.75;
        font: inherit;
      }
      @media (pointer: coarse) {
        button {
          width: 40px;
          height: 40px;
        }
      }
    `,
  ]

  @property() icon: IconName = "ellipsis"
  @property() label = ""
  @property() shortcut = ""

  override render() {
    return html`
      <button id="button" type="button" aria-label=${this.label}>${icon(this.icon)}</button>
      <wa-tooltip for="button" show-delay="400" without-arrow aria-hidden="true"
        >${this.label}${this.shortcut === "" ? nothing : html`<kbd>${this.shortcut}</kbd>`}</wa-tooltip
      >
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-icon-button": IconButton
  }
}
