import { css, html, LitElement } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { everyMinute } from "../controller/minutes.ts"
import { exactTime, relativeTime } from "../i18n/time.ts"

/** A time as people tell it, kept true while the page stands; the exact one is in its tooltip. */
@customElement("sheaf-time")
export class Time extends LitElement {
  /** Figures and words of one time belong together: no thin spaces between them. */
  static override readonly styles = css`
    time {
      text-autospace: no-autospace;
    }
  `

  /** ISO 8601. */
  @property() at = ""
  readonly localized = new Localized(this)
  #stop: (() => void) | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stop = everyMinute(() => this.requestUpdate())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop?.()
  }

  override render() {
    return html`<time datetime=${this.at} title=${exactTime(this.at)}>${relativeTime(this.at, Date.now())}</time>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-time": Time
  }
}
