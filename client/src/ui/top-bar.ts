import { css, html, LitElement } from "lit"
import { customElement } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { base } from "./base.css.ts"
import "./icon-button.ts"

/**
 * The bar over every page: what the page is on the left, what can be done on the right (slot `actions`).
 *
 * @fires sheaf-drawer bubbling, when the phone's menu button is pressed.
 */
@customElement("sheaf-top-bar")
export class TopBar extends LitElement {
  static override readonly styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        position: sticky;
        inset-block-start: 0;
        z-index: 2;
        min-height: var(--bar);
        padding: 0 var(--space-4) 0 var(--space-5);
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      .where {
        flex: 1;
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-width: 0;
      }
      .actions {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      .drawer {
        display: none;
      }
      @media (max-width: 767px) {
        :host {
          padding-inline: var(--space-2);
        }
        .drawer {
          display: inline-flex;
        }
      }
    `,
  ]
  readonly localized = new Localized(this)

  override render() {
    return html`
      <sheaf-icon-button class="drawer" icon="menu" label=${words().shell.nav.open} @click=${this.#openDrawer}></sheaf-icon-button>
      <div class="where"><slot></slot></div>
      <div class="actions"><slot name="actions"></slot></div>
    `
  }

  /** To the button that opens the drawer: the drawer has closed. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(".drawer")?.focus()
  }

  #openDrawer = (): void => {
    this.dispatchEvent(new CustomEvent("sheaf-drawer", { bubbles: true, composed: true }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-top-bar": TopBar
  }
}
