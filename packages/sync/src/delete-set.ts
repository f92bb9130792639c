import { Cursor } from "./cursor.ts"
import type { DeleteRange } from "./scan.ts"

/** The clocks that are deleted, by client: `[from, to, from, to, …]`, sorted, without touching or overlapping ranges. */
export class DeleteSet {
  readonly #clients = new Map<number, number[]>()

  add(range: DeleteRange): void {
    const ranges = this.#clients.get(range.client)
    if (ranges === undefined) this.#clients.set(range.client, [range.from, range.to])
    else insert(ranges, range.from, range.to)
  }

  /** The parts of `range` that are not in the set. */
  missing(range: DeleteRange): DeleteRange[] {
    const ranges = this.#clients.get(range.client)
    if (ranges === undefined) return [range]
    const gaps: DeleteRange[] = []
    let from = range.from
    for (let i = firstEndingAfter(ranges, from); i < ranges.length && from < range.to; i += 2) {
      const start = ranges[i] as number
      if (start > from) gaps.push({ client: range.client, from, to: Math.min(start, range.to) })
      from = Math.max(from, ranges[i + 1] as number)
    }
    if (from < range.to) gaps.push({ client: range.client, from, to: range.to })
    return gaps
  }
}

/** Index of the first range whose end is over `clock`; `ranges.length` when there is none. */
function firstEndingAfter(ranges: readonly number[], clock: number): number {
  let low = 0
  let high = ranges.length >> 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[2 * middle + 1] as number) > clock) high = middle
    else low = middle + 1
  }
  return 2 * low
}

function insert(ranges: number[], from: number, to: number): void {
  // Ranges that touch are joined, so the search is for an end at or over `from`.
  const first = firstEndingAfter(ranges, from - 1)
  let last = first
  let low = from
  let high = to
  while (last < ranges.length && (ranges[last] as number) <= to) {
    low = Math.min(low, ranges[last] as number)
    high = Math.max(high, ranges[last + 1] as number)
    last += 2
  }
  ranges.splice(first, last - first, low, high)
}

/** Reads the delete set that stands at the end of an update. */
export function decodeDeletes(encoded: Uint8Array): DeleteRange[] {
  const cursor = new Cursor(encoded)
  const deletes: DeleteRange[] = []
  for (let clients = cursor.uint(); clients > 0; clients--) {
    const client = cursor.uint()
    for (let ranges = cursor.uint(); ranges > 0; ranges--) {
      const from = cursor.uint()
      deletes.push({ client, from, to: from + cursor.uint() })
    }
  }
  return deletes
}

/** Reads a state vector. */
export function decodeStateVector(encoded: Uint8Array): Map<number, number> {
  const cursor = new Cursor(encoded)
  const clocks = new Map<number, number>()
  for (let clients = cursor.uint(); clients > 0; clients--) {
    const client = cursor.uint()
    clocks.set(client, cursor.uint())
  }
  return clocks
}
