import type { PersonId } from "@sheaf/domain"
import { DeleteSet, decodeDeletes, decodeStateVector } from "./delete-set.ts"
import type { Claim, LogState } from "./journal.ts"
import type { ContentRules } from "./rules.ts"
import { type Block, type DeleteRange, type Scanned, scan } from "./scan.ts"
import { encodeStateVector } from "./update-bytes.ts"

/** What of an update is new: only this goes into the log. */
export interface News {
  readonly blocks: readonly Block[]
  readonly deletes: readonly DeleteRange[]
}

interface Ahead {
  readonly clocks: Map<number, number>
  readonly writers: Map<number, PersonId>
  deleted: DeleteSet | undefined
}

/** What is in the log was checked when it came in: it is walked only to find what is where. */
const LOGGED: ContentRules = {
  roots: { has: () => true },
  elements: { has: () => true },
  types: { has: () => true },
  elementsUnderRoot: false,
  nesting: Number.POSITIVE_INFINITY,
}

export const scanLogged = (update: Uint8Array): Scanned => scan(update, LOGGED, () => Number.MAX_SAFE_INTEGER)

/**
 * What the log of one file holds, without a `Y.Doc`: the clock of each client, who writes under it, and what is deleted. Frames that are
 * taken but not on disk yet count too (`ahead`): what the room tells others never includes them, and when an append is fenced they are
 * taken back.
 */
export class KnownState {
  readonly #clocks: Map<number, number>
  readonly #writers = new Map<number, PersonId>()
  /** Taken and not on disk; undefined while there is nothing, because thousands of rooms are mostly at rest. */
  #ahead: Ahead | undefined
  /** Built when the first delete comes; many files never see one while they are open. */
  #deleted: DeleteSet | undefined
  /** Deletes that are known but not in `#deleted` yet. */
  #undigested: DeleteRange[] | undefined
  #checkpointDeletes: Uint8Array | undefined
  #encoded: Uint8Array | undefined

  constructor(state: LogState) {
    this.#clocks = state.checkpoint === undefined ? new Map() : decodeStateVector(state.checkpoint.stateVector)
    this.#checkpointDeletes = state.checkpoint?.deleteSet
    for (const { client, person } of state.claims) this.#writers.set(client, person)
    for (const row of state.tail) this.commit(scanLogged(row.update), [])
  }

  /** The clock up to which `client` is known, frames on their way to the disk included. */
  readonly clockOf = (client: number): number => this.#ahead?.clocks.get(client) ?? this.#clocks.get(client) ?? 0

  /** Who wrote under `client` first: nobody else ever may (rule S7). */
  writerOf(client: number): PersonId | undefined {
    return this.#writers.get(client) ?? this.#ahead?.writers.get(client)
  }

  /** What of `scanned` is not known yet (rules S10, S11): a synced client repeats its whole delete set, for instance. */
  newsOf(scanned: Scanned): News {
    return {
      blocks: scanned.blocks.filter(block => block.end > this.clockOf(block.client)),
      deletes: scanned.deletes.length === 0 ? scanned.deletes : this.#missing(scanned.deletes),
    }
  }

  /** Counts frames in that are taken but not on disk. */
  anticipate(news: News, person: PersonId): void {
    this.#ahead ??= { clocks: new Map(), writers: new Map(), deleted: undefined }
    const ahead = this.#ahead
    for (const block of news.blocks) {
      ahead.clocks.set(block.client, Math.max(block.end, this.clockOf(block.client)))
      if (this.writerOf(block.client) === undefined) ahead.writers.set(block.client, person)
    }
    if (news.deletes.length > 0) ahead.deleted ??= new DeleteSet()
    for (const range of news.deletes) ahead.deleted?.add(range)
  }

  /** Forgets everything anticipated: it will be taken again, or refused. */
  retract(): void {
    this.#ahead = undefined
  }

  /** This is on disk, and `claims` with it. */
  commit({ blocks, deletes }: News, claims: readonly Claim[]): void {
    for (const { client, end } of blocks) if (end > (this.#clocks.get(client) ?? 0)) this.#clocks.set(client, end)
    for (const { client, person } of claims) this.#writers.set(client, person)
    for (const range of deletes) {
      if (this.#deleted !== undefined) this.#deleted.add(range)
      else if (this.#undigested !== undefined) this.#undigested.push(range)
      else this.#undigested = [range]
    }
    this.#encoded = undefined
  }

  /** Clients that these blocks write under for the first time. */
  newClaims(blocks: readonly Block[], person: PersonId): Claim[] {
    return blocks.filter(block => !this.#writers.has(block.client)).map(block => ({ client: block.client, person }))
  }

  /** The state vector of what is on disk: what a SyncStep1 of the server says. */
  get stateVector(): Uint8Array {
    this.#encoded ??= encodeStateVector(this.#clocks)
    return this.#encoded
  }

  #missing(deletes: readonly DeleteRange[]): readonly DeleteRange[] {
    const deleted = this.#digest()
    const ahead = this.#ahead?.deleted
    const missing = deletes.flatMap(range => deleted.missing(range))
    const news = ahead === undefined ? missing : missing.flatMap(range => ahead.missing(range))
    const same = news.length === deletes.length && news.every((range, i) => range === deletes[i])
    return same ? deletes : news
  }

  #digest(): DeleteSet {
    const deleted = this.#deleted ?? new DeleteSet()
    this.#deleted = deleted
    if (this.#checkpointDeletes !== undefined)
      for (const range of decodeDeletes(this.#checkpointDeletes)) deleted.add(range)
    this.#checkpointDeletes = undefined
    for (const range of this.#undigested ?? []) deleted.add(range)
    this.#undigested = undefined
    return deleted
  }
}
