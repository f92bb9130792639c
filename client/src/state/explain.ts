import { Refused } from "@sheaf/domain"
import { words } from "../i18n/language.ts"
import { Offline } from "../net/api.ts"

/** What happened, what is safe and what to do, in the reader's language, for anything that a call may reject with. */
export function explain(error: unknown): string {
  const { shell } = words()
  if (error instanceof Offline) return shell.offlineRefusal
  if (!(error instanceof Refused)) return shell.refusals.internal
  const text = shell.refusals[error.code]
  const { retryAfter } = error.details
  return retryAfter === undefined ? text : `${text} ${shell.tryAgainIn(Math.ceil(retryAfter))}`
}

/** What is wrong with one field of a form, if it is that field that was refused. */
export function faultOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof Refused)) return undefined
  if (error.code === "email-taken" && field === "email") return words().shell.refusals["email-taken"]
  const fault = error.details.fields?.[field]
  if (fault === undefined) return undefined
  const faults: Readonly<Record<string, string>> = words().shell.faults
  return faults[fault] ?? words().shell.faults.other
}

/** The whole of what was refused, unless it is said at the fields already. */
export function formFault(error: unknown, fields: readonly string[]): string | undefined {
  if (error === undefined || fields.some(field => faultOf(error, field) !== undefined)) return undefined
  return explain(error)
}
