import type { Row } from "./journal.ts"
import { scanLogged } from "./known-state.ts"
import { Merger } from "./merger.ts"
import { type Packet, updatePacket } from "./packet.ts"

interface TailRow {
  readonly seq: number
  readonly update: Uint8Array
  readonly types: number
}

/** The log after the newest checkpoint, ready to be sent to whoever joins: put together as rows come, encoded when it is asked for. */
export class Tail {
  #rows: TailRow[] = []
  #merger = new Merger()
  #packets: readonly Packet[] | undefined
  #bytes = 0
  #types = 0

  constructor(rows: readonly Row[]) {
    for (const row of rows) this.add(row)
  }

  get rows(): number {
    return this.#rows.length
  }
  get bytes(): number {
    return this.#bytes
  }
  /** Shared types that these rows create. */
  get types(): number {
    return this.#types
  }

  /** The whole tail as few update messages as its clocks allow: nearly always one. */
  get packets(): readonly Packet[] {
    this.#packets ??= this.#merger.updates.map(updatePacket)
    return this.#packets
  }

  add(row: Pick<Row, "seq" | "update">): void {
    const scanned = scanLogged(row.update)
    this.#rows.push({ seq: row.seq, update: row.update, types: scanned.types })
    this.#merger.add({ ...scanned, whole: true })
    this.#packets = undefined
    this.#bytes += row.update.length
    this.#types += scanned.types
  }

  /** A checkpoint holds everything up to `seq`. */
  dropThrough(seq: number): void {
    const kept = this.#rows.filter(row => row.seq > seq)
    this.#rows = []
    this.#merger = new Merger()
    this.#bytes = 0
    this.#types = 0
    this.#packets = undefined
    for (const row of kept) this.add(row)
  }

  /** Frees the encoded copy; it is made again when somebody joins. */
  dropEncoded(): void {
    this.#packets = undefined
    this.#merger.dropEncoded()
  }
}
