import { html, LitElement, nothing } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { addresses } from "../state/addresses.ts"
import { base } from "../ui/base.css.ts"
import "../ui/icon-button.ts"
import { type IconName, icon } from "../ui/icons.ts"
import { mark, markCss } from "../ui/mark.ts"
import "./account-menu.ts"
import { navCss } from "./nav.css.ts"

/**
 * The sidebar: where one can go, and who one is.
 *
 * @fires sheaf-fold when it is to be folded or unfolded
 */
@customElement("sheaf-nav")
export class Nav extends LitElement {
  static override readonly shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override readonly styles = [base, markCss, navCss]

  @property({ type: Boolean, reflect: true }) folded = false
  /** It lies over the page of a phone: it closes instead of folding. */
  @property({ type: Boolean }) drawer = false
  /** The path of the page that is shown. */
  @property() here = "/"
  @property() organisation = ""
  readonly localized = new Localized(this)

  override render() {
    const { nav } = words().shell
    const places: readonly (readonly [string, IconName, string])[] = [
      [addresses.views.recent, "house", nav.home],
      [addresses.views.mine, "files", nav.mine],
      [addresses.views.shared, "inbox", nav.shared],
      [addresses.views.trash, "trash", nav.trash],
    ]
    return html`
      <nav aria-label=${nav.label}>
        ${this.#head()}
        <ul>
          ${places.map(place => this.#link(...place))}
        </ul>
        <ul>
          ${this.#link(addresses.people, "users", nav.people)} ${this.#link(addresses.settings, "settings", nav.settings)}
        </ul>
        <div class="foot"><sheaf-account-menu ?folded=${this.folded}></sheaf-account-menu></div>
      </nav>
    `
  }

  #head() {
    const { nav, product } = words().shell
    return html`
      <div class="head">
        <a class="home" href=${addresses.views.recent} aria-label=${this.folded ? product : nothing}>
          ${mark()}
          ${this.folded ? nothing : html`<span class="names"><b>${product}</b><small>${this.organisation}</small></span>`}
        </a>
        <sheaf-icon-button
          icon=${this.drawer ? "close" : "panelLeft"}
          label=${this.drawer ? nav.close : this.folded ? nav.unfold : nav.fold}
          @click=${() => this.dispatchEvent(new CustomEvent("sheaf-fold"))}
        ></sheaf-icon-button>
      </div>
    `
  }

  #link(address: string, drawing: IconName, label: string) {
    const current = this.here === address
    return html`
      <li>
        <a class="place" href=${address} aria-current=${current ? "page" : nothing} title=${this.folded ? label : nothing}>
          ${icon(drawing)}<span class=${this.folded ? "unseen" : "label"}>${label}</span>
        </a>
      </li>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-nav": Nav
  }
}
