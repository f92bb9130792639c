import { consume } from "@lit/context"
import { css, html, LitElement } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { Offline } from "../net/api.ts"
import { addresses } from "../state/addresses.ts"
import { sessionContext } from "../state/contexts.ts"
import type { Session } from "../state/session.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import "../ui/empty.ts"
import "../ui/top-bar.ts"

/** What stands where a page should: an address without one, a server that does not answer, a server with a fault. */
@customElement("sheaf-fault-page")
export class FaultPage extends LitElement {
  static override readonly styles = [
    base,
    button,
    css`
      sheaf-top-bar {
        border: 0;
      }
    `,
  ]

  /** Why the page could not be loaded; absent when the address leads nowhere. */
  @property({ attribute: false }) error: unknown
  @consume({ context: sessionContext }) private session!: Session
  readonly localized = new Localized(this)

  override render() {
    const { faultPage, common } = words().shell
    if (this.error === undefined)
      return html`
        <sheaf-top-bar></sheaf-top-bar>
        <h1 class="unseen" tabindex="-1">${faultPage.unknownTitle}</h1>
        <sheaf-empty icon="search" heading=${faultPage.unknownTitle} text=${faultPage.unknownText}>
          <a class="button primary" href=${addresses.views.recent}>${faultPage.home}</a>
        </sheaf-empty>
      `
    const [heading, text] =
      this.error instanceof Offline
        ? [faultPage.offlineTitle, faultPage.offlineText]
        : [faultPage.brokenTitle, faultPage.brokenText]
    return html`
      <h1 class="unseen" tabindex="-1">${heading}</h1>
      <sheaf-empty icon="cloudOff" heading=${heading} text=${text}>
        <button class="button primary" @click=${() => this.session.start()}>${common.tryAgain}</button>
      </sheaf-empty>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-fault-page": FaultPage
  }
}
