import { never } from "@sheaf/std"
import { html, nothing, type TemplateResult } from "lit"
import { keyed } from "lit/directives/keyed.js"
import { words } from "../i18n/language.ts"
import type { SessionState } from "../state/session.ts"
import type { Composed } from "./compose.ts"
import type { Page } from "./routes.ts"
import "../files/document-page.ts"
import "../files/files-page.ts"
import "../org/people-page.ts"
import "../org/settings-page.ts"
import "../org/setup-page.ts"
import "../org/sign-in-form.ts"
import "../org/sign-in-page.ts"
import "./fault-page.ts"
import { loadDocumentParts } from "./load-parts.ts"

/** Whether the sidebar belongs around what is shown: only for those who are, or were a moment ago, signed in. */
export function isFramed({ session }: Composed): boolean {
  const { kind } = session.state.get()
  return kind === "signed-in" || kind === "ended"
}

/** What the window is called; `named` is what the page shown calls itself. */
export function titleOf({ session, router }: Composed, named: string): string {
  const { product } = words().shell
  const title = named || titleAt(session.state.get(), router.page.get())
  return title === product ? product : `${title} · ${product}`
}

function titleAt(state: SessionState, page: Page): string {
  const { shell } = words()
  if (state.kind === "setup") return shell.setup.title
  if (state.kind === "signed-out") return shell.signIn.title
  if (state.kind === "unreachable" || state.kind === "starting") return shell.product
  switch (page.kind) {
    case "files":
      return shell.files.titles[page.view]
    case "people":
      return shell.people.title
    case "settings":
      return shell.settings.title
    case "unknown":
      return shell.faultPage.unknownTitle
    default:
      return shell.product
  }
}

/** The element of the place that is shown, by who looks and by the address. */
export function pageTemplate({ session, router }: Composed): TemplateResult | typeof nothing {
  const state = session.state.get()
  switch (state.kind) {
    case "starting":
      return nothing
    case "unreachable":
      return html`<sheaf-fault-page .error=${state.error}></sheaf-fault-page>`
    case "setup":
      return html`<sheaf-setup-page></sheaf-setup-page>`
    case "signed-out":
      return html`<sheaf-sign-in-page organisation=${state.organisation}></sheaf-sign-in-page>`
    case "signed-in":
    case "ended":
      return placeTemplate(router.page.get())
    default:
      return never(state)
  }
}

function placeTemplate(page: Page): TemplateResult | typeof nothing {
  switch (page.kind) {
    case "files":
      return html`<sheaf-files-page .view=${page.view}></sheaf-files-page>`
    case "document":
      loadDocumentParts()
      // Another document is another element: nothing of the one before it may linger.
      return html`${keyed(page.id, html`<sheaf-document-page .fileId=${page.id}></sheaf-document-page>`)}`
    case "people":
      return html`<sheaf-people-page></sheaf-people-page>`
    case "settings":
      return html`<sheaf-settings-page></sheaf-settings-page>`
    case "sign-in":
      return nothing // Signed in already; `follow-session.ts` sends them home.
    case "unknown":
      return html`<sheaf-fault-page></sheaf-fault-page>`
    default:
      return never(page)
  }
}
