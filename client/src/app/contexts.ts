import { type Context, ContextProvider } from "@lit/context"
import type { ReactiveElement } from "lit"
import {
  callContext,
  connectionContext,
  filesContext,
  goContext,
  leaveGuardContext,
  noticesContext,
  openDocumentContext,
  peopleContext,
  sessionContext,
  themeContext,
} from "../state/contexts.ts"
import type { Composed } from "./compose.ts"

/** Gives everything below `host` what it may ask for. */
export function provide(host: ReactiveElement, composed: Composed): void {
  const give = <T>(context: Context<unknown, T>, initialValue: T) =>
    new ContextProvider(host, { context, initialValue })
  give(callContext, composed.call)
  give(sessionContext, composed.session)
  give(filesContext, composed.files)
  give(peopleContext, composed.people)
  give(noticesContext, composed.notices)
  give(themeContext, composed.theme)
  give(connectionContext, composed.connection)
  give(openDocumentContext, composed.openDocument)
  give(leaveGuardContext, composed.guard)
  give(goContext, composed.router.go)
}
