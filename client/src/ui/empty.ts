import { css, html, LitElement } from "lit"
import { customElement, property } from "lit/decorators.js"
import { base } from "./base.css.ts"
import { type IconName, icon } from "./icons.ts"
import { mark, markCss } from "./mark.ts"

/** A place with nothing in it: what it is for, and the first step, slotted. */
@customElement("sheaf-empty")
export class Empty extends LitElement {
  static override readonly styles = [
    base,
    markCss,
    css`
      :host {
        display: grid;
        place-items: center;
        padding: clamp(32px, 12vh, 120px) var(--space-5) var(--space-7);
        text-align: center;
      }
      .drawing {
        display: grid;
        place-items: center;
        width: 64px;
        height: 64px;
        margin-block-end: var(--space-4);
        border-radius: var(--radius-pill);
        background: var(--surface-2);
        color: var(--text-faint);
      }
      .drawing.gold {
        background: var(--gold-soft);
      }
      .drawing .icon svg {
        width: 26px;
        height: 26px;
        stroke-width: 1.5;
      }
      .drawing .mark {
        width: 32px;
        height: 32px;
      }
      h2 {
        font-size: var(--text-h3);
        font-weight: 600;
      }
      p {
        max-width: 44ch;
        margin-block: var(--space-2) var(--space-5);
        color: var(--text-2);
        text-wrap: pretty;
      }
    `,
  ]

  /** Without one it is the mark. */
  @property() icon: IconName | "" = ""
  @property() heading = ""
  @property() text = ""

  override render() {
    return html`
      <div class="drawing ${this.icon === "" ? "gold" : ""}">${this.icon === "" ? mark() : icon(this.icon)}</div>
      <h2>${this.heading}</h2>
      <p>${this.text}</p>
      <slot></slot>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-empty": Empty
  }
}
