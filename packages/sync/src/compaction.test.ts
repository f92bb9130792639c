import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { writer } from "../test/desk.ts"
import { compact, firstBrokenRow } from "./compaction.ts"
import { decodeDeletes } from "./delete-set.ts"
import { CONTENT_RULES } from "./rules.ts"

const RULES = CONTENT_RULES.document

/** A row that nests `depth` elements into the newest, as small steps that each look harmless. */
function nested(depth: number): Uint8Array[] {
  const doc = new Y.Doc()
  const rows: Uint8Array[] = []
  doc.on("update", (update: Uint8Array) => rows.push(update))
  let parent: Y.XmlFragment = doc.getXmlFragment("content")
  for (let i = 0; i < depth; i++) {
    const child = new Y.XmlElement("blockquote")
    parent.insert(0, [child])
    parent = child
  }
  return rows
}

describe("a checkpoint", () => {
  it("S13: holds what the rows hold, with what is deleted collected", () => {
    const author = writer(1)
    for (let i = 0; i < 50; i++) {
      author.write("churn ".repeat(20))
      author.erase()
    }
    author.write("left")
    const compaction = compact(undefined, author.made, RULES)
    if (compaction.kind !== "sound") throw new Error(compaction.rule)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, compaction.state.update)
    expect(doc.getXmlFragment("content").toString()).toBe("<paragraph>left</paragraph>")
    const logged = author.made.reduce((sum, update) => sum + update.length, 0)
    expect(compaction.state.update.length).toBeLessThan(logged / 10)
    expect(compaction.state.stateVector).toEqual(Y.encodeStateVector(author.doc))
    expect(decodeDeletes(compaction.state.deleteSet).length).toBeGreaterThan(0)
  })

  it("S13: on top of the one before it is the same as all rows at once", () => {
    const author = writer(1)
    for (const word of ["a", "b", "c", "d"]) author.write(word)
    author.erase()
    const first = compact(undefined, author.made.slice(0, 2), RULES)
    if (first.kind !== "sound") throw new Error(first.rule)
    expect(compact(first.state.update, author.made.slice(2), RULES)).toEqual(compact(undefined, author.made, RULES))
  })

  it("S13: nesting built up step by step is found, without filling the stack, and so is the row it began with", () => {
    const good = writer(1)
    const rows = [good.write("fine"), ...nested(5000)]
    expect(compact(undefined, rows, RULES)).toEqual({ kind: "broken", rule: "nested too deep" })
    expect(firstBrokenRow(undefined, rows, RULES)).toBe(1 + RULES.nesting)
  })

  it("S13: a text between the elements of the root is found", () => {
    const author = writer(1)
    author.write("fine")
    const doc = new Y.Doc()
    Y.applyUpdate(doc, author.made[0] as Uint8Array)
    const rows = [...author.made]
    doc.on("update", (update: Uint8Array) => rows.push(update))
    doc.getXmlFragment("content").insert(1, [new Y.XmlText("breaks every editor")])
    expect(compact(undefined, rows, RULES).kind).toBe("broken")
    expect(firstBrokenRow(undefined, rows, RULES)).toBe(1)
  })

  it("S13: sound rows have no broken one", () => {
    const author = writer(1)
    author.write("fine")
    expect(firstBrokenRow(undefined, author.made, RULES)).toBeUndefined()
  })
})
