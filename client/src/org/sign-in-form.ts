import { consume } from "@lit/context"
import { LIMITS } from "@sheaf/domain"
import { html, LitElement } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { Submission } from "../controller/submission.ts"
import { words } from "../i18n/language.ts"
import { sessionContext } from "../state/contexts.ts"
import { faultOf, formFault } from "../state/explain.ts"
import type { Session } from "../state/session.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import { field } from "../ui/field.css.ts"
import { faultLine, textField, typedIn } from "../ui/field.ts"
import { check } from "./check.ts"
import { formCss } from "./form.css.ts"

/**
 * Signs in: on its own page, and over a page whose session ended.
 *
 * @fires sheaf-signed-in
 */
@customElement("sheaf-sign-in-form")
export class SignInForm extends LitElement {
  static override readonly styles = [base, button, field, formCss]

  /** Who it was, when the session ended under them. */
  @property() email = ""
  @consume({ context: sessionContext }) private session!: Session
  readonly localized = new Localized(this)
  readonly submission = new Submission(this)

  /** To the first thing that is still to be typed. */
  override focus(): void {
    const field = this.email === "" ? "#email" : "#password"
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(field)?.focus())
  }

  override render() {
    const { signIn } = words().shell
    const { error, busy } = this.submission
    return html`
      <form novalidate @submit=${this.#submit}>
        ${this.email === "" ? "" : html`<p>${signIn.againText}</p>`}
        ${textField({
          name: "email",
          label: signIn.email,
          type: "email",
          value: this.email,
          fault: faultOf(error, "email"),
          autocomplete: "username",
          required: true,
          max: LIMITS.email,
        })}
        ${textField({
          name: "password",
          label: signIn.password,
          type: "password",
          autocomplete: "current-password",
          fault: faultOf(error, "password"),
          required: true,
          max: LIMITS.passwordMax,
        })}
        ${faultLine(formFault(error, ["email", "password"]))}
        <button class="button primary wide" ?disabled=${busy}>${signIn.submit}</button>
        <p class="aside">${signIn.forgot}</p>
      </form>
    `
  }

  #submit = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const typed = typedIn(form)
    const done = await this.submission.run(() => {
      check(form)
      return this.session.signIn(typed("email"), typed("password"))
    })
    if (done) this.dispatchEvent(new CustomEvent("sheaf-signed-in"))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-sign-in-form": SignInForm
  }
}
