import type { Room } from "@sheaf/sync"

/** A tail of this many bytes is put together even while people write; so is one as large as the checkpoint itself. */
const LARGE = 8 * 1024 * 1024
/** So many new shared types at once are what an attack by nesting needs, and little else: they are looked at without delay. */
const MANY_TYPES = 1000

/** Whether a checkpoint is worth making. `quiet`: milliseconds since the last row. */
export function isDue(room: Room, quiet: number): boolean {
  const { rows, bytes, types } = room.sinceCheckpoint
  if (rows === 0) return false
  if (types >= MANY_TYPES || bytes >= Math.max(LARGE, room.checkpointBytes)) return true
  if (quiet >= 2_000 && (rows >= 500 || bytes >= 64 * 1024)) return true
  return room.idle && quiet >= 5_000 && rows >= 20
}

/** The pause after which new content is looked at, and the longest that it waits for one, in milliseconds. */
const PAUSE = 1_500
const LONGEST = 15_000
/** Between two looks at any files: a look is worth little beside what people do at the same time. */
const BETWEEN = 1_000
/** A file of 1 MB is looked at every 10 s at the most: what a look costs grows with it. */
const PER_BYTE = 10_000 / (1024 * 1024)

interface Looked {
  /** The content was sound up to this row. */
  readonly seq: number
  readonly at: number
}

/**
 * When content is looked at though no checkpoint is due. Most that would break a reader's page is refused when it comes, but that a
 * piece stands where it may is only seen in the whole.
 */
export class LookSchedule {
  readonly #looked = new WeakMap<Room, Looked>()
  readonly #newSince = new WeakMap<Room, number>()
  #last = Number.NEGATIVE_INFINITY

  /** Whether to look at the room now. */
  wants(room: Room, quiet: number, now: number): boolean {
    // Thousands of rooms ask in one sweep, and one of them may.
    if (now - this.#last < BETWEEN) return false
    if (!this.owes(room)) return false
    const looked = this.#looked.get(room)
    const since = this.#newSince.get(room) ?? now
    this.#newSince.set(room, since)
    if (quiet < PAUSE && now - since < LONGEST) return false
    if (looked !== undefined && now - looked.at < room.checkpointBytes * PER_BYTE) return false
    this.#last = now
    return true
  }

  /** Whether the room holds content that nobody has looked at. */
  owes(room: Room): boolean {
    return room.rules.elementsUnderRoot && room.sinceCheckpoint.rows > 0 && this.#looked.get(room)?.seq !== room.head
  }

  /** The content was found sound up to row `seq`. */
  sound(room: Room, seq: number, now: number): void {
    this.#looked.set(room, { seq, at: now })
    this.#newSince.delete(room)
  }
}
