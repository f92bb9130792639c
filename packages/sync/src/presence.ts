import { createDecoder, readVarString } from "lib0/decoding"
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from "lib0/encoding"
import { Cursor, Malformed } from "./cursor.ts"
import { CLOCK_LIMIT } from "./scan.ts"
import { utf16Length } from "./utf8.ts"

/** What the server writes over whatever a client says of itself. */
export interface PresentPerson {
  readonly id: string
  readonly name: string
  readonly colour: number
}

/** One client's presence as it goes over the wire: `state` is JSON, `null` when it left. */
export interface PresenceEntry {
  readonly client: number
  readonly clock: number
  readonly state: string | null
}

/** Longest state that is passed on, in UTF-16 units of its JSON. */
export const PRESENCE_LIMIT = 4096

/** Reads an awareness update of y-protocols: `count, (client, clock, JSON)*`. Throws {@link Malformed}. */
export function readPresence(update: Uint8Array): PresenceEntry[] {
  const cursor = new Cursor(update)
  const count = cursor.uint()
  if (count > update.length) throw new Malformed("more entries than bytes")
  const entries: PresenceEntry[] = []
  for (let i = 0; i < count; i++) {
    const client = cursor.uint()
    const clock = cursor.uint()
    const at = cursor.at
    const start = cursor.span()
    utf16Length(update, start, cursor.at)
    const state = readVarString(createDecoder(update.subarray(at, cursor.at)))
    if (clock >= CLOCK_LIMIT) throw new Malformed("clock over the limit")
    entries.push({ client, clock, state: state === "null" ? null : state })
  }
  if (!cursor.done) throw new Malformed("bytes after the presence")
  return entries
}

export function encodePresence(entries: readonly PresenceEntry[]): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, entries.length)
  for (const { client, clock, state } of entries) {
    writeVarUint(encoder, client)
    writeVarUint(encoder, clock)
    writeVarString(encoder, state ?? "null")
  }
  return toUint8Array(encoder)
}

/**
 * A client's state with `user` as the server knows it (rule S12). Undefined when it is not an object or too long: it is then not passed
 * on, and that is all, because presence is never worth a closed connection.
 */
export function stamp(state: string, person: PresentPerson): string | undefined {
  if (state.length > PRESENCE_LIMIT) return undefined
  try {
    const said: unknown = JSON.parse(state)
    if (typeof said !== "object" || said === null || Array.isArray(said)) return undefined
    const stamped = JSON.stringify({ ...said, user: person })
    return stamped.length > PRESENCE_LIMIT ? undefined : stamped
  } catch {
    // Not JSON: the sender sees no presence of its own at the others, nobody else is harmed.
    return undefined
  }
}
