import { consume } from "@lit/context"
import { LIMITS, mayGiveStanding, STANDINGS, type Standing } from "@sheaf/domain"
import type { Person } from "@sheaf/wire"
import { html, LitElement, type PropertyValues } from "lit"
import { customElement, property, state } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { Submission } from "../controller/submission.ts"
import { words } from "../i18n/language.ts"
import { noticesContext, peopleContext, sessionContext } from "../state/contexts.ts"
import { faultOf, formFault } from "../state/explain.ts"
import type { Notices } from "../state/notices.ts"
import type { People, PersonChange } from "../state/people.ts"
import type { Session } from "../state/session.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import { choiceCss } from "../ui/choices.ts"
import "../ui/dialog.ts"
import { field } from "../ui/field.css.ts"
import { faultLine, textField, typedIn } from "../ui/field.ts"
import { check } from "./check.ts"
import { formCss } from "./form.css.ts"
import { standingField } from "./standing-field.ts"

const FIELDS = ["name", "email", "password"]

/**
 * Changes a person: name, address, standing, and a new password when the old one is forgotten.
 *
 * @fires sheaf-close
 */
@customElement("sheaf-change-person-dialog")
export class ChangePersonDialog extends LitElement {
  static override readonly styles = [base, button, field, choiceCss, formCss]

  @property({ attribute: false }) person!: Person
  @state() private standing: Standing = "member"
  @consume({ context: peopleContext }) private people!: People
  @consume({ context: sessionContext }) private session!: Session
  @consume({ context: noticesContext }) private notices!: Notices
  readonly localized = new Localized(this)
  readonly submission = new Submission(this)

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("person")) this.standing = this.person.standing
  }

  override render() {
    const { people } = words().shell
    const { error, busy } = this.submission
    return html`
      <sheaf-dialog open heading=${people.changeTitle(this.person.name)} @sheaf-close=${this.#close}>
        <form novalidate @submit=${this.#submit}>
          ${textField({
            name: "name",
            label: people.name,
            first: true,
            value: this.person.name,
            fault: faultOf(error, "name"),
            required: true,
            max: LIMITS.personName,
          })}
          ${textField({
            name: "email",
            label: people.email,
            type: "email",
            value: this.person.email,
            fault: faultOf(error, "email"),
            required: true,
            max: LIMITS.email,
          })}
          ${standingField({
            of: this.#standings,
            chosen: this.standing,
            choose: standing => {
              this.standing = standing
            },
          })}
          ${
            this.#own
              ? ""
              : textField({
                  name: "password",
                  label: people.newPassword,
                  hint: people.newPasswordHint,
                  fault: faultOf(error, "password"),
                  min: LIMITS.passwordMin,
                  max: LIMITS.passwordMax,
                })
          }
          ${faultLine(formFault(error, FIELDS))}
          <button class="button primary wide" ?disabled=${busy}>${people.save}</button>
        </form>
      </sheaf-dialog>
    `
  }

  /** What I may give, and what the person has. */
  get #standings(): readonly Standing[] {
    const me = this.session.person
    return STANDINGS.filter(
      standing => standing === this.person.standing || (me !== undefined && mayGiveStanding(me, standing)),
    )
  }

  /** One's own password is changed in the settings, where the old one is asked for. */
  get #own(): boolean {
    return this.person.id === this.session.person?.id
  }

  #submit = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const done = await this.submission.run(() => {
      check(form)
      return this.people.change(this.person.id, this.#changeIn(typedIn(form)))
    })
    if (!done) return
    this.notices.done(words().shell.people.changed(this.person.name))
    this.#close()
  }

  /** Only what is different: an admin may change a name without being allowed to touch a steward's standing. */
  #changeIn(typed: (name: string) => string): PersonChange {
    const { person, standing } = this
    return {
      ...(typed("name") === person.name ? {} : { name: typed("name") }),
      ...(typed("email") === person.email ? {} : { email: typed("email") }),
      ...(standing === person.standing ? {} : { standing }),
      ...(typed("password") === "" ? {} : { password: typed("password") }),
    }
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent("sheaf-close"))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-change-person-dialog": ChangePersonDialog
  }
}
