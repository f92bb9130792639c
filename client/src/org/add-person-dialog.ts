import { consume } from "@lit/context"
import { LIMITS, mayGiveStanding, STANDINGS, type Standing } from "@sheaf/domain"
import { css, html, LitElement, type TemplateResult } from "lit"
import { customElement, state } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { Submission } from "../controller/submission.ts"
import { words } from "../i18n/language.ts"
import { peopleContext, sessionContext } from "../state/contexts.ts"
import { faultOf, formFault } from "../state/explain.ts"
import { makeUpPassword } from "../state/made-up-password.ts"
import type { People } from "../state/people.ts"
import type { Session } from "../state/session.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import { choiceCss, choices } from "../ui/choices.ts"
import "../ui/dialog.ts"
import { field } from "../ui/field.css.ts"
import { faultLine, textField, typedIn } from "../ui/field.ts"
import { icon } from "../ui/icons.ts"
import { check } from "./check.ts"
import { formCss } from "./form.css.ts"
import { standingField } from "./standing-field.ts"

const FIELDS = ["name", "email", "password"]
const PASSWORDS = ["made-up", "chosen"] as const
type PasswordBy = (typeof PASSWORDS)[number]

/**
 * Adds a person, then shows what to pass on to them: the one time that their first password is seen.
 *
 * @fires sheaf-close
 */
@customElement("sheaf-add-person-dialog")
export class AddPersonDialog extends LitElement {
  static override readonly styles = [
    base,
    button,
    field,
    choiceCss,
    formCss,
    css`
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--space-2) var(--space-4);
        margin-block: var(--space-4);
        padding: var(--space-4);
        border-radius: var(--radius-card);
        background: var(--surface-2);
      }
      dt {
        color: var(--text-2);
      }
      dd {
        overflow-wrap: anywhere;
        font-family: var(--font-code);
        user-select: all;
      }
    `,
  ]

  @state() private passwordBy: PasswordBy = "made-up"
  @state() private standing: Standing = "member"
  @state() private added: { readonly name: string; readonly email: string; readonly password: string } | undefined
  @state() private copied = false
  @consume({ context: peopleContext }) private people!: People
  @consume({ context: sessionContext }) private session!: Session
  readonly localized = new Localized(this)
  readonly submission = new Submission(this)

  override render() {
    const { people } = words().shell
    return html`
      <sheaf-dialog open heading=${this.added === undefined ? people.addTitle : people.addedTitle(this.added.name)} @sheaf-close=${this.#close}>
        ${this.added === undefined ? this.#form() : this.#passOn(this.added)}
      </sheaf-dialog>
    `
  }

  #form(): TemplateResult {
    const { people } = words().shell
    const { error, busy } = this.submission
    return html`
      <form novalidate @submit=${this.#submit}>
        ${textField({ name: "name", label: people.name, first: true, fault: faultOf(error, "name"), required: true, max: LIMITS.personName })}
        ${textField({
          name: "email",
          label: people.email,
          type: "email",
          fault: faultOf(error, "email"),
          required: true,
          max: LIMITS.email,
        })}
        ${standingField({
          of: STANDINGS.filter(
            standing => this.session.person !== undefined && mayGiveStanding(this.session.person, standing),
          ),
          chosen: this.standing,
          choose: standing => {
            this.standing = standing
          },
        })}
        ${choices({
          label: people.password,
          name: "password-by",
          of: PASSWORDS,
          labels: { "made-up": people.passwordGenerate, chosen: people.passwordChoose },
          chosen: this.passwordBy,
          choose: by => {
            this.passwordBy = by
          },
        })}
        ${this.passwordBy === "made-up" ? "" : this.#passwordField(error)}
        ${faultLine(formFault(error, FIELDS))}
        <button class="button primary wide" ?disabled=${busy}>${people.submit}</button>
      </form>
    `
  }

  #passwordField(error: unknown): TemplateResult {
    const { people } = words().shell
    return textField({
      name: "password",
      label: people.passwordChoose,
      autocomplete: "off",
      hint: people.passwordHint(LIMITS.passwordMin),
      fault: faultOf(error, "password"),
      required: true,
      min: LIMITS.passwordMin,
      max: LIMITS.passwordMax,
    })
  }

  #passOn({ email, password }: { readonly email: string; readonly password: string }): TemplateResult {
    const { people, common } = words().shell
    return html`
      <p role="status">${people.addedText}</p>
      <dl>
        <dt>${people.email}</dt>
        <dd>${email}</dd>
        <dt>${people.password}</dt>
        <dd>${password}</dd>
      </dl>
      <div class="row">
        <button class="button primary" autofocus @click=${() => this.#copy(`${email}\n${password}`)}>
          ${icon(this.copied ? "check" : "copy")}<span aria-live="polite">${this.copied ? common.copied : people.copyAll}</span>
        </button>
        <button class="button" @click=${this.#close}>${common.done}</button>
      </div>
    `
  }

  #submit = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const typed = typedIn(form)
    const password =
      this.passwordBy === "chosen" ? typed("password") : makeUpPassword(bytes => crypto.getRandomValues(bytes))
    await this.submission.run(async () => {
      check(form)
      const { name, email } = await this.people.add({
        name: typed("name"),
        email: typed("email"),
        password,
        standing: this.standing,
      })
      this.added = { name, email, password }
    })
  }

  async #copy(text: string): Promise<void> {
    // Where the clipboard is refused, the password stands there to be selected: the word "Copied" just does not come.
    this.copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent("sheaf-close"))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-add-person-dialog": AddPersonDialog
  }
}
