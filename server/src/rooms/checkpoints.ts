import { createHash } from "node:crypto"
import type { Compacted, NewRow, Room, Row } from "@sheaf/sync"
import type { Logger } from "pino"
import type { Store } from "../ports/store.ts"
import type { Compactor } from "./compactor.ts"

export interface CheckpointDeps {
  readonly store: Store
  readonly log: Logger
  readonly compactor: Compactor
  /** The history of the room's file was replaced: everybody begins anew. */
  readonly replaced: (room: Room) => Promise<void>
}

/** Rows that one job reads at the most: the rest is for the next. */
const ROWS = 100_000
/** A tail of this many bytes is put together even while people write; so is one as large as the checkpoint itself. */
const LARGE = 8 * 1024 * 1024
/** So many new shared types at once are what an attack by nesting needs, and little else: they are looked at without delay. */
const MANY_TYPES = 1000

/** Makes checkpoints in the background, one file at a time, and takes out of the log what breaks the rules of the content. */
export class Checkpoints {
  readonly #deps: CheckpointDeps
  readonly #waiting = new Set<Room>()
  /** Heads at which a file could not be put together, so that it is not tried over and over. */
  readonly #failedAt = new WeakMap<Room, number>()
  #running: Promise<void> | undefined

  constructor(deps: CheckpointDeps) {
    this.#deps = deps
  }

  /** Puts the room's log together if that is worth it now. `quiet`: milliseconds since its last row. */
  consider(room: Room, quiet: number): void {
    if (this.#failedAt.get(room) === room.head || !isDue(room, quiet)) return
    this.#waiting.add(room)
    this.#running ??= this.#run()
  }

  /** Waits for the job under way and forgets the others. */
  async close(): Promise<void> {
    this.#waiting.clear()
    await this.#running
    await this.#deps.compactor.close()
  }

  async #run(): Promise<void> {
    for (const room of this.#waiting) {
      this.#waiting.delete(room)
      try {
        await this.#make(room)
      } catch (error) {
        this.#failedAt.set(room, room.head)
        this.#deps.log.error(
          { err: error, file: room.file },
          "a checkpoint could not be made; the log goes on without it",
        )
      }
    }
    this.#running = undefined
  }

  async #make(room: Room): Promise<void> {
    const { store, compactor } = this.#deps
    const { fence } = room
    const base = await store.checkpoint(room.file)
    const rows = await store.readSince(room.file, base?.seq ?? 0, ROWS)
    const last = rows.at(-1)
    if (last === undefined) return
    const compaction = await compactor.compact(
      base?.update,
      rows.map(row => row.update),
      room.rules,
    )
    if (compaction.kind === "broken") return this.#quarantine(room, base?.update, base?.seq ?? 0, rows, compaction.rule)
    const checkpoint = { epoch: fence.epoch, seq: last.seq, ...compaction.state, sha256: sha256(compaction.state) }
    if (await store.putCheckpoint(room.file, checkpoint)) {
      const { update, ...rest } = checkpoint
      room.adopt(rest, update.length)
    }
  }

  /**
   * Somebody's edits break what every reader relies on. Their rows from the first bad one on leave the log; the rows of everybody else
   * stay, if the content is sound without the others.
   */
  async #quarantine(
    room: Room,
    base: Uint8Array | undefined,
    baseSeq: number,
    rows: readonly Row[],
    rule: string,
  ): Promise<void> {
    const { store, compactor, log } = this.#deps
    const separation = await compactor.separate(
      base,
      rows.map(({ person, update }) => ({ person, update })),
      room.rules,
    )
    const offender = separation === undefined ? undefined : rows[separation.firstBad]
    if (separation === undefined || offender === undefined) return
    log.warn({ file: room.file, person: offender.person, rule, seq: offender.seq }, "rows were put into quarantine")
    const keep = rows[separation.firstBad - 1]?.seq ?? baseSeq
    const survivors = separation.survivors.flatMap(index => rows[index] ?? [])
    const { person } = offender
    room.closeThose(connection => connection.who.person === person, "malformed", rule)
    const fence = await store.quarantine(
      room.file,
      room.fence,
      keep,
      survivors.map(withoutNumber),
      `${rule}; by ${person}`,
    )
    // The fence had moved: the next look finds the same rows again.
    if (fence !== undefined) await this.#deps.replaced(room)
  }
}

const withoutNumber = ({ person, at, update }: Row): NewRow => ({ person, at, update })

function isDue(room: Room, quiet: number): boolean {
  const { rows, bytes, types } = room.sinceCheckpoint
  if (rows === 0) return false
  if (types >= MANY_TYPES || bytes >= Math.max(LARGE, room.checkpointBytes)) return true
  if (quiet >= 2_000 && (rows >= 500 || bytes >= 64 * 1024)) return true
  return room.idle && quiet >= 5_000 && rows >= 20
}

const sha256 = (state: Compacted): string => createHash("sha256").update(state.update).digest("hex")
