import { consume } from "@lit/context"
import { SignalWatcher } from "@lit-labs/signals"
import { atLeast, colourOf, type FileId, GRANTED_ROLES, type GrantedRole, mayGrant } from "@sheaf/domain"
import type { Person } from "@sheaf/wire"
import { html, LitElement, nothing, type TemplateResult } from "lit"
import { customElement, property, state } from "lit/decorators.js"
import { repeat } from "lit/directives/repeat.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import type { CallApi } from "../net/api.ts"
import { callContext, filesContext, noticesContext, peopleContext, sessionContext } from "../state/contexts.ts"
import { explain } from "../state/explain.ts"
import { type AccessAnswer, FileAccess } from "../state/file-access.ts"
import type { Files } from "../state/files.ts"
import type { Notices } from "../state/notices.ts"
import { matches, type People } from "../state/people.ts"
import type { Session } from "../state/session.ts"
import "../ui/avatar.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import "../ui/dialog.ts"
import { field } from "../ui/field.css.ts"
import { faultLine } from "../ui/field.ts"
import "../ui/icon-button.ts"
import { icon } from "../ui/icons.ts"
import "../ui/person-field.ts"
import type { Candidate } from "../ui/person-field.ts"
import { FileActions } from "./file-actions.ts"
import { shareDialogCss } from "./share-dialog.css.ts"

type Grant = AccessAnswer["grants"][number]
type Chosen = Event & { readonly currentTarget: HTMLSelectElement }

/**
 * Who can open a document. Managers add people, change their roles and take them away; everybody else sees how it is, and everybody
 * why they themselves can open it.
 *
 * @fires sheaf-close
 */
@customElement("sheaf-share-dialog")
export class ShareDialog extends SignalWatcher(LitElement) {
  static override readonly styles = [base, button, field, shareDialogCss]

  @property() fileId!: FileId
  @property() heading = ""
  @state() private access: FileAccess | undefined
  @state() private giving: GrantedRole = "editor"
  /** What the last change was refused with. */
  @state() private refused: unknown
  /** What the last change did, for screen readers. */
  @state() private said = ""
  @consume({ context: callContext }) private call!: CallApi
  @consume({ context: filesContext }) private files!: Files
  @consume({ context: peopleContext }) private people!: People
  @consume({ context: noticesContext }) private notices!: Notices
  @consume({ context: sessionContext }) private session!: Session
  readonly localized = new Localized(this)
  #begun = false
  #unlisten: (() => void) | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    const access = new FileAccess(this.call, this.fileId)
    this.access = access
    void access.load()
    this.people.refresh()
    this.#unlisten = this.files.changed.on(id => id === this.fileId && void access.load())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#unlisten?.()
  }

  /** One can type at once, as soon as there is a field to type in. */
  override updated(): void {
    const field = this.renderRoot.querySelector("sheaf-person-field")
    if (field === null || this.#begun) return
    this.#begun = true
    void field.updateComplete.then(() => field.focus())
  }

  override render() {
    const { share, common, files } = words().shell
    const answer = this.access?.answer.get()
    const error = this.refused ?? this.access?.error.get()
    return html`
      <sheaf-dialog open heading=${this.heading === "" ? share.title : share.titleOf(this.heading)} @sheaf-close=${this.#close}>
        <div class="content">
          ${answer === undefined ? nothing : this.#add(answer)}
          ${faultLine(error === undefined ? undefined : explain(error))}
          ${answer === undefined ? html`<p role="status">${common.loading}</p>` : this.#who(answer)}
          ${answer === undefined ? nothing : this.#why(answer)}
          <p class="unseen" role="status">${this.said}</p>
        </div>
        <div slot="actions">
          <button class="button link" @click=${this.#copyLink}>${icon("link")} ${files.copyLink}</button>
          <button class="button primary" @click=${this.#close}>${common.done}</button>
        </div>
      </sheaf-dialog>
    `
  }

  #add(answer: AccessAnswer): TemplateResult {
    const { share, roles, roleHints } = words().shell
    if (!atLeast(answer.role, "manager")) return html`<p class="note">${icon("eye")} ${share.readOnly}</p>`
    return html`
      <div class="add">
        <sheaf-person-field
          label=${share.add}
          placeholder=${share.addHint}
          nobody=${share.nobodyFound}
          .found=${share.found}
          .find=${(typed: string) => this.#candidates(answer, typed)}
          @sheaf-pick=${(event: CustomEvent<Person["id"]>) => this.#give(event.detail, this.giving)}
        ></sheaf-person-field>
        <select
          class="input"
          aria-label=${share.roleFor}
          @change=${(event: Chosen) => (this.giving = grantedRole(event.currentTarget.value))}
        >
          ${roleOptions(answer, this.giving, roles)}
        </select>
      </div>
      <p class="hint">${roleHints[this.giving]}</p>
    `
  }

  #who(answer: AccessAnswer): TemplateResult {
    const { share, roles } = words().shell
    const { owner } = answer
    return html`
      <section aria-labelledby="who">
        <h3 id="who">${share.people}</h3>
        <ul>
          <li>
            <sheaf-avatar name=${owner.name} colour=${colourOf(owner.id)}></sheaf-avatar>
            ${this.#name(owner)}<span class="role">${roles.owner}</span>
          </li>
          ${repeat(
            answer.grants,
            grant => grant.id,
            grant => this.#grant(answer, grant),
          )}
        </ul>
      </section>
    `
  }

  #grant(answer: AccessAnswer, grant: Grant): TemplateResult {
    const { share, roles } = words().shell
    const mine = grant.to.id === this.session.person?.id
    const may = mayGrant(answer.role, grant.role)
    return html`
      <li title=${share.grantedBy(grant.by.name)}>
        <sheaf-avatar name=${grant.to.name} colour=${colourOf(grant.to.id)}></sheaf-avatar>
        ${this.#name(grant.to)}
        ${
          may
            ? html`<select
                class="input quiet"
                aria-label=${share.roleOf(grant.to.name)}
                @change=${(event: Chosen) => this.#give(grant.to.id, grantedRole(event.currentTarget.value))}
              >
                ${roleOptions(answer, grant.role, roles)}
              </select>`
            : html`<span class="role">${roles[grant.role]}</span>`
        }
        ${
          may || mine
            ? html`<sheaf-icon-button
                icon="close"
                label=${mine ? share.leave : `${share.remove}${words().shell.document.colon}${grant.to.name}`}
                @click=${() => this.#revoke(grant)}
              ></sheaf-icon-button>`
            : nothing
        }
      </li>
    `
  }

  #name({ id, name }: { readonly id: Person["id"]; readonly name: string }): TemplateResult {
    const { share } = words().shell
    const email = this.#everybody().find(person => person.id === id)?.email
    return html`<span class="name"
      ><b>${id === this.session.person?.id ? share.you(name) : name}</b><small>${email ?? nothing}</small></span
    >`
  }

  #why({ because }: AccessAnswer): TemplateResult {
    const { share, roles } = words().shell
    return html`
      <details>
        <summary>${icon("chevronRight")} ${share.why}</summary>
        ${because.map(reason => {
          const text =
            reason.kind === "owner" ? share.whyOwner : share.whyGrant(roles[reason.grant.role], reason.grant.by.name)
          return html`<p>${text}</p>`
        })}
      </details>
    `
  }

  /** Who could be added: everybody still here who cannot open it yet. */
  #candidates({ owner, grants }: AccessAnswer, typed: string): readonly Candidate[] {
    const already = new Set([owner.id, ...grants.map(grant => grant.to.id)])
    return this.#everybody()
      .filter(person => !person.departed && !already.has(person.id) && matches(person, typed))
      .map(({ id, name, email }) => ({ id, name, detail: email, colour: colourOf(id) }))
  }

  #everybody(): readonly Person[] {
    const listing = this.people.list.state.get()
    return listing.kind === "ready" ? listing.items : []
  }

  async #give(id: Person["id"], role: GrantedRole): Promise<void> {
    const { share, roles } = words().shell
    const name = this.#everybody().find(person => person.id === id)?.name ?? ""
    const known = this.access?.answer.get()?.grants.some(grant => grant.to.id === id) ?? false
    await this.#try(() => this.access?.give(id, role), known ? share.changed(name, roles[role]) : share.added(name))
  }

  async #revoke(grant: Grant): Promise<void> {
    await this.#try(() => this.access?.revoke(grant.id), words().shell.share.removed(grant.to.name))
  }

  async #try(attempt: () => Promise<void> | undefined, said: string): Promise<void> {
    try {
      await attempt()
      this.refused = undefined
      this.said = said
    } catch (error) {
      this.refused = error
    }
  }

  #copyLink = (): void => {
    void new FileActions(this.files, this.notices).copyLink(this.fileId)
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent("sheaf-close"))
  }
}

/** The roles that I may give; and the one that is given already, so that the field shows what is. */
function roleOptions(
  answer: AccessAnswer,
  chosen: GrantedRole,
  labels: Readonly<Record<GrantedRole, string>>,
): readonly TemplateResult[] {
  return GRANTED_ROLES.filter(role => role === chosen || mayGrant(answer.role, role)).map(
    role => html`<option value=${role} .selected=${role === chosen}>${labels[role]}</option>`,
  )
}

function grantedRole(value: string): GrantedRole {
  return GRANTED_ROLES.find(role => role === value) ?? "viewer"
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-share-dialog": ShareDialog
  }
}
