import * as Y from "yjs"
import { scanLogged } from "./known-state.ts"
import { Merger } from "./merger.ts"
import type { ContentRules } from "./rules.ts"

/** A checkpoint without its place in the log and its hash, which are the caller's. */
export interface Compacted {
  readonly update: Uint8Array
  readonly stateVector: Uint8Array
  readonly deleteSet: Uint8Array
}

/** What came of putting a log together: a state, or the rule that its content breaks. */
export type Compaction =
  | { readonly kind: "sound"; readonly state: Compacted }
  | { readonly kind: "broken"; readonly rule: string }

/**
 * Puts a checkpoint and the rows after it together, through a `Y.Doc`, which collects garbage where merging bytes never does (120 kB
 * merged, 26 bytes collected, for a document that churned). The content as a whole is checked on the way (rule S13). Meant for a
 * worker thread: it takes as long as the content is large.
 */
export function compact(base: Uint8Array | undefined, rows: readonly Uint8Array[], rules: ContentRules): Compaction {
  const doc = load(base, rows)
  const rule = brokenRule(doc, rules)
  if (rule !== undefined) return { kind: "broken", rule }
  const update = Y.encodeStateAsUpdate(doc)
  const deleteSet = update.slice(scanLogged(update).deletesAt)
  return { kind: "sound", state: { update, stateVector: Y.encodeStateVector(doc), deleteSet } }
}

/** A log that breaks the rules, taken apart. */
export interface Separation {
  /** Index of the first row after which the content is broken: whoever wrote it did that. */
  readonly firstBad: number
  /** Indices of the later rows that stay: those of others that are sound without the rest. */
  readonly survivors: readonly number[]
}

/** A row as far as this is concerned. */
export interface AuthoredRow {
  readonly person: string
  readonly update: Uint8Array
}

/** Finds who broke the content and what of the others' rows after that can stay; undefined when nothing is broken (rule S13). */
export function separate(
  base: Uint8Array | undefined,
  rows: readonly AuthoredRow[],
  rules: ContentRules,
): Separation | undefined {
  const sound = (kept: readonly AuthoredRow[]) => brokenRule(load(base, updatesOf(kept)), rules) === undefined
  const firstBad = firstUnsound(rows, sound)
  const offender = firstBad === undefined ? undefined : rows[firstBad]?.person
  if (firstBad === undefined) return undefined
  const others = [...rows.keys()].slice(firstBad).filter(index => rows[index]?.person !== offender)
  return { firstBad, survivors: soundAmong(rows.slice(0, firstBad), others, rows, sound) }
}

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

/** Tries `candidates` together and, where that is not sound, in halves, in order: few that cannot stay cost few tries. */
function soundAmong(
  before: readonly AuthoredRow[],
  candidates: readonly number[],
  rows: readonly AuthoredRow[],
  sound: (rows: readonly AuthoredRow[]) => boolean,
): number[] {
  const at = (indices: readonly number[]) => indices.flatMap(index => rows[index] ?? [])
  const kept: number[] = []
  const attempt = (some: readonly number[]): void => {
    if (some.length === 0) return
    if (sound([...before, ...at(kept), ...at(some)])) kept.push(...some)
    else if (some.length > 1) {
      attempt(some.slice(0, some.length >> 1))
      attempt(some.slice(some.length >> 1))
    }
  }
  attempt(candidates)
  return kept
}

function load(base: Uint8Array | undefined, rows: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  const merger = new Merger()
  for (const row of rows) merger.add({ ...scanLogged(row), whole: true })
  if (base !== undefined) Y.applyUpdate(doc, base)
  for (const update of merger.updates) Y.applyUpdate(doc, update)
  return doc
}

type SharedType = Y.Doc["share"] extends Map<string, infer Type> ? Type : never

interface Visit {
  readonly type: SharedType
  readonly depth: number
}

/** The rule that the content breaks. Walks with a list of its own: what is to be found is what overflows a stack. */
function brokenRule(doc: Y.Doc, rules: ContentRules): string | undefined {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return "builds on what is not there"
  for (const root of doc.share.keys()) if (!rules.roots.has(root)) return "a root that this kind of file does not have"
  const visits: Visit[] = [...doc.share.values()].map(type => ({ type, depth: 0 }))
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    if (visit.depth > rules.nesting) return "nested too deep"
    const parent = visit
    for (const item of childrenOf(parent.type)) {
      const child = item.content instanceof Y.ContentType ? item.content.type : undefined
      if (rules.elementsUnderRoot && !fitsUnder(parent, child)) return "not what may stand there"
      if (child !== undefined) visits.push({ type: child, depth: parent.depth + 1 })
    }
  }
  return undefined
}

function* childrenOf(type: SharedType): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) yield item
  for (const item of type._map.values()) if (!item.deleted) yield item
}

/**
 * In documents elements hold elements and texts, texts hold no types, and only elements stand under the root: anything else stops every
 * editor that binds to it.
 */
function fitsUnder(parent: Visit, child: SharedType | undefined): boolean {
  if (parent.depth === 0) return child instanceof Y.XmlElement
  if (parent.type instanceof Y.XmlText) return child === undefined
  return child === undefined || child instanceof Y.XmlElement || child instanceof Y.XmlText
}
