import type { ContentRules } from "./rules.ts"
import { faultsOf, load } from "./soundness.ts"

/** A row as far as this is concerned. */
export interface AuthoredRow {
  readonly person: string
  readonly update: Uint8Array
}

/** How broken content is made sound again (rule S13). */
export interface Mending {
  /** Index of the first row after which the content is broken: whoever wrote it did that. */
  readonly firstBad: number
  /** An edit that deletes what breaks the rules, and nothing else; undefined when deleting is not enough. */
  readonly deletes: Uint8Array | undefined
}

/**
 * Finds who broke the content, and the edit that mends it. Deleting leaves everything in its place that others wrote beside or after it;
 * taking the rows out of the log would take that along. Undefined when nothing is broken.
 */
export function mend(
  base: Uint8Array | undefined,
  rows: readonly AuthoredRow[],
  rules: ContentRules,
): Mending | undefined {
  const firstBad = firstUnsound(rows, kept => isSound(base, kept, rules))
  if (firstBad === undefined) return undefined
  const doc = load(base, updatesOf(rows))
  const made: Uint8Array[] = []
  doc.on("update", (update: Uint8Array) => made.push(update))
  doc.transact(transaction => {
    for (const { item } of [...faultsOf(doc, rules)]) item?.delete(transaction)
  })
  const left = faultsOf(doc, rules).next()
  return { firstBad, deletes: left.done ? made[0] : undefined }
}

function isSound(base: Uint8Array | undefined, rows: readonly AuthoredRow[], rules: ContentRules): boolean {
  return faultsOf(load(base, updatesOf(rows)), rules).next().done === true
}

/** A log that breaks the rules, taken apart. */
export interface Separation {
  /** Index of the first row after which the content is broken: whoever wrote it did that. */
  readonly firstBad: number
  /** Indices of the later rows that stay: those that are sound without the rest. */
  readonly survivors: readonly number[]
}

/** Finds who broke the content and what of the others' rows after that can stay; undefined when nothing is broken (rule S13). */
export function separate(
  base: Uint8Array | undefined,
  rows: readonly AuthoredRow[],
  rules: ContentRules,
): Separation | undefined {
  const sound = (kept: readonly AuthoredRow[]) => isSound(base, kept, rules)
  const firstBad = firstUnsound(rows, sound)
  if (firstBad === undefined) return undefined
  const offender = rows[firstBad]?.person
  const later = [...rows.keys()].slice(firstBad + 1)
  const isOthers = (index: number) => rows[index]?.person !== offender
  const search = new SoundSearch(rows, firstBad, sound)
  // Somebody may break the content without meaning to, so what else they wrote stays if it can; but only so much is tried for it.
  search.attempt(later, OFFENDERS_TRIES)
  search.attempt(later.filter(isOthers), Number.POSITIVE_INFINITY)
  return { firstBad, survivors: search.kept }
}

/** So often content is built anew to save rows of whoever broke it. What others wrote is tried without limit. */
const OFFENDERS_TRIES = 40

const updatesOf = (rows: readonly AuthoredRow[]): Uint8Array[] => rows.map(row => row.update)

/** Halves the log until the row is found; each step builds the content anew. */
function firstUnsound(
  rows: readonly AuthoredRow[],
  sound: (rows: readonly AuthoredRow[]) => boolean,
): number | undefined {
  if (sound(rows)) return undefined
  let good = 0
  let bad = rows.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (sound(rows.slice(0, middle))) good = middle
    else bad = middle
  }
  return bad - 1
}

/** Collects rows that are sound together: tried as a whole and, where that is not sound, in halves, so that few that cannot stay cost few tries. */
class SoundSearch {
  readonly #rows: readonly AuthoredRow[]
  readonly #before: number
  readonly #sound: (rows: readonly AuthoredRow[]) => boolean
  readonly #kept = new Set<number>()
  #tries = 0

  /** The first `before` rows are sound and stay. */
  constructor(rows: readonly AuthoredRow[], before: number, sound: (rows: readonly AuthoredRow[]) => boolean) {
    this.#rows = rows
    this.#before = before
    this.#sound = sound
  }

  get kept(): readonly number[] {
    return [...this.#kept].sort((a, b) => a - b)
  }

  attempt(candidates: readonly number[], tries: number): void {
    this.#tries = tries
    this.#try(candidates.filter(index => !this.#kept.has(index)))
  }

  #try(some: readonly number[]): void {
    if (some.length === 0 || this.#tries-- <= 0) return
    if (this.#isSoundWith(some)) for (const index of some) this.#kept.add(index)
    else if (some.length > 1) {
      this.#try(some.slice(0, some.length >> 1))
      this.#try(some.slice(some.length >> 1))
    }
  }

  #isSoundWith(some: readonly number[]): boolean {
    const indices = [...this.#kept, ...some].sort((a, b) => a - b)
    return this.#sound([...this.#rows.slice(0, this.#before), ...indices.flatMap(index => this.#rows[index] ?? [])])
  }
}
