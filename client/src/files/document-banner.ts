import { html, nothing, type TemplateResult } from "lit"
import { words } from "../i18n/language.ts"
import { addresses } from "../state/addresses.ts"
import type { Ended, SaveState } from "../state/document-connection.ts"
import "../ui/banner.ts"

/** How an open document stands, as far as a banner has to say it. */
export interface Standing {
  readonly ended: Ended | undefined
  readonly saveState: SaveState
  readonly trashed: boolean
  /** It could be written in until a moment ago. */
  readonly becameReadOnly: boolean
  readonly mayRestore: boolean
}

export interface BannerActs {
  readonly restore: () => void
}

/** The one banner over the document that matters most now. */
export function documentBanner(standing: Standing, acts: BannerActs): TemplateResult | typeof nothing {
  const { document } = words().shell
  if (standing.ended !== undefined) return endedBanner(standing.ended)
  if (standing.saveState.kind === "refused")
    return html`<sheaf-banner tone="refused" icon="cloudAlert" heading=${document.refused[standing.saveState.reason]}></sheaf-banner>`
  if (standing.trashed) return trashedBanner(standing.mayRestore, acts)
  if (!standing.becameReadOnly) return nothing
  return html`<sheaf-banner icon="eye" heading=${document.readOnlyNow}>${document.readOnlyNowText}</sheaf-banner>`
}

function trashedBanner(mayRestore: boolean, { restore }: BannerActs): TemplateResult {
  const { document, files } = words().shell
  return html`
    <sheaf-banner tone="quiet" icon="trash" heading=${`${document.trashedTitle}${document.stop}`}>
      ${document.trashedText}
      ${mayRestore ? html`<button class="button" slot="actions" @click=${restore}>${files.restore}</button>` : nothing}
    </sheaf-banner>
  `
}

function endedBanner(ended: Ended): TemplateResult | typeof nothing {
  const { document, faultPage } = words().shell
  switch (ended.kind) {
    case "signed-out":
      return nothing // The page as a whole says so, and offers to sign in.
    case "access-ended":
      return html`
        <sheaf-banner tone="refused" icon="alert" heading=${document.accessEnded}>
          ${document.accessEndedText}
          <a class="button" slot="actions" href=${addresses.views.recent}>${faultPage.home}</a>
        </sheaf-banner>
      `
    case "history-replaced":
      return reloadBanner(document.historyReplaced, document.historyReplacedText)
    case "page-too-old":
      return reloadBanner(document.pageTooOld, document.pageTooOldText)
    case "broken":
      return reloadBanner(document.broken, document.brokenText)
  }
}

function reloadBanner(heading: string, text: string): TemplateResult {
  return html`
    <sheaf-banner icon="refresh" heading=${heading}>
      ${text}
      <button class="button" slot="actions" @click=${() => location.reload()}>${words().shell.document.reload}</button>
    </sheaf-banner>
  `
}
