import { css, html, LitElement, nothing } from "lit"
import { customElement, property } from "lit/decorators.js"
import { base } from "./base.css.ts"
import { type IconName, icon } from "./icons.ts"

/** One line over a page that says how it stands; with a slot for the text and one for `actions`. */
@customElement("sheaf-banner")
export class Banner extends LitElement {
  static override readonly styles = [
    base,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-3);
        padding: var(--space-2) var(--space-4);
        border-block-end: 1px solid var(--line);
        background: var(--amber-soft);
        color: var(--text);
      }
      .icon {
        color: var(--amber);
      }
      .refused {
        background: var(--red-soft);
      }
      .refused .icon {
        color: var(--red);
      }
      .quiet {
        background: var(--surface-2);
      }
      .quiet .icon {
        color: var(--text-2);
      }
      p {
        flex: 1;
        min-width: 180px;
      }
      strong {
        font-weight: 600;
      }
    `,
  ]

  @property() tone: "quiet" | "waiting" | "refused" = "waiting"
  @property() icon: IconName = "alert"
  @property() heading = ""

  override render() {
    return html`
      <div class=${this.tone} role=${this.tone === "refused" ? "alert" : "status"}>
        ${icon(this.icon)}
        <p>${this.heading === "" ? nothing : html`<strong>${this.heading}</strong> `}<slot></slot></p>
        <slot name="actions"></slot>
      </div>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-banner": Banner
  }
}
