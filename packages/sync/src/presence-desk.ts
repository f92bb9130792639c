import type { PersonId } from "@sheaf/domain"
import type { Connection } from "./connection.ts"
import { presencePacket } from "./packet.ts"
import { encodePresence, type PresenceEntry, readPresence, stamp } from "./presence.ts"
import { TokenBucket } from "./token-bucket.ts"

/** States a second that one connection may send on; what comes faster is not lost: the newest follows when its turn comes. */
const RATE = { burst: 10, perSecond: 10 }

export interface PresencePorts {
  readonly now: () => number
  readonly later: (ms: number, act: () => void) => void
}

interface Present extends PresenceEntry {
  readonly connection: Connection
}

/**
 * Who is where in one file, as the server knows it (rule S12): one entry a connection, under its own client only, with the person's name and
 * colour written by the server, gone with the connection. The shared map of y-protocols never shrinks, and anybody can write anybody's
 * entry in it.
 */
export class PresenceDesk {
  readonly #ports: PresencePorts
  readonly #changedSome: () => void
  readonly #present = new Map<number, Present>()
  readonly #changed = new Map<number, PresenceEntry>()
  readonly #buckets = new WeakMap<Connection, TokenBucket>()
  readonly #waiting = new Map<Connection, PresenceEntry>()
  /** Clients that were here: plain clients repeat what they heard of others, who may have left. */
  readonly #former = new Map<number, PersonId>()

  constructor(ports: PresencePorts, changedSome: () => void) {
    this.#ports = ports
    this.#changedSome = changedSome
  }

  /** `writerOf` tells whose a client is, if anybody wrote under it. Throws `Malformed`. */
  receive(connection: Connection, update: Uint8Array, writerOf: (client: number) => PersonId | undefined): void {
    for (const entry of readPresence(update)) {
      if (this.#isOwn(connection, entry, writerOf)) this.#take(connection, entry)
    }
  }

  /** Everybody who is here, for one who joins or asks; undefined when nobody is. */
  all(): Uint8Array | undefined {
    return this.#present.size === 0 ? undefined : encodePresence([...this.#present.values()])
  }

  /** What changed since the last call; undefined when nothing did. */
  takeChanges(): Uint8Array | undefined {
    if (this.#changed.size === 0) return undefined
    const update = encodePresence([...this.#changed.values()])
    this.#changed.clear()
    return update
  }

  tell(connection: Connection): void {
    connection.outlet.send([presencePacket(this.all() ?? encodePresence([]))])
  }

  leave(connection: Connection): void {
    this.#waiting.delete(connection)
    const client = connection.presenceClient
    const before = client === undefined ? undefined : this.#present.get(client)
    if (before?.connection === connection) this.#change(connection, { ...before, clock: before.clock + 1, state: null })
  }

  #isOwn(
    connection: Connection,
    { client, state }: PresenceEntry,
    writerOf: (client: number) => PersonId | undefined,
  ): boolean {
    if (connection.presenceClient !== undefined) return connection.presenceClient === client
    const { person } = connection.who
    const holder =
      this.#present.get(client)?.connection.who.person ?? this.#former.get(client) ?? writerOf(client) ?? person
    if (state === null || holder !== person) return false
    connection.presenceClient = client
    return true
  }

  #take(connection: Connection, entry: PresenceEntry): void {
    const wait = this.#bucketOf(connection).use(this.#waiting.has(connection) ? 0 : 1, this.#ports.now())
    if (wait === 0 && !this.#waiting.has(connection)) return this.#put(connection, entry)
    if (!this.#waiting.has(connection)) this.#ports.later(wait, () => this.#putWaiting(connection))
    this.#waiting.set(connection, entry)
  }

  #putWaiting(connection: Connection): void {
    const entry = this.#waiting.get(connection)
    this.#waiting.delete(connection)
    // It may have gone meanwhile, or another connection of the same person speaks for the client now.
    if (entry !== undefined && !connection.closed && connection.presenceClient === entry.client)
      this.#put(connection, entry)
  }

  #put(connection: Connection, entry: PresenceEntry): void {
    const before = this.#present.get(entry.client)
    if (before !== undefined && before.connection === connection && entry.clock < before.clock) return
    const state = entry.state === null ? null : stamp(entry.state, connection.who.present)
    if (state === undefined) return
    // The same person came back before the old socket was seen to be gone: the new one speaks from here on.
    if (before !== undefined && before.connection !== connection) before.connection.presenceClient = undefined
    this.#change(connection, { ...entry, state })
  }

  #change(connection: Connection, entry: PresenceEntry): void {
    if (entry.state === null) this.#present.delete(entry.client)
    else this.#present.set(entry.client, { ...entry, connection })
    this.#former.set(entry.client, connection.who.person)
    this.#changed.set(entry.client, entry)
    this.#changedSome()
  }

  #bucketOf(connection: Connection): TokenBucket {
    const bucket = this.#buckets.get(connection) ?? new TokenBucket(RATE, this.#ports.now())
    this.#buckets.set(connection, bucket)
    return bucket
  }
}
