import { consume } from "@lit/context"
import { SignalWatcher } from "@lit-labs/signals"
import { colourOf } from "@sheaf/domain"
import { css, html, LitElement, nothing } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { LANGUAGES, language, setLanguage, words } from "../i18n/language.ts"
import { addresses } from "../state/addresses.ts"
import { type Go, goContext, noticesContext, sessionContext, themeContext } from "../state/contexts.ts"
import { explain } from "../state/explain.ts"
import type { Notices } from "../state/notices.ts"
import type { Session } from "../state/session.ts"
import { THEMES, type Theme } from "../state/theme.ts"
import "../ui/avatar.ts"
import { base } from "../ui/base.css.ts"
import "../ui/menu.ts"
import type { MenuEntry } from "../ui/menu.ts"

/** Who I am, at the foot of the sidebar: my settings, how the page looks and speaks, and the way out. */
@customElement("sheaf-account-menu")
export class AccountMenu extends SignalWatcher(LitElement) {
  static override readonly styles = [
    base,
    css`
      :host {
        display: block;
        min-width: 0;
        --hover: var(--line);
      }
      sheaf-menu {
        width: 100%;
        --trigger-padding: 6px;
      }
      .name {
        overflow: hidden;
        color: var(--text);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .who {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-width: 0;
      }
    `,
  ]

  /** Only the avatar: the sidebar is folded. */
  @property({ type: Boolean }) folded = false
  @consume({ context: sessionContext }) private session!: Session
  @consume({ context: themeContext }) private theme!: Theme
  @consume({ context: noticesContext }) private notices!: Notices
  @consume({ context: goContext }) private go!: Go
  readonly localized = new Localized(this)

  override render() {
    const me = this.session.person
    if (me === undefined) return nothing
    return html`
      <sheaf-menu placement="top-start" .entries=${this.#entries()}>
        <span class="who">
          <sheaf-avatar name=${me.name} colour=${colourOf(me.id)}></sheaf-avatar>
          <span class=${this.folded ? "unseen" : "name"}>${me.name}</span>
        </span>
      </sheaf-menu>
    `
  }

  #entries(): readonly MenuEntry[] {
    const { nav, themes, languages } = words().shell
    return [
      { kind: "action", label: nav.settings, icon: "settings", run: () => this.go(addresses.settings) },
      { kind: "line" },
      { kind: "heading", label: nav.theme },
      ...THEMES.map(choice => ({
        kind: "action" as const,
        label: themes[choice],
        checked: this.theme.choice.get() === choice,
        run: () => this.theme.choose(choice),
      })),
      { kind: "line" },
      { kind: "heading", label: nav.language },
      ...LANGUAGES.map(choice => ({
        kind: "action" as const,
        label: languages[choice],
        checked: language() === choice,
        run: () => setLanguage(choice),
      })),
      { kind: "line" },
      { kind: "action", label: nav.signOut, icon: "logOut", run: () => void this.#signOut() },
    ]
  }

  async #signOut(): Promise<void> {
    try {
      await this.session.signOut()
    } catch (error) {
      this.notices.refused(explain(error))
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-account-menu": AccountMenu
  }
}
