import { words } from "../i18n/language.ts"
import { apiOver } from "../net/api.ts"
import { forgetCopies } from "../net/device-copy.ts"
import { later } from "../net/later.ts"
import { browserLivePorts, Live } from "../net/live.ts"
import { documentOpener } from "../net/open-document.ts"
import { remembering } from "../net/remembering.ts"
import { Connection } from "../state/connection.ts"
import { Files } from "../state/files.ts"
import { LeaveGuard } from "../state/leave-guard.ts"
import { Notices } from "../state/notices.ts"
import { People } from "../state/people.ts"
import { Session } from "../state/session.ts"
import { Theme } from "../state/theme.ts"
import { Router } from "./router.ts"

/** Everything that a page is made of, put together in one place. */
export function compose() {
  const server = apiOver({ fetch: (...request) => fetch(...request), onSignedOut: () => session.lost() })
  const call = remembering(server, { storage: localStorage, left: person => void forgetCopies(person) })
  const session = new Session(call)
  const files = new Files(call)
  const people = new People(call)
  const guard = new LeaveGuard()
  const connection = new Connection(new Live(browserLivePorts()), {
    later,
    onEvent: event => {
      if (event.kind === "file") return files.heard(event.id)
      if (event.kind === "hello") files.refresh()
      people.refresh()
    },
    onDown: () => void session.check(),
  })
  return {
    call,
    session,
    files,
    people,
    connection,
    openDocument: documentOpener(call),
    guard,
    notices: new Notices(later),
    theme: new Theme(localStorage),
    router: new Router(guard, () => confirm(words().shell.document.leaveUnsaved)),
  }
}
export type Composed = ReturnType<typeof compose>
