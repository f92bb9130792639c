import { createContext } from "@lit/context"
import type { CallApi } from "../net/api.ts"
import type { Connection } from "./connection.ts"
import type { OpenDocument } from "./document-connection.ts"
import type { Files } from "./files.ts"
import type { LeaveGuard } from "./leave-guard.ts"
import type { Notices } from "./notices.ts"
import type { People } from "./people.ts"
import type { Session } from "./session.ts"
import type { Theme } from "./theme.ts"

/** Goes to an address of this page; `replace` leaves no step to go back to. */
export type Go = (address: string, options?: { readonly replace?: boolean }) => void

/** What elements ask of the page around them: several small things, each by its own name. `app/` provides them. */
export const callContext = createContext<CallApi>("call")
export const sessionContext = createContext<Session>("session")
export const filesContext = createContext<Files>("files")
export const peopleContext = createContext<People>("people")
export const noticesContext = createContext<Notices>("notices")
export const themeContext = createContext<Theme>("theme")
export const connectionContext = createContext<Connection>("connection")
export const openDocumentContext = createContext<OpenDocument>("open-document")
export const leaveGuardContext = createContext<LeaveGuard>("leave-guard")
export const goContext = createContext<Go>("go")
