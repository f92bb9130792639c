import { SignalWatcher } from "@lit-labs/signals"
import { html, LitElement, nothing, render, type TemplateResult } from "lit"
import { customElement, query, state } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { Narrow } from "../controller/narrow.ts"
import { words } from "../i18n/language.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import "../ui/banner.ts"
import "../ui/dialog.ts"
import { appCss } from "./app.css.ts"
import type { Composed } from "./compose.ts"
import { provide } from "./contexts.ts"
import { isWriting } from "./is-writing.ts"
import { isFramed, pageTemplate, titleOf } from "./pages.ts"
import "./nav.ts"
import "./toasts.ts"

const FOLDED = "sheaf-nav-folded"

/**
 * The page as a whole: sidebar, banners, notices, and the place that the address names. That place is a light child, slotted: a
 * text editor in it then stands in the document's own tree, where selections and input methods work in every browser.
 */
@customElement("sheaf-app")
export class App extends SignalWatcher(LitElement) {
  static override readonly styles = [base, button, appCss]

  @state() private composed: Composed | undefined
  @state() private folded = localStorage.getItem(FOLDED) === "yes"
  @state() private drawer = false
  /** The sign-in over the page was put away, to read or copy what is under it. */
  @state() private putAway = false
  /** What the page shown calls itself, when it is not the address alone that says so. */
  @state() private named = ""
  @query("main") private readonly main!: HTMLElement
  readonly localized = new Localized(this)
  readonly narrow = new Narrow(this)
  #shown: unknown
  #ended = false

  /** Shows everything, from then on until the window closes. */
  start(composed: Composed): void {
    provide(this, composed)
    this.composed = composed
    this.addEventListener("sheaf-drawer", () => this.#openDrawer())
    this.addEventListener("sheaf-title", event => {
      this.named = event.detail
    })
  }

  /** When the session ends in the middle of a sentence, the rest of it must not go into the field of a password. */
  override willUpdate(): void {
    const ended = this.composed?.session.state.get().kind === "ended"
    if (ended && !this.#ended) this.putAway = isWriting()
    this.#ended = ended
  }

  override render() {
    if (this.composed === undefined) return nothing
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${words().shell.common.skipToContent}</a>
      ${isFramed(this.composed) ? this.#sidebar(this.composed) : nothing}
      <main id="main" tabindex="-1" ?inert=${this.narrow.now && this.drawer}>${this.#banners(this.composed)}<slot></slot></main>
      <sheaf-toasts></sheaf-toasts>
      ${this.#signInAgain(this.composed)}
    `
  }

  override updated(): void {
    if (this.composed === undefined) return
    render(pageTemplate(this.composed), this)
    document.title = titleOf(this.composed, this.named)
    void this.#arrived(this.composed.router.page.get())
  }

  #sidebar({ session }: Composed): TemplateResult {
    const state = session.state.get()
    const open = !this.narrow.now || this.drawer
    return html`
      <div class="scrim" ?hidden=${!(this.narrow.now && this.drawer)} @click=${this.#closeDrawer}></div>
      <sheaf-nav
        class=${this.narrow.now ? "drawer" : "side"}
        ?folded=${this.folded && !this.narrow.now}
        ?drawer=${this.narrow.now}
        ?inert=${!open}
        ?data-open=${this.drawer}
        here=${location.pathname}
        organisation=${"organisation" in state ? state.organisation : ""}
        @click=${this.#clickedInNav}
        @keydown=${this.#keyInNav}
        @sheaf-fold=${this.#fold}
      ></sheaf-nav>
    `
  }

  #banners({ connection, session }: Composed): TemplateResult | typeof nothing {
    const { connection: text, signIn } = words().shell
    if (session.state.get().kind === "ended")
      return html`
        <sheaf-banner heading=${text.ended} icon="alert">
          ${text.endedText}
          <button class="button" slot="actions" @click=${() => (this.putAway = false)}>${signIn.submit}</button>
        </sheaf-banner>
      `
    if (connection.state.get() !== "offline") return nothing
    return html`
      <sheaf-banner icon="wifiOff">
        ${text.offline}
        <button class="button" slot="actions" @click=${() => connection.retry()}>${text.reconnect}</button>
      </sheaf-banner>
    `
  }

  #signInAgain({ session, connection }: Composed): TemplateResult | typeof nothing {
    const state = session.state.get()
    if (state.kind !== "ended") return nothing
    return html`
      <sheaf-dialog heading=${words().shell.signIn.again} ?open=${!this.putAway} @sheaf-close=${() => (this.putAway = true)}>
        <sheaf-sign-in-form
          autofocus
          email=${state.person.email}
          @sheaf-signed-in=${() => {
            this.putAway = false
            connection.retry()
          }}
        ></sheaf-sign-in-form>
      </sheaf-dialog>
    `
  }

  /** After going to another place, reading and the keyboard go on at its heading, and the old place's scrolling is forgotten. */
  async #arrived(page: unknown): Promise<void> {
    const before = this.#shown
    this.#shown = page
    if (before === undefined || before === page) return
    this.named = ""
    this.drawer = false
    this.main.scrollTop = 0
    const element = this.firstElementChild
    if (element instanceof LitElement) await element.updateComplete
    if (element?.matches(":focus-within")) return
    const heading = element?.shadowRoot?.querySelector<HTMLElement>("h1") ?? this.main
    heading.focus({ preventScroll: true })
  }

  #skip = (event: Event): void => {
    event.preventDefault()
    this.main.focus()
  }

  #fold = (): void => {
    if (this.narrow.now) return this.#closeDrawer()
    this.folded = !this.folded
    localStorage.setItem(FOLDED, this.folded ? "yes" : "no")
  }

  /** The drawer has the focus while it is open; what opened it gets the focus back. */
  async #openDrawer(): Promise<void> {
    this.drawer = true
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>("sheaf-nav")?.focus()
  }

  #closeDrawer = (): void => {
    if (!this.drawer) return
    this.drawer = false
    void this.updateComplete.then(() => {
      const bar = this.firstElementChild?.shadowRoot?.querySelector<HTMLElement>("sheaf-top-bar")
      if (this.narrow.now) bar?.focus()
    })
  }

  #clickedInNav = (event: Event): void => {
    if (event.composedPath().some(node => node instanceof HTMLAnchorElement)) this.drawer = false
  }

  #keyInNav = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.#closeDrawer()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-app": App
  }
  interface HTMLElementEventMap {
    /** Bubbles from a page that names itself: the document's title. */
    "sheaf-title": CustomEvent<string>
  }
}
