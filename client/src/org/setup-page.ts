import { consume } from "@lit/context"
import { SignalWatcher } from "@lit-labs/signals"
import { LIMITS } from "@sheaf/domain"
import { html, LitElement } from "lit"
import { customElement } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { Submission } from "../controller/submission.ts"
import { words } from "../i18n/language.ts"
import { sessionContext, themeContext } from "../state/contexts.ts"
import { faultOf, formFault } from "../state/explain.ts"
import type { Session } from "../state/session.ts"
import type { Theme } from "../state/theme.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import { field } from "../ui/field.css.ts"
import { faultLine, textField, typedIn } from "../ui/field.ts"
import { markCss } from "../ui/mark.ts"
import { check } from "./check.ts"
import { formCss } from "./form.css.ts"
import { welcomeCss } from "./welcome.css.ts"
import { welcome } from "./welcome.ts"

const FIELDS = ["organisation", "name", "email", "password"]

/** The first visit: creates the organisation and the person who does it. */
@customElement("sheaf-setup-page")
export class SetupPage extends SignalWatcher(LitElement) {
  static override readonly styles = [base, button, field, markCss, formCss, welcomeCss]

  @consume({ context: sessionContext }) private session!: Session
  @consume({ context: themeContext }) private theme!: Theme
  readonly localized = new Localized(this)
  readonly submission = new Submission(this)

  override firstUpdated(): void {
    this.renderRoot.querySelector("input")?.focus()
  }

  override render() {
    this.theme.choice.get() // The switch below shows the other one.
    const { setup } = words().shell
    return welcome({ heading: setup.title, lead: setup.lead, form: this.#form(), theme: this.theme })
  }

  #form() {
    const { setup } = words().shell
    const { error, busy } = this.submission
    return html`
      <form novalidate @submit=${this.#submit}>
        ${textField({
          name: "organisation",
          label: setup.organisation,
          hint: setup.organisationHint,
          fault: faultOf(error, "organisation"),
          autocomplete: "organization",
          required: true,
          max: LIMITS.organisationName,
        })}
        ${textField({
          name: "name",
          label: setup.name,
          fault: faultOf(error, "name"),
          autocomplete: "name",
          required: true,
          max: LIMITS.personName,
        })}
        ${textField({
          name: "email",
          label: setup.email,
          type: "email",
          fault: faultOf(error, "email"),
          autocomplete: "username",
          required: true,
          max: LIMITS.email,
        })}
        ${textField({
          name: "password",
          label: setup.password,
          type: "password",
          hint: setup.passwordHint(LIMITS.passwordMin),
          fault: faultOf(error, "password"),
          autocomplete: "new-password",
          required: true,
          min: LIMITS.passwordMin,
          max: LIMITS.passwordMax,
        })}
        ${faultLine(formFault(error, FIELDS))}
        <button class="button primary wide" ?disabled=${busy}>${setup.submit}</button>
        <p class="aside">${setup.steward}</p>
      </form>
    `
  }

  #submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): void => {
    event.preventDefault()
    const form = event.currentTarget
    const typed = typedIn(form)
    void this.submission.run(() => {
      check(form)
      return this.session.setUp({
        organisation: typed("organisation"),
        name: typed("name"),
        email: typed("email"),
        password: typed("password"),
      })
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-setup-page": SetupPage
  }
}
