import { createHash } from "node:crypto"
import type { Checkpoint, Compacted, NewRow, Room, Row } from "@sheaf/sync"
import type { Logger } from "pino"
import type { Store } from "../ports/store.ts"
import type { Compactor } from "./compactor.ts"
import { isDue, LookSchedule } from "./look-schedule.ts"

export interface CheckpointDeps {
  readonly store: Store
  readonly log: Logger
  readonly compactor: Compactor
  /** The history of the room's file was replaced: everybody begins anew. */
  readonly replaced: (room: Room) => Promise<void>
}

/** Rows that one job reads at the most: the rest is for the next. */
const ROWS = 100_000
/** A file that could not be put together is left alone for so long, in milliseconds: others have their turn. */
const RETRY = 5 * 60_000

/** The log of a file as one look saw it. */
interface Seen {
  readonly base: Checkpoint | undefined
  readonly rows: readonly Row[]
}

/**
 * Looks at the content of files as a whole, in the background, one at a time: makes checkpoints where that is worth it, and takes out of
 * the log what breaks the rules of the content (rule S13).
 */
export class Checkpoints {
  readonly #deps: CheckpointDeps
  readonly #looks = new LookSchedule()
  readonly #waiting = new Set<Room>()
  readonly #retryAt = new WeakMap<Room, number>()
  #running: Promise<void> | undefined
  #closing = false

  constructor(deps: CheckpointDeps) {
    this.#deps = deps
  }

  /** Looks at the room's content if that is worth it now. `quiet`: milliseconds since its last row. */
  consider(room: Room, quiet: number): void {
    const now = performance.now()
    if (this.#closing || !(isDue(room, quiet) || this.#looks.wants(room, quiet, now))) return
    if ((this.#retryAt.get(room) ?? 0) > now) return
    this.#waiting.add(room)
    this.#running ??= this.#run()
  }

  /** Whether the room's turn to be looked at is still to come: it must be considered again until it has come. */
  owes(room: Room): boolean {
    return this.#looks.owes(room)
  }

  /** Ends the job under way, if there is one: a checkpoint is only a cache. */
  async close(): Promise<void> {
    this.#closing = true
    this.#waiting.clear()
    await this.#deps.compactor.close()
    await this.#running
  }

  async #run(): Promise<void> {
    for (const room of this.#waiting) {
      this.#waiting.delete(room)
      try {
        await this.#look(room)
      } catch (error) {
        if (this.#closing) return
        this.#retryAt.set(room, performance.now() + RETRY)
        this.#deps.log.error({ err: error, file: room.file }, "a file could not be put together; its log goes on")
      }
    }
    this.#running = undefined
  }

  async #look(room: Room): Promise<void> {
    const { store, compactor } = this.#deps
    const { fence } = room
    const worthKeeping = isDue(room, 0) || isDue(room, Number.POSITIVE_INFINITY)
    const { base, rows } = await this.#read(room)
    const last = rows.at(-1)
    if (last === undefined) return
    const compaction = await compactor.compact(base?.update, updatesOf(rows), room.rules)
    if (compaction.kind === "broken") return this.#mend(room, { base, rows }, compaction.rule)
    this.#looks.sound(room, last.seq, performance.now())
    if (!worthKeeping) return
    const checkpoint = { epoch: fence.epoch, seq: last.seq, ...compaction.state, sha256: sha256(compaction.state) }
    if (await store.putCheckpoint(room.file, checkpoint)) {
      const { update, ...rest } = checkpoint
      room.adopt(rest, update.length)
    }
  }

  async #read({ file }: Room): Promise<Seen> {
    const base = await this.#deps.store.checkpoint(file)
    return { base, rows: await this.#deps.store.readSince(file, base?.seq ?? 0, ROWS) }
  }

  /** Somebody's edits break what every reader relies on: an edit of the server's deletes them, under the name of who made them. */
  async #mend(room: Room, { base, rows }: Seen, rule: string): Promise<void> {
    const { compactor, log } = this.#deps
    const mending = await compactor.mend(base?.update, authored(rows), room.rules)
    const offender = mending === undefined ? undefined : rows[mending.firstBad]
    if (mending === undefined || offender === undefined) return
    // Everybody left meanwhile: the file is looked at again when its next room opens.
    if (room.closed) return
    if (mending.deletes === undefined) return this.#quarantine(room, rule)
    const { person, seq } = offender
    log.warn({ file: room.file, person, rule, seq }, "content that breaks the rules was deleted")
    room.closeThose(connection => connection.who.person === person, "malformed", rule)
    room.write(mending.deletes, person)
  }

  /**
   * Deleting was not enough. Nothing more is written while it is found out whose, or what came meanwhile
   * would go with it.
   */
  async #quarantine(room: Room, rule: string): Promise<void> {
    room.freeze()
    try {
      while (!room.settled && !room.closed) await new Promise(resolve => setImmediate(resolve))
      await this.#replace(room, rule)
    } finally {
      room.thaw()
    }
  }

  /** Rows that broke the content, and those that cannot stand without them, leave the log; the rest stays. */
  async #replace(room: Room, rule: string): Promise<void> {
    const { store, compactor, log } = this.#deps
    const { base, rows } = await this.#read(room)
    const separation = await compactor.separate(base?.update, authored(rows), room.rules)
    const offender = separation === undefined ? undefined : rows[separation.firstBad]
    if (separation === undefined || offender === undefined) return
    const { person, seq } = offender
    const keep = rows[separation.firstBad - 1]?.seq ?? base?.seq ?? 0
    const survivors = separation.survivors.flatMap(index => rows[index] ?? []).map(withoutNumber)
    const seen = { ...room.fence, head: rows.at(-1)?.seq ?? keep }
    const fence = await store.quarantine(room.file, seen, keep, survivors, `${rule}; by ${person}`)
    // The log or the rights had changed after all: the next look finds the same rows again.
    if (fence === undefined) return
    log.warn({ file: room.file, person, rule, seq, kept: survivors.length }, "rows were put into quarantine")
    room.closeThose(connection => connection.who.person === person, "malformed", rule)
    await this.#deps.replaced(room)
  }
}

const withoutNumber = ({ person, at, update }: Row): NewRow => ({ person, at, update })
const authored = (rows: readonly Row[]) => rows.map(({ person, update }) => ({ person, update }))
const updatesOf = (rows: readonly Row[]): Uint8Array[] => rows.map(row => row.update)
const sha256 = (state: Compacted): string => createHash("sha256").update(state.update).digest("hex")
