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

/** Index of the first row after which the content breaks a rule; undefined when none does. Each step builds the content anew. */
export function firstBrokenRow(
  base: Uint8Array | undefined,
  rows: readonly Uint8Array[],
  rules: ContentRules,
): number | undefined {
  const broken = (count: number) => brokenRule(load(base, rows.slice(0, count)), rules) !== undefined
  if (!broken(rows.length)) return undefined
  let sound = 0
  let bad = rows.length
  while (bad - sound > 1) {
    const middle = (sound + bad) >> 1
    if (broken(middle)) bad = middle
    else sound = middle
  }
  return bad - 1
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
