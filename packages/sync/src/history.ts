import { decodeDeletes, decodeStateVector } from "./delete-set.ts"
import type { Checkpoint, LogState, Row } from "./journal.ts"
import { type Packet, step2Packet, updatePacket } from "./packet.ts"
import { Tail } from "./tail.ts"
import { EMPTY_UPDATE, encodeDeletes } from "./update-bytes.ts"

/** The end of the answer to a step 1: upon it clients call themselves synced. */
const SYNCED = step2Packet(EMPTY_UPDATE)

/** A checkpoint as a room holds it: everything but the content, which is read when somebody needs it. */
export type CheckpointNote = Omit<Checkpoint, "update">

/** What a joiner is sent: the newest checkpoint as it is stored, and the log after it (rule S17). Nothing is merged for anybody. */
export class History {
  readonly #read: () => Promise<Checkpoint | undefined>
  readonly #tail: Tail
  #checkpoint: CheckpointNote | undefined
  #checkpointBytes: number
  #clocks: ReadonlyMap<number, number> | undefined
  #base: Packet | undefined
  #loading: Promise<void> | undefined

  /** `read` gets the newest checkpoint with its content. */
  constructor(state: LogState, read: () => Promise<Checkpoint | undefined>) {
    this.#read = read
    this.#tail = new Tail(state.tail)
    this.#checkpoint = state.checkpoint
    this.#checkpointBytes = state.checkpointBytes
  }

  /** Rows and bytes after the checkpoint, and shared types that they create. */
  get sinceCheckpoint(): { readonly rows: number; readonly bytes: number; readonly types: number } {
    return this.#tail
  }
  get checkpointBytes(): number {
    return this.#checkpointBytes
  }

  add(row: Pick<Row, "seq" | "update">): void {
    this.#tail.add(row)
  }

  /** The answer to a joiner that has `clocks`; undefined when the checkpoint's content has to be loaded first. */
  answerTo(clocks: ReadonlyMap<number, number>): readonly Packet[] | undefined {
    if (this.#checkpoint === undefined) return [...this.#tail.packets, SYNCED]
    this.#clocks ??= decodeStateVector(this.#checkpoint.stateVector)
    // It has every struct of the checkpoint, so only what the checkpoint deletes can be new to it.
    const base = includes(clocks, this.#clocks)
      ? updatePacket(encodeDeletes(decodeDeletes(this.#checkpoint.deleteSet)))
      : this.#base
    return base === undefined ? undefined : [base, ...this.#tail.packets, SYNCED]
  }

  /** Loads the checkpoint's content, once for all who wait for it. Rejects when the store does not answer or has none. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  /** A newer checkpoint is in the store: the log before it is no longer held here. */
  adopt(checkpoint: CheckpointNote, bytes: number): void {
    if (checkpoint.seq <= (this.#checkpoint?.seq ?? 0)) return
    this.#checkpoint = checkpoint
    this.#checkpointBytes = bytes
    this.#clocks = undefined
    this.#base = undefined
    this.#tail.dropThrough(checkpoint.seq)
  }

  /** Frees what can be had from the store again. */
  dropCaches(): void {
    this.#base = undefined
    this.#tail.dropEncoded()
  }

  async #load(): Promise<void> {
    const loaded = await this.#read()
    if (loaded === undefined) throw new Error("the store has lost the checkpoint")
    // A newer one may have been adopted meanwhile: then the next answer loads that.
    if (loaded.seq === this.#checkpoint?.seq) this.#base ??= updatePacket(loaded.update)
  }
}

function includes(clocks: ReadonlyMap<number, number>, needed: ReadonlyMap<number, number>): boolean {
  for (const [client, clock] of needed) if ((clocks.get(client) ?? 0) < clock) return false
  return true
}
