import { fromMarkdown, schema } from "@sheaf/doc"
import { prosemirrorToYDoc } from "y-prosemirror"
import * as Y from "yjs"
import type { Part } from "./documents.ts"

/** A part whose drawing has been stored: `src` is where. */
export type ReadyPart =
  | Exclude<Part, { svg: string }>
  | { readonly src: string; readonly alt: string; readonly caption: string }

/** The root that holds a document's content (contract.md). */
const CONTENT = "content"

/**
 * Writes at the end of a document as `client`, on top of what `updates` made of it, and answers the update that this alone makes: what a
 * browser would have sent.
 */
export function writeOn(updates: readonly Uint8Array[], client: number, parts: readonly ReadyPart[]): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  for (const update of updates) Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  const written = prosemirrorToYDoc(schema.nodes.doc.create(null, parts.flatMap(blocksOf)), CONTENT)
  const blocks = written
    .getXmlFragment(CONTENT)
    .toArray()
    .flatMap(block => (block instanceof Y.XmlHook ? [] : [block.clone()]))
  doc.transact(() => {
    const content = doc.getXmlFragment(CONTENT)
    content.insert(content.length, blocks)
  })
  return Y.encodeStateAsUpdate(doc, before)
}

function blocksOf(part: ReadyPart) {
  if (typeof part === "string") return fromMarkdown(part).content
  if ("src" in part) return [schema.nodes.image.create({ src: part.src, alt: part.alt, caption: part.caption })]
  return [schema.nodes.callout.create({ tone: part.tone }, fromMarkdown(part.markdown))]
}
