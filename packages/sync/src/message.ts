import { MESSAGE, SYNC } from "@sheaf/wire"
import { Cursor, Malformed } from "./cursor.ts"

/** What a client can say on `/sync/:fileId`. The bytes are views on the message. */
export type ClientMessage =
  /** "This is what I have": a state vector. */
  | { readonly kind: "step1"; readonly stateVector: Uint8Array }
  /** Content: an answer to our step 1, or an edit. */
  | { readonly kind: "update"; readonly update: Uint8Array }
  /** y-protocols awareness: an awareness update. */
  | { readonly kind: "presence"; readonly update: Uint8Array }
  | { readonly kind: "query-presence" }

/** Reads one message; it must be exactly one, with nothing behind it (rule S4). Throws {@link Malformed}. */
export function readMessage(bytes: Uint8Array): ClientMessage {
  const cursor = new Cursor(bytes)
  const message = readKind(cursor)
  if (!cursor.done) throw new Malformed("bytes after the message")
  return message
}

function readKind(cursor: Cursor): ClientMessage {
  switch (cursor.uint()) {
    case MESSAGE.sync:
      return readSync(cursor)
    case MESSAGE.awareness:
      return { kind: "presence", update: cursor.view() }
    case MESSAGE.queryAwareness:
      return { kind: "query-presence" }
    default:
      throw new Malformed("a message of an unknown kind")
  }
}

function readSync(cursor: Cursor): ClientMessage {
  switch (cursor.uint()) {
    case SYNC.step1:
      return { kind: "step1", stateVector: cursor.view() }
    case SYNC.step2:
    case SYNC.update:
      return { kind: "update", update: cursor.view() }
    default:
      throw new Malformed("a sync message of an unknown kind")
  }
}
