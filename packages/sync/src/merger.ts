import type { Block, DeleteRange } from "./scan.ts"
import { type BlockBytes, encodeUpdate } from "./update-bytes.ts"

/** An update, or the part of one that is new: `blocks` tell where their structs are in `bytes`. */
export interface Mergeable {
  readonly bytes: Uint8Array
  readonly blocks: readonly Block[]
  readonly deletes: readonly DeleteRange[]
  /** `bytes` hold nothing but these blocks and deletes. */
  readonly whole: boolean
}

interface Run {
  readonly client: number
  readonly clock: number
  end: number
  structs: number
  readonly parts: Uint8Array[]
}

/**
 * Puts many updates together by their bytes: the structs of a client whose clocks follow on each other stand behind each other, and only
 * counts change. Linear in the bytes, where `Y.mergeUpdates` is quadratic in the updates (20,000 took 8.8 s). What does not follow on
 * (an overlap that Yjs resolves) starts another update, so the answer is a list; nearly always it has one entry.
 */
export class Merger {
  readonly #done: Uint8Array[] = []
  #runs = new Map<number, Run>()
  #deletes: DeleteRange[] = []
  #single: Uint8Array | undefined
  #count = 0
  #encoded: readonly Uint8Array[] | undefined

  /** The bytes of `update` must not change afterwards: they are kept, and copied when the answer is made. */
  add(update: Mergeable): void {
    this.#encoded = undefined
    if (update.blocks.some(block => !this.#follows(block))) this.#close()
    this.#single = this.#count++ === 0 && update.whole ? update.bytes : undefined
    for (const block of update.blocks) this.#addBlock(update.bytes, block)
    for (const range of update.deletes) this.#deletes.push(range)
  }

  /** All that was added, in an order in which each update can be applied. Made once, until more is added. */
  get updates(): readonly Uint8Array[] {
    this.#encoded ??= this.#count === 0 ? this.#done : [...this.#done, this.#current()]
    return this.#encoded
  }

  /** Frees the encoded copy; it is made again when it is asked for. */
  dropEncoded(): void {
    this.#encoded = undefined
  }

  #follows(block: Block): boolean {
    const run = this.#runs.get(block.client)
    return run === undefined || run.end === block.clock
  }

  #addBlock(bytes: Uint8Array, block: Block): void {
    const part = bytes.subarray(block.from, block.to)
    const run = this.#runs.get(block.client)
    if (run === undefined) {
      this.#runs.set(block.client, {
        client: block.client,
        clock: block.clock,
        end: block.end,
        structs: block.structs,
        parts: [part],
      })
      return
    }
    run.end = block.end
    run.structs += block.structs
    run.parts.push(part)
  }

  #current(): Uint8Array {
    const runs: readonly BlockBytes[] = [...this.#runs.values()]
    return this.#single?.slice() ?? encodeUpdate(runs, tidied(this.#deletes))
  }

  #close(): void {
    if (this.#count === 0) return
    this.#done.push(this.#current())
    this.#runs = new Map()
    this.#deletes = []
    this.#single = undefined
    this.#count = 0
  }
}

/**
 * Sorted and joined, as Yjs writes them itself. It must be so: what a reader cannot apply yet Yjs keeps in an encoding of differences,
 * and out of order they become nonsense that never goes away (found by the cohort, seed 201).
 */
function tidied(deletes: readonly DeleteRange[]): readonly DeleteRange[] {
  if (deletes.length < 2) return deletes
  const sorted = deletes.toSorted((a, b) => a.client - b.client || a.from - b.from)
  const joined: DeleteRange[] = []
  for (const range of sorted) {
    const last = joined.at(-1)
    if (last === undefined || last.client !== range.client || last.to < range.from) joined.push(range)
    else if (range.to > last.to) joined[joined.length - 1] = { ...last, to: range.to }
  }
  return joined
}
