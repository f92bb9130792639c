import type { FileId, PersonId, SessionId } from "@sheaf/domain"
import type { Stop } from "@sheaf/std"

/** What the parts of the server tell each other after a commit. A hint: who misses one finds the truth in the store. */
export type BusEvent =
  /** Who may do what with the file changed: rooms look again at everybody connected. */
  | { readonly kind: "access-changed"; readonly file: FileId }
  /** Something that lists show of a file changed. `for` are those who see it now or saw it until now. */
  | { readonly kind: "file-changed"; readonly file: FileId; readonly for: readonly PersonId[] }
  | { readonly kind: "people-changed" }
  /** These sessions are over: their sockets close with 4401. */
  | { readonly kind: "sessions-ended"; readonly sessions: readonly SessionId[] }

export interface Bus {
  publish(event: BusEvent): void
  subscribe(listener: (event: BusEvent) => void): Stop
}
