import { consume } from "@lit/context"
import { SignalWatcher } from "@lit-labs/signals"
import { LIMITS, Refused } from "@sheaf/domain"
import { css, html, LitElement, nothing } from "lit"
import { customElement } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { Submission } from "../controller/submission.ts"
import { LANGUAGES, language, setLanguage, words } from "../i18n/language.ts"
import { noticesContext, sessionContext, themeContext } from "../state/contexts.ts"
import { explain, faultOf, formFault } from "../state/explain.ts"
import type { Notices } from "../state/notices.ts"
import type { Session } from "../state/session.ts"
import { THEMES, type Theme } from "../state/theme.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import { choiceCss, choices } from "../ui/choices.ts"
import { field } from "../ui/field.css.ts"
import { faultLine, textField, typedIn } from "../ui/field.ts"
import "../ui/top-bar.ts"
import { check } from "./check.ts"
import { formCss } from "./form.css.ts"
import { pageCss } from "./page.css.ts"

type FormSubmit = SubmitEvent & { readonly currentTarget: HTMLFormElement }

/** What is mine to set: my name, my password, how the page looks and speaks on this device. */
@customElement("sheaf-settings-page")
export class SettingsPage extends SignalWatcher(LitElement) {
  static override readonly styles = [
    base,
    button,
    field,
    formCss,
    choiceCss,
    pageCss,
    css`
      .sections {
        display: grid;
        gap: var(--space-6);
        width: min(560px, 100%);
        padding: var(--space-5) var(--space-5) var(--space-7);
      }
      section {
        display: grid;
        gap: var(--space-4);
      }
      section + section {
        padding-block-start: var(--space-6);
        border-block-start: 1px solid var(--line);
      }
      h2 {
        font-size: var(--text-doc);
        font-weight: 600;
      }
    `,
  ]

  @consume({ context: sessionContext }) private session!: Session
  @consume({ context: themeContext }) private theme!: Theme
  @consume({ context: noticesContext }) private notices!: Notices
  readonly localized = new Localized(this)
  readonly profile = new Submission(this)
  readonly password = new Submission(this)

  override render() {
    if (this.session.person === undefined) return nothing
    return html`
      <sheaf-top-bar><h1 tabindex="-1">${words().shell.settings.title}</h1></sheaf-top-bar>
      <div class="sections">${this.#profile(this.session.person)} ${this.#appearance()} ${this.#password()} ${this.#leave()}</div>
    `
  }

  #profile(me: { readonly name: string; readonly email: string }) {
    const { settings } = words().shell
    const { error, busy } = this.profile
    return html`
      <section aria-labelledby="profile">
        <h2 id="profile">${settings.profile}</h2>
        <form novalidate @submit=${this.#rename}>
          ${textField({
            name: "name",
            label: settings.name,
            value: me.name,
            hint: settings.nameHint,
            fault: faultOf(error, "name"),
            autocomplete: "name",
            required: true,
            max: LIMITS.personName,
          })}
          ${textField({ name: "email", label: settings.email, value: me.email, hint: settings.emailHint, readOnly: true })}
          ${faultLine(formFault(error, ["name"]))}
          <div class="row"><button class="button" ?disabled=${busy}>${settings.save}</button></div>
        </form>
      </section>
    `
  }

  #appearance() {
    const { settings, themes, languages } = words().shell
    return html`
      <section aria-labelledby="appearance">
        <h2 id="appearance">${settings.appearance}</h2>
        ${choices({
          label: settings.theme,
          name: "theme",
          of: THEMES,
          labels: themes,
          chosen: this.theme.choice.get(),
          choose: theme => this.theme.choose(theme),
        })}
        ${choices({
          label: settings.language,
          name: "language",
          of: LANGUAGES,
          labels: languages,
          chosen: language(),
          choose: setLanguage,
        })}
        <p class="hint">${settings.device}</p>
      </section>
    `
  }

  #password() {
    const { settings, setup } = words().shell
    const { error, busy } = this.password
    const wrong = error instanceof Refused && error.code === "wrong-credentials"
    return html`
      <section aria-labelledby="password-heading">
        <h2 id="password-heading">${settings.password}</h2>
        <form novalidate @submit=${this.#changePassword}>
          ${textField({
            name: "current",
            label: settings.currentPassword,
            type: "password",
            autocomplete: "current-password",
            fault: wrong ? settings.notCurrent : faultOf(error, "current"),
            required: true,
            max: LIMITS.passwordMax,
          })}
          ${textField({
            name: "password",
            label: settings.newPassword,
            type: "password",
            hint: setup.passwordHint(LIMITS.passwordMin),
            fault: faultOf(error, "password"),
            autocomplete: "new-password",
            required: true,
            min: LIMITS.passwordMin,
            max: LIMITS.passwordMax,
          })}
          ${wrong ? nothing : faultLine(formFault(error, ["current", "password"]))}
          <div class="row"><button class="button" ?disabled=${busy}>${settings.changePassword}</button></div>
        </form>
      </section>
    `
  }

  #leave() {
    const { settings, nav } = words().shell
    return html`
      <section aria-labelledby="session">
        <h2 id="session">${settings.session}</h2>
        <p class="hint">${settings.signOutText}</p>
        <div class="row"><button class="button" @click=${this.#signOut}>${nav.signOut}</button></div>
      </section>
    `
  }

  #rename = async (event: FormSubmit): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const renamed = await this.profile.run(() => {
      check(form)
      return this.session.rename(typedIn(form)("name"))
    })
    if (renamed) this.notices.done(words().shell.settings.saved)
  }

  #changePassword = async (event: FormSubmit): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const typed = typedIn(form)
    const changed = await this.password.run(() => {
      check(form)
      return this.session.changePassword(typed("current"), typed("password"))
    })
    if (!changed) return
    form.reset()
    this.notices.done(words().shell.settings.passwordChanged)
  }

  #signOut = async (): Promise<void> => {
    try {
      await this.session.signOut()
    } catch (error) {
      this.notices.refused(explain(error))
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-settings-page": SettingsPage
  }
}
