import { consume } from "@lit/context"
import { SignalWatcher } from "@lit-labs/signals"
import { colourOf, mayChangePerson, mayManagePeople } from "@sheaf/domain"
import type { Person } from "@sheaf/wire"
import { html, LitElement, nothing, type TemplateResult } from "lit"
import { customElement, state } from "lit/decorators.js"
import { repeat } from "lit/directives/repeat.js"
import { Localized } from "../controller/localized.ts"
import { locale, words } from "../i18n/language.ts"
import { peopleContext, sessionContext } from "../state/contexts.ts"
import { explain } from "../state/explain.ts"
import { matches, type People } from "../state/people.ts"
import type { Session } from "../state/session.ts"
import "../ui/avatar.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import "../ui/empty.ts"
import { icon } from "../ui/icons.ts"
import { search, searchCss } from "../ui/search.ts"
import { skeleton, skeletonCss } from "../ui/skeleton.ts"
import "../ui/top-bar.ts"
import "./add-person-dialog.ts"
import "./change-person-dialog.ts"
import { pageCss } from "./page.css.ts"
import { peoplePageCss } from "./people-page.css.ts"

/** Everybody in the organisation: to see for all, to add to and to change for admins. */
@customElement("sheaf-people-page")
export class PeoplePage extends SignalWatcher(LitElement) {
  static override readonly styles = [base, button, skeletonCss, searchCss, pageCss, peoplePageCss]

  @state() private filter = ""
  @state() private adding = false
  @state() private changing: Person | undefined
  @consume({ context: peopleContext }) private people!: People
  @consume({ context: sessionContext }) private session!: Session
  readonly localized = new Localized(this)

  override firstUpdated(): void {
    this.people.refresh()
  }

  override render() {
    const { people } = words().shell
    return html`
      <sheaf-top-bar>
        <h1 tabindex="-1">${people.title}</h1>
        <div slot="actions" class="tools">
          ${search(people.search, this.filter, typed => {
            this.filter = typed
          })}
          ${this.#manages ? this.#addButton() : nothing}
        </div>
      </sheaf-top-bar>
      ${this.#content()}
      ${this.adding ? html`<sheaf-add-person-dialog @sheaf-close=${() => (this.adding = false)}></sheaf-add-person-dialog>` : nothing}
      ${
        this.changing === undefined
          ? nothing
          : html`<sheaf-change-person-dialog
              .person=${this.changing}
              @sheaf-close=${() => (this.changing = undefined)}
            ></sheaf-change-person-dialog>`
      }
    `
  }

  get #manages(): boolean {
    const me = this.session.person
    return me !== undefined && mayManagePeople(me)
  }

  #mayChange(person: Person): boolean {
    const me = this.session.person
    return me !== undefined && !person.departed && (me.id === person.id || mayChangePerson(me, person))
  }

  #addButton(): TemplateResult {
    return html`
      <button class="button primary" @click=${() => (this.adding = true)}>
        ${icon("plus")}<span>${words().shell.people.add}</span>
      </button>
    `
  }

  #content(): TemplateResult {
    const { people, common } = words().shell
    const listing = this.people.list.state.get()
    if (listing.kind === "waiting") return skeleton(6)
    if (listing.kind === "failed")
      return html`
        <sheaf-empty icon="cloudOff" heading=${people.failed} text=${explain(listing.error)}>
          <button class="button" @click=${() => this.people.refresh()}>${common.tryAgain}</button>
        </sheaf-empty>
      `
    const found = listing.items.filter(person => matches(person, this.filter)).toSorted(byName())
    if (found.length === 0)
      return html`<sheaf-empty icon="search" heading=${people.noneFound} text=${people.noneFoundText(this.filter.trim())}></sheaf-empty>`
    return html`
      ${this.#table(found)}
      ${listing.items.length === 1 ? html`<p class="alone">${people.alone}</p>` : nothing}
    `
  }

  #table(found: readonly Person[]): TemplateResult {
    const { people } = words().shell
    return html`
      <table>
        <caption>
          ${people.count(found.length)}
        </caption>
        <thead>
          <tr>
            <th scope="col">${people.name}</th>
            <th scope="col" class="email">${people.email}</th>
            <th scope="col" class="standing">${people.standing}</th>
            ${this.#manages ? html`<th scope="col" class="act"><span class="unseen">${words().shell.common.more}</span></th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            found,
            person => person.id,
            person => this.#row(person),
          )}
        </tbody>
      </table>
    `
  }

  #row(person: Person): TemplateResult {
    const { people, standings, common } = words().shell
    const standing = person.departed ? people.departed : standings[person.standing]
    const me = person.id === this.session.person?.id
    return html`
      <tr>
        <th scope="row">
          <span class="who">
            <sheaf-avatar name=${person.name} colour=${colourOf(person.id)}></sheaf-avatar>
            <span class="name">${person.name}</span>${me ? html`<span class="me">${common.you}</span>` : nothing}
          </span>
          <span class="email-below">${person.email}</span>
        </th>
        <td class="email">${person.email}</td>
        <td class="standing ${person.standing}">${standing}</td>
        ${this.#manages ? html`<td class="act">${this.#mayChange(person) ? this.#changeButton(person) : nothing}</td>` : nothing}
      </tr>
    `
  }

  #changeButton(person: Person): TemplateResult {
    const label = words().shell.people.changeTitle(person.name)
    return html`<sheaf-icon-button icon="pencil" label=${label} @click=${() => (this.changing = person)}></sheaf-icon-button>`
  }
}

function byName(): (a: Person, b: Person) => number {
  const collator = new Intl.Collator(locale())
  return (a, b) => collator.compare(a.name, b.name)
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-people-page": PeoplePage
  }
}
