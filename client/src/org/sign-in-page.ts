import { consume } from "@lit/context"
import { SignalWatcher } from "@lit-labs/signals"
import { html, LitElement } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { themeContext } from "../state/contexts.ts"
import type { Theme } from "../state/theme.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import { markCss } from "../ui/mark.ts"
import "./sign-in-form.ts"
import { welcomeCss } from "./welcome.css.ts"
import { welcome } from "./welcome.ts"

/** For those who are not in: shown at whatever address they came to, which shows itself once they are. */
@customElement("sheaf-sign-in-page")
export class SignInPage extends SignalWatcher(LitElement) {
  static override readonly styles = [base, button, markCss, welcomeCss]

  @property() organisation = ""
  @consume({ context: themeContext }) private theme!: Theme
  readonly localized = new Localized(this)

  override render() {
    this.theme.choice.get() // The switch below shows the other one.
    const { signIn } = words().shell
    return welcome({
      heading: this.organisation === "" ? signIn.title : signIn.titleOf(this.organisation),
      form: html`<sheaf-sign-in-form></sheaf-sign-in-form>`,
      theme: this.theme,
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-sign-in-page": SignInPage
  }
}
