import { css, html, LitElement } from "lit"
import { customElement, property } from "lit/decorators.js"
import { base } from "./base.css.ts"
import { initialsOf } from "./initials.ts"
import { personColours } from "./person-colours.css.ts"

const TWO_HAN = /^\p{Script=Han}{2}$/u

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
      /* Two Chinese characters are as wide as the circle: smaller, they stay off its edge. */
      span.wide {
        font-size: calc(var(--avatar-size, 24px) * 0.37);
      }
    `,
  ]

  @property() name = ""
  /** 0 to 11. */
  @property({ type: Number }) colour = 0
  /** When the name stands nowhere else. */
  @property() label = ""

  override render() {
    const initials = initialsOf(this.name)
    const width = TWO_HAN.test(initials) ? "wide" : ""
    return this.label === ""
      ? html`<span class=${width} data-person=${this.colour} aria-hidden="true">${initials}</span>`
      : html`<span class=${width} data-person=${this.colour} role="img" aria-label=${this.label}>${initials}</span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-avatar": Avatar
  }
}
