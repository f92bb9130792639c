import type { Standing } from "@sheaf/domain"
import { html, type TemplateResult } from "lit"
import { words } from "../i18n/language.ts"
import { choices } from "../ui/choices.ts"

interface StandingField {
  readonly of: readonly Standing[]
  readonly chosen: Standing
  readonly choose: (standing: Standing) => void
}

/** What a person may do in the organisation, with what that means in words. */
export function standingField(of: StandingField): TemplateResult {
  const { people, standings } = words().shell
  return html`
    <div class="field">
      ${choices({ label: people.standing, name: "standing", labels: standings, ...of })}
      <p class="hint">${people.standingHints[of.chosen]}</p>
    </div>
  `
}
