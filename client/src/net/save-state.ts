import { mayEdit, type Role } from "@sheaf/domain"
import type { Standing } from "@sheaf/sync"
import type { SaveState } from "./document-connection.ts"

/** All that decides what the page says about saving. */
export interface SaveFacts {
  readonly standing: Standing
  readonly role: Role | undefined
  readonly connected: boolean
  /** Everything written is stored on this device. */
  readonly safe: boolean
  /** An acknowledgement has been waited for so long that the connection is probably dead, though nobody has said so. */
  readonly stalled: boolean
  /** The server's store did not take it when the connection ended. */
  readonly storeDown: boolean
}

/** What the page says about saving: never more than is known (rule S15). */
export function saveStateOf({ standing, role, connected, safe, stalled, storeDown }: SaveFacts): SaveState {
  if (standing.kind === "refused") return { kind: "refused", reason: standing.code }
  if (standing.kind === "pending") {
    if (storeDown) return { kind: "refused", reason: "store-down" }
    return (connected && !stalled) || !safe ? { kind: "saving" } : { kind: "on-device" }
  }
  if (role !== undefined && !mayEdit(role)) return { kind: "read-only" }
  if (standing.kind === "settled") return { kind: "saved" }
  return connected ? { kind: "connecting" } : { kind: "offline" }
}
