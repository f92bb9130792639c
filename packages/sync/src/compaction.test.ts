import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { writer } from "../test/desk.ts"
import { compact } from "./compaction.ts"
import { decodeDeletes } from "./delete-set.ts"
import { mend, separate } from "./mending.ts"
import { CONTENT_RULES } from "./rules.ts"

const RULES = CONTENT_RULES.document

/** A row that nests `depth` elements into the newest, as small steps that each look harmless. */
function nested(depth: number): Uint8Array[] {
  const doc = new Y.Doc()
  const rows: Uint8Array[] = []
  doc.on("update", (update: Uint8Array) => rows.push(update))
  let parent: Y.XmlFragment = doc.getXmlFragment("content")
  for (let i = 0; i < depth; i++) {
    const child = new Y.XmlElement("callout")
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
    expect(separate(undefined, rows.map(by("bad")), RULES)).toEqual({ firstBad: 1 + RULES.nesting, survivors: [] })
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
    expect(separate(undefined, rows.map(by("bad")), RULES)?.firstBad).toBe(1)
  })

  it("S13: others' rows after the bad one stay, but those that cannot stand without it", () => {
    const good = writer(1)
    const deep = nested(RULES.nesting + 1)
    const before = good.write("before")
    const after = [good.write("after one"), good.write("after two")]
    // Somebody else wrote into the nesting itself: that cannot stay when it goes.
    const inside = new Y.Doc()
    for (const update of deep) Y.applyUpdate(inside, update)
    const made = new Promise<Uint8Array>(resolve => inside.once("update", resolve))
    let deepest = inside.getXmlFragment("content").get(0)
    while (deepest instanceof Y.XmlElement && deepest.firstChild instanceof Y.XmlElement) deepest = deepest.firstChild
    if (deepest instanceof Y.XmlElement) deepest.insert(0, [new Y.XmlElement("paragraph")])
    return made.then(written => {
      const rows = [before, ...deep, ...after, written]
      const authors = ["ann", ...deep.map(() => "bad"), "ann", "ann", "bo"]
      const authored = rows.map((update, i) => ({ person: authors[i] ?? "", update }))
      const bad = deep.length
      expect(separate(undefined, authored, RULES)).toEqual({ firstBad: bad, survivors: [bad + 1, bad + 2] })
    })
  })

  it("S13: mending deletes what breaks the rules and keeps what others wrote beside it and into it", () => {
    const good = writer(1)
    const rows = [good.write("before")]
    const poisoned = new Y.Doc()
    Y.applyUpdate(poisoned, rows[0] as Uint8Array)
    poisoned.on("update", (update: Uint8Array) => rows.push(update))
    poisoned.getXmlFragment("content").insert(1, [new Y.XmlText("breaks every editor")])
    Y.applyUpdate(good.doc, rows[1] as Uint8Array, "remote")
    rows.push(good.write("after, beside it"))
    const authors = ["ann", "bad", "ann"]
    const mending = mend(
      undefined,
      rows.map((update, i) => ({ person: authors[i] ?? "", update })),
      RULES,
    )
    expect(mending?.firstBad).toBe(1)
    const doc = new Y.Doc()
    for (const update of [...rows, mending?.deletes ?? Uint8Array.of(0, 0)]) Y.applyUpdate(doc, update)
    expect(doc.getXmlFragment("content").toString()).toBe(
      "<paragraph>before</paragraph><paragraph>after, beside it</paragraph>",
    )
  })

  it("S13: mending cuts nesting off where it becomes too deep", () => {
    const rows = nested(1500)
    const mending = mend(undefined, rows.map(by("bad")), RULES)
    expect(mending?.firstBad).toBe(RULES.nesting)
    expect(compact(undefined, [...rows, mending?.deletes ?? Uint8Array.of(0, 0)], RULES).kind).toBe("sound")
  })

  it("S13: sound rows have no broken one", () => {
    const author = writer(1)
    author.write("fine")
    expect(separate(undefined, author.made.map(by("ann")), RULES)).toBeUndefined()
  })
})

const by = (person: string) => (update: Uint8Array) => ({ person, update })
