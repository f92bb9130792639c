import * as Y from "yjs"
import { scanLogged } from "./known-state.ts"
import { Merger } from "./merger.ts"
import type { ContentRules } from "./rules.ts"

type SharedType = Y.Doc["share"] extends Map<string, infer Type> ? Type : never

/** A rule that content breaks, and the piece that breaks it, if it is one. */
export interface Fault {
  readonly rule: string
  readonly item: Y.Item | undefined
}

/** A document with everything in it that a checkpoint and the rows after it hold. */
export function load(base: Uint8Array | undefined, rows: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  const merger = new Merger()
  for (const row of rows) merger.add({ ...scanLogged(row), whole: true })
  if (base !== undefined) Y.applyUpdate(doc, base)
  for (const update of merger.updates) Y.applyUpdate(doc, update)
  return doc
}

interface Visit {
  readonly type: SharedType
  readonly depth: number
}

/** What breaks the rules in content as a whole (rule S13). Walks with a list of its own: what is to be found is what overflows a stack. */
export function* faultsOf(doc: Y.Doc, rules: ContentRules): Generator<Fault> {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    yield { rule: "builds on what is not there", item: undefined }
  for (const root of doc.share.keys())
    if (!rules.roots.has(root)) yield { rule: "a root that this kind of file does not have", item: undefined }
  const visits: Visit[] = [...doc.share.values()].map(type => ({ type, depth: 0 }))
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    for (const item of childrenOf(visit.type)) {
      const child = item.content instanceof Y.ContentType ? item.content.type : undefined
      if (rules.elementsUnderRoot && !fitsUnder(visit, child, item)) yield { rule: "not what may stand there", item }
      else if (child !== undefined && visit.depth >= rules.nesting) yield { rule: "nested too deep", item }
      else if (child !== undefined) visits.push({ type: child, depth: visit.depth + 1 })
    }
  }
}

function* childrenOf(type: SharedType): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) yield item
  for (const item of type._map.values()) if (!item.deleted) yield item
}

/**
 * In documents elements hold elements, texts and attributes, texts hold no types, and only elements stand under the root: anything else
 * stops every editor that binds to it.
 */
function fitsUnder({ type, depth }: Visit, child: SharedType | undefined, item: Y.Item): boolean {
  if (depth === 0) return child instanceof Y.XmlElement
  if (type instanceof Y.XmlText) return child === undefined
  if (item.parentSub !== null) return child === undefined
  return child instanceof Y.XmlElement || child instanceof Y.XmlText
}
