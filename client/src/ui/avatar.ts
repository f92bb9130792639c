import { css, html, LitElement } from "lit"
import { customElement, property } from "lit/decorators.js"
import { base } from "./base.css.ts"
import { initialsOf } from "./initials.ts"
import { personColours } from "./person-colours.css.ts"

/** A person as a round patch of their colour with one or two characters of the name. The name itself must stand beside it or be given as its label. */
@customElement("sheaf-avatar")
export class Avatar extends LitElement {
  static override readonly styles = [
    base,
    personColours,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      span {
        display: grid;
        place-items: center;
        width: var(--avatar-size, 24px);
        height: var(--avatar-size, 24px);
        border-radius: var(--radius-pill);
        background: var(--person);
        color: var(--on-person);
        font-size: calc(var(--avatar-size, 24px) * 0.42);
        font-weight: 600;
        line-height: 1;
        user-select: none;
      }
      :host([small]) span {
        width: 20px;
        height: 20px;
        font-size: 11px;
        font-weight: 500;
      }
    `,
  ]

  @property() name = ""
  /** 0 to 11. */
  @property({ type: Number }) colour = 0
  /** When the name stands nowhere else. */
  @property() label = ""

  /** So small that only one character can be read. */
  @property({ type: Boolean, reflect: true }) small = false

  override render() {
    const initials = initialsOf(this.name, this.small ? 1 : 2)
    return this.label === ""
      ? html`<span data-person=${this.colour} aria-hidden="true">${initials}</span>`
      : html`<span data-person=${this.colour} role="img" aria-label=${this.label}>${initials}</span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-avatar": Avatar
  }
}
