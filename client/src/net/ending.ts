import { CLOSE, SIGNED_OUT } from "@sheaf/wire"
import type { Ended } from "./document-connection.ts"

/** What `ws` closes with when a message is far too large (RFC 6455); our own code is for what is only a little too large. */
const TOO_BIG = 1009

/** The connection is over for good: the server would only do the same again. */
export function isFinal(code: number): boolean {
  return isTooLarge(code) || (code >= 4400 && code < 4500)
}

export function isTooLarge(code: number): boolean {
  return code === TOO_BIG || code === CLOSE.tooLarge
}

/** Why the connection is over, from the code and reason that it was closed with. */
export function endOf(code: number, reason: string): Ended {
  switch (code) {
    case CLOSE.signedOut:
      return { kind: reason === SIGNED_OUT.session ? "signed-out" : "access-ended" }
    case CLOSE.gone:
      return { kind: "access-ended" }
    case CLOSE.epochReplaced:
      return { kind: "history-replaced" }
    case CLOSE.clientTooOld:
      return { kind: "page-too-old" }
    default:
      return { kind: "broken" }
  }
}
