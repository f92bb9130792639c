import { consume } from "@lit/context"
import { SignalWatcher } from "@lit-labs/signals"
import type { FileId } from "@sheaf/domain"
import { html, LitElement, nothing, render, type TemplateResult } from "lit"
import { customElement, property, state } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { later } from "../net/later.ts"
import { type Progress, uploadPicture } from "../net/upload.ts"
import { addresses } from "../state/addresses.ts"
import type { Connection } from "../state/connection.ts"
import {
  connectionContext,
  filesContext,
  type Go,
  goContext,
  leaveGuardContext,
  noticesContext,
  openDocumentContext,
  sessionContext,
} from "../state/contexts.ts"
import type { Ended, OpenDocument } from "../state/document-connection.ts"
import type { Files } from "../state/files.ts"
import type { LeaveGuard } from "../state/leave-guard.ts"
import type { Notices } from "../state/notices.ts"
import { OpenedDocument } from "../state/opened-document.ts"
import type { Session } from "../state/session.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import "../ui/empty.ts"
import { icon } from "../ui/icons.ts"
import "../ui/menu.ts"
import type { MenuEntry } from "../ui/menu.ts"
import { skeleton, skeletonCss } from "../ui/skeleton.ts"
import "../ui/top-bar.ts"
import { documentBanner } from "./document-banner.ts"
import { documentPageCss } from "./document-page.css.ts"
import "./document-title.ts"
import { FileActions, shownTitle } from "./file-actions.ts"
import "./presence.ts"
import "./save-state.ts"
import "./share-dialog.ts"
import "./unsaved.ts"

/** What this page asks of `<sheaf-editor>`, which another feature registers. */
interface TextEditor extends HTMLElement {
  showShortcuts(): void
}

/** What was typed and waits for a sign-in is not lost: it is on this device, or still here. */
const SIGNED_OUT: Ended = { kind: "signed-out" }

/** How long the chrome stays faded after the last key. */
const TYPING = 1_500

/**
 * The page of one document: title, where its text is saved, who is here, who may open it. The text itself is `<sheaf-editor>`, a
 * light child of this element, so that it stands in the document's own tree.
 */
@customElement("sheaf-document-page")
export class DocumentPage extends SignalWatcher(LitElement) {
  static override readonly styles = [base, button, skeletonCss, documentPageCss]

  @property() fileId!: FileId
  @state() private opened: OpenedDocument | undefined
  @state() private sharing = false
  @consume({ context: openDocumentContext }) private openDocument!: OpenDocument
  @consume({ context: sessionContext }) private session!: Session
  @consume({ context: filesContext }) private files!: Files
  @consume({ context: noticesContext }) private notices!: Notices
  @consume({ context: connectionContext }) private line!: Connection
  @consume({ context: leaveGuardContext }) private guard!: LeaveGuard
  @consume({ context: goContext }) private go!: Go
  readonly localized = new Localized(this)
  #given: TextEditor | undefined
  #typing: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.opened?.close()
    this.opened = undefined
    clearTimeout(this.#typing)
  }

  override willUpdate(): void {
    const me = this.session.person
    if (this.opened !== undefined || me === undefined || !this.isConnected) return
    const { files, line, guard, openDocument } = this
    this.opened = new OpenedDocument(this.fileId, me, { files, line, guard, openDocument, later })
  }

  override render() {
    const { opened } = this
    if (opened === undefined) return nothing
    if (opened.unavailable) return this.#unavailable()
    return html`
      ${this.#bar(opened)} ${this.#banner(opened)}
      <div class="body" @pointermove=${this.#stoppedTyping}>
        <div class="beside"><slot name="outline"></slot></div>
        <div class="column">
          ${this.#unsaved(opened)}
          ${
            opened.taken
              ? nothing
              : html`
                <sheaf-document-title .edit=${opened.title} ?locked=${!opened.mayWrite} ?known=${opened.file.get() !== undefined} @sheaf-into-text=${this.#intoText}></sheaf-document-title>
                ${opened.connection.loaded.get() ? nothing : skeleton(4)}
                <slot name="editor"></slot>
              `
          }
        </div>
      </div>
      <div class="status"><slot name="status"></slot></div>
      ${this.#share()}
    `
  }

  override updated(): void {
    render(this.#lightTemplate(), this, { host: this })
    // The parts around the editor are given it, and on the first time it is only there now.
    if (this.#editor !== this.#given) render(this.#lightTemplate(), this, { host: this })
    this.#given = this.#editor
    const title = this.opened === undefined ? "" : shownTitle({ title: this.opened.title.text.get() })
    this.dispatchEvent(new CustomEvent("sheaf-title", { detail: title, bubbles: true, composed: true }))
  }

  /** What has to stand in the document's own tree. The tags are registered by `app/`. */
  #lightTemplate(): TemplateResult | typeof nothing {
    const { opened } = this
    if (opened === undefined || opened.unavailable || !opened.connection.loaded.get()) return nothing
    if (opened.taken) return nothing
    return html`
      <sheaf-editor
        slot="editor"
        .replica=${opened.connection.replica}
        .editable=${opened.mayWrite}
        .storePicture=${this.#storePicture}
        @keydown=${this.#startedTyping}
      ></sheaf-editor>
      <sheaf-outline slot="outline" .editor=${this.#editor}></sheaf-outline>
      <sheaf-doc-status slot="status" .editor=${this.#editor}></sheaf-doc-status>
    `
  }

  #bar(opened: OpenedDocument): TemplateResult {
    const { document, nav } = words().shell
    const title = shownTitle({ title: opened.title.text.get() })
    return html`
      <sheaf-top-bar>
        <nav class="crumbs fades" aria-label=${document.where}>
          ${opened.trashed ? html`<a href=${addresses.views.trash}>${nav.trash}</a>` : html`<a href=${addresses.views.recent}>${document.home}</a>`}${icon("chevronRight")}<span aria-current="page">${title}</span>
        </nav>
        ${this.#away(opened) ? nothing : html`<sheaf-save-state .state=${opened.saveState}></sheaf-save-state>`}
        ${opened.taken ? nothing : this.#actions(opened)}
      </sheaf-top-bar>
    `
  }

  /** Nobody is signed in here, or it is no longer theirs to see: a banner says so, and nothing else speaks of the server. */
  #away(opened: OpenedDocument): boolean {
    return opened.taken || this.session.state.get().kind === "ended"
  }

  #actions(opened: OpenedDocument): TemplateResult {
    const { document } = words().shell
    return html`
        <sheaf-presence class="fades" slot="actions" .people=${opened.connection.people.get()}></sheaf-presence>
        ${
          this.#away(opened)
            ? nothing
            : html`<button class="button primary share fades" slot="actions" @click=${() => (this.sharing = true)}>${document.share}</button>`
        }
        <sheaf-menu class="fades" slot="actions" label=${document.menu} .entries=${this.#entries(opened)}></sheaf-menu>
    `
  }

  #banner(opened: OpenedDocument): TemplateResult | typeof nothing {
    const standing = {
      ended: opened.connection.ended.get(),
      saveState: opened.connection.saveState.get(),
      trashed: opened.trashed,
      becameReadOnly: opened.couldWrite.get() && !opened.mayWrite,
      mayRestore: opened.mayManage,
    }
    return documentBanner(standing, { restore: () => this.#actOn(opened, (acts, file) => acts.restore([file])) })
  }

  /** What was typed and is not saved, once it cannot be saved by waiting. */
  #unsaved(opened: OpenedDocument): TemplateResult | typeof nothing {
    const { ended, saveState } = opened.connection
    const lost =
      (ended.get() ?? SIGNED_OUT).kind !== SIGNED_OUT.kind ||
      saveState.get().kind === "refused" ||
      opened.couldWrite.get() !== opened.mayWrite
    const text = lost ? opened.connection.unsavedText() : ""
    if (text === "") return nothing
    return html`<sheaf-unsaved text=${text} heading=${shownTitle({ title: opened.title.text.get() })}></sheaf-unsaved>`
  }

  #unavailable(): TemplateResult {
    const { document, faultPage } = words().shell
    return html`
      <sheaf-top-bar></sheaf-top-bar>
      <h1 class="unseen" tabindex="-1">${document.unavailableTitle}</h1>
      <sheaf-empty icon="eye" heading=${document.unavailableTitle} text=${document.unavailableText}>
        <a class="button primary" href=${addresses.views.recent}>${faultPage.home}</a>
      </sheaf-empty>
    `
  }

  #share(): TemplateResult | typeof nothing {
    if (!this.sharing) return nothing
    return html`<sheaf-share-dialog .fileId=${this.fileId} heading=${shownTitle({ title: this.opened?.title.text.get() ?? "" })} @sheaf-close=${() => (this.sharing = false)}></sheaf-share-dialog>`
  }

  #entries(opened: OpenedDocument): readonly MenuEntry[] {
    const { document } = words().shell
    const copy = () => void new FileActions(this.files, this.notices).copyLink(this.fileId)
    const trash: readonly MenuEntry[] = [
      { kind: "line" },
      { kind: "action", label: document.trash, icon: "trash", danger: true, run: () => this.#trash(opened) },
    ]
    return [
      { kind: "action", label: document.copyLink, icon: "link", run: copy },
      { kind: "action", label: document.shortcuts, icon: "keyboard", run: () => this.#editor?.showShortcuts() },
      ...(opened.mayManage && !opened.trashed ? trash : []),
    ]
  }

  #trash(opened: OpenedDocument): void {
    this.#actOn(opened, async (acts, file) => {
      if (await acts.trash([file])) this.go(addresses.views.recent)
    })
  }

  #actOn(
    opened: OpenedDocument,
    act: (acts: FileActions, file: NonNullable<ReturnType<OpenedDocument["file"]["get"]>>) => Promise<unknown>,
  ): void {
    const file = opened.file.get()
    if (file !== undefined) void act(new FileActions(this.files, this.notices), file).then(() => opened.load())
  }

  get #editor(): TextEditor | undefined {
    return this.querySelector<TextEditor>("sheaf-editor") ?? undefined
  }

  #intoText = (): void => {
    this.#editor?.focus()
  }

  #storePicture = (picture: Blob, progress?: Progress) => uploadPicture(this.fileId, picture, progress)

  /** While one writes, the chrome steps back; a movement of the pointer brings it forth again. */
  #startedTyping = (event: KeyboardEvent): void => {
    if (event.key.length > 1 && event.key !== "Process") return
    this.toggleAttribute("typing", true)
    clearTimeout(this.#typing)
    this.#typing = setTimeout(this.#stoppedTyping, TYPING)
  }

  #stoppedTyping = (): void => {
    clearTimeout(this.#typing)
    this.removeAttribute("typing")
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-document-page": DocumentPage
  }
}
