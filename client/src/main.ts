import "./styles/tokens.css"
import "./styles/reset.css"
import "./styles/app.css"
import { App } from "./app/app.ts"
import { applyTheme } from "./app/apply-theme.ts"
import { compose } from "./app/compose.ts"
import { followSession } from "./app/follow-session.ts"
import { keepPage } from "./app/keep-page.ts"
import { loadDocumentPartsWhenIdle } from "./app/load-parts.ts"
import { markLanguage } from "./i18n/language.ts"

markLanguage()
const composed = compose()
applyTheme(composed.theme)
composed.router.start()
followSession(composed)
void composed.session.start()

const app = document.querySelector("sheaf-app")
if (app instanceof App) app.start(composed)
loadDocumentPartsWhenIdle()
keepPage()
