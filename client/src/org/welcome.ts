import { html, type TemplateResult } from "lit"
import { LANGUAGES, language, setLanguage, words } from "../i18n/language.ts"
import type { ThemeChoice } from "../state/theme.ts"
import { icon } from "../ui/icons.ts"
import { mark } from "../ui/mark.ts"

interface Welcome {
  readonly heading: string
  readonly lead?: string
  readonly form: TemplateResult
  readonly theme: { choose(choice: ThemeChoice): void }
}

/** The two pages before one is in look alike: the mark, a heading, one card, and the choice of language and theme below. */
export function welcome({ heading, lead, form, theme }: Welcome): TemplateResult {
  return html`
    <div class="welcome">
      <header>
        ${mark()}
        <h1 tabindex="-1">${heading}</h1>
        ${lead === undefined ? "" : html`<p>${lead}</p>`}
      </header>
      <div class="card">${form}</div>
      <footer>${languageChoice()} ${themeSwitch(theme)}</footer>
    </div>
  `
}

function languageChoice(): TemplateResult {
  const { nav, languages } = words().shell
  return html`
    <div class="choice" role="group" aria-label=${nav.language}>
      ${LANGUAGES.map(
        choice => html`
          <button
            class="button quiet"
            type="button"
            lang=${choice}
            aria-pressed=${choice === language() ? "true" : "false"}
            @click=${() => setLanguage(choice)}
          >
            ${languages[choice]}
          </button>
        `,
      )}
    </div>
  `
}

/** From what is seen now to its opposite: nobody who is not in yet needs "as the system", which it is until pressed. */
function themeSwitch(theme: Welcome["theme"]): TemplateResult {
  const dark = document.documentElement.dataset.theme === "dark"
  const next: ThemeChoice = dark ? "light" : "dark"
  return html`
    <button class="button quiet" type="button" @click=${() => theme.choose(next)}>
      ${icon(dark ? "sun" : "moon")} ${words().shell.themes[next]}
    </button>
  `
}
