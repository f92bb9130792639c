import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { Malformed } from "./cursor.ts"
import { Merger } from "./merger.ts"
import { CONTENT_RULES, type ContentRules } from "./rules.ts"
import { CLOCK_LIMIT, scan } from "./scan.ts"

const ANY: ContentRules = {
  roots: new Set(["t", "m", "a", "content"]),
  types: new Set([0, 1, 2, 3, 4, 6]),
  elements: { has: () => true },
  elementsUnderRoot: false,
  nesting: 64,
}
const DOC = CONTENT_RULES.document
/** `npm run test:long` asks for more. */
const MORE = Number(process.env.PROPERTY_RUNS ?? 1)
const nothing = () => 0
const everything = () => Number.MAX_SAFE_INTEGER

/** Updates of a random session of several clients that hear of each other now and then, in the order in which they were made. */
const sessions = fc
  .array(fc.tuple(fc.nat(2), fc.nat(9), fc.nat(40), fc.string({ unit: "binary", maxLength: 6 })), {
    minLength: 1,
    maxLength: 40,
  })
  .map(steps => {
    const updates: Uint8Array[] = []
    const docs = [11, 22, 4_000_000_000].map(client => {
      const doc = new Y.Doc()
      doc.clientID = client
      doc.on("update", (update: Uint8Array, origin: unknown) => {
        if (origin !== "remote") updates.push(update)
      })
      return doc
    })
    for (const [who, what, where, text] of steps) act(docs, who, what, where, text)
    return updates
  })
  .filter(updates => updates.length > 0)

function act(docs: readonly Y.Doc[], who: number, what: number, where: number, text: string): void {
  const doc = docs[who] as Y.Doc
  const string = doc.getText("t")
  const at = Math.min(where, string.length)
  if (what < 3) string.insert(at, text || "a")
  else if (what === 3 && string.length > at) string.delete(at, 1)
  else if (what === 4) doc.getMap("m").set(`k${where}`, { text, list: [1, -5, 2.5, null, true, 123456789012n] })
  else if (what === 5) doc.getArray("a").insert(0, [new Uint8Array([1, 2]), text, where])
  else if (what === 6) doc.getMap("m").set("type", new Y.Map([["x", text]]))
  else if (what === 7 && string.length > 0) string.format(0, string.length, { bold: true })
  else if (what === 8) string.insertEmbed(at, { image: text })
  else for (const other of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)), "remote")
}

describe("scan", () => {
  it("S5: takes what Yjs writes, and finds the same clients and clocks", () => {
    fc.assert(
      fc.property(sessions, updates => {
        for (const update of updates) {
          const { blocks } = scan(update, ANY, everything)
          const meta = Y.parseUpdateMeta(update)
          expect(new Map(blocks.map(block => [block.client, block.clock]))).toEqual(meta.from)
          expect(new Map(blocks.map(block => [block.client, block.end]))).toEqual(meta.to)
        }
      }),
      { numRuns: 300 },
    )
  })

  it("S5: any prefix, and any update with bytes behind it, is refused", () => {
    fc.assert(
      fc.property(sessions, fc.nat(), (updates, cut) => {
        const update = updates[cut % updates.length] as Uint8Array
        expect(() => scan(update.subarray(0, cut % update.length), ANY, everything)).toThrow(Malformed)
        expect(() => scan(Uint8Array.from([...update, 0]), ANY, everything)).toThrow(Malformed)
      }),
      { numRuns: 300 },
    )
  })

  it("S5: what is let through never makes Yjs throw, whatever bytes were changed", () => {
    fc.assert(
      fc.property(sessions, fc.nat(), fc.nat(), fc.nat(255), (updates, which, where, byte) => {
        const update = (updates[which % updates.length] as Uint8Array).slice()
        update[where % update.length] = byte
        if (passes(update)) expect(() => Y.applyUpdate(new Y.Doc(), update)).not.toThrow()
      }),
      { numRuns: 5000 * MORE },
    )
  })

  it("S5: random bytes are refused, or Yjs takes them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), bytes => {
        if (passes(bytes)) expect(() => Y.applyUpdate(new Y.Doc(), bytes)).not.toThrow()
      }),
      { numRuns: 10_000 * MORE },
    )
  })

  const hostile: readonly (readonly [what: string, bytes: readonly number[], rule: RegExp])[] = [
    ["a clock bomb", [1, 1, 5, ...varuint(CLOCK_LIMIT - 1), 0, 1, 0], /clock over/],
    ["a garbage struct that passes the last clock", [1, 1, 5, 0, 0, ...varuint(CLOCK_LIMIT), 0], /clock over/],
    ["a delete beyond the last clock", [0, 1, 5, 1, ...varuint(CLOCK_LIMIT), 1], /clock over/],
    ["a skip", [1, 1, 5, 0, 10, 4, 0], /skip/],
    ["a struct of no length", [1, 1, 5, 0, 0, 0, 0], /no length/],
    ["an empty string", [1, 1, 5, 0, 4, 1, 1, 116, 0, 0], /no length/],
    ["a delete of nothing", [1, 1, 11, 0, 0, 1, 1, 11, 1, 0, 0], /no length/],
    ["an unknown kind of content", [1, 1, 5, 0, 15, 1, 1, 116, 0, 0], /unknown kind/],
    ["a subdocument", [1, 1, 5, 0, 9, 1, 1, 116, 0, 0], /unknown kind/],
    ["text that is not UTF-8", [1, 1, 5, 0, 4, 1, 1, 116, 2, 0xc3, 0x28, 0], /UTF-8/],
    ["half a surrogate pair in UTF-8", [1, 1, 5, 0, 4, 1, 1, 116, 3, 0xed, 0xa0, 0x80, 0], /UTF-8/],
    ["a mark whose value is not JSON", [1, 1, 5, 0, 6, 1, 1, 116, 1, 98, 1, 123, 0], /JSON/],
    ["a length beyond the end", [1, 1, 5, 0, 4, 1, 1, 116, 99, 97, 0], /early/],
    ["more structs than bytes", [1, 99, 5, 0, 0, 1, 0], /structs/],
    ["an integer over 2^53", [1, 1, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0, 1, 0], /large/],
    ["a struct that builds on what comes after it", [1, 1, 5, 0, 0x84, 5, 3, 1, 97, 0], /after it/],
    ["a client twice", [2, 1, 5, 0, 0, 1, 1, 5, 1, 0, 1, 0], /twice/],
  ]
  for (const [what, bytes, rule] of hostile)
    it(`S5: ${what} is refused`, () => expect(() => scan(Uint8Array.from(bytes), ANY, nothing)).toThrow(rule))

  it("S4: a long encoding of a small number counts as that number", () => {
    const padded = Uint8Array.from([1, 1, 5, 0x80, 0, 4, 1, 1, 116, 1, 97, 0])
    expect(scan(padded, ANY, nothing).blocks[0]).toMatchObject({ client: 5, clock: 0, end: 1 })
  })

  it("S6: a root that documents do not have is refused", () => {
    const doc = new Y.Doc()
    doc.getText("elsewhere").insert(0, "x")
    expect(() => scan(Y.encodeStateAsUpdate(doc), DOC, nothing)).toThrow(/root/)
  })

  it("S6: a text directly under a document's root is refused", () => {
    const doc = new Y.Doc()
    doc.getXmlFragment("content").insert(0, [new Y.XmlText("x")])
    expect(() => scan(Y.encodeStateAsUpdate(doc), DOC, nothing)).toThrow(/element/)
  })

  it("S6: a map in a document is refused", () => {
    const doc = new Y.Doc()
    const paragraph = new Y.XmlElement("paragraph")
    doc.getXmlFragment("content").insert(0, [paragraph])
    paragraph.setAttribute("x", new Y.Map() as unknown as string)
    expect(() => scan(Y.encodeStateAsUpdate(doc), DOC, nothing)).toThrow(/type/)
  })

  it("S6: elements nested 5,000 deep are refused without filling the stack", () => {
    const bytes = [...varuint(1), ...varuint(5000), ...varuint(5), 0]
    for (let i = 0; i < 5000; i++)
      bytes.push(
        7,
        ...(i === 0 ? [1, 7, ...Buffer.from("content")] : [0, 5, ...varuint(i - 1)]),
        3,
        7,
        ...Buffer.from("callout"),
      )
    expect(() => scan(Uint8Array.from([...bytes, 0]), DOC, nothing)).toThrow(/deep/)
  })

  it("S6: so are those that hide behind something else beside them", () => {
    // A letter in each element, and the next element beside the letter.
    const bytes = [...varuint(1), ...varuint(200), ...varuint(5), 0]
    for (let i = 0; i < 100; i++) {
      const place = i === 0 ? [7, 1, 7, ...Buffer.from("content")] : [0x87, 5, ...varuint(2 * i - 1)]
      bytes.push(...place, 3, 7, ...Buffer.from("callout"), 1, 0, 5, ...varuint(2 * i), 1)
    }
    expect(() => scan(Uint8Array.from([...bytes, 0]), DOC, nothing)).toThrow(/deep/)
  })

  it("S6: an element with a name that documents do not have is refused", () => {
    const doc = new Y.Doc()
    doc.getXmlFragment("content").insert(0, [new Y.XmlElement("text")])
    expect(() => scan(Y.encodeStateAsUpdate(doc), DOC, nothing)).toThrow(/element/)
  })

  it("S6: a bare text in an element is refused", () => {
    const element = [7, 1, 7, ...Buffer.from("content"), 3, 9, ...Buffer.from("paragraph")]
    const bytes = [1, 2, 5, 0, ...element, 4, 0, 5, 0, 1, 97, 0]
    expect(() => scan(Uint8Array.from(bytes), DOC, nothing)).toThrow(/element/)
  })

  it("S18: an update of more clients than anybody has is refused, and one of many is walked in no time", () => {
    const many = (count: number) => {
      const bytes = [...varuint(count)]
      for (let i = 1; i <= count; i++) bytes.push(1, ...varuint(i), 0, 4, 1, 1, 116, 1, 97)
      return Uint8Array.from([...bytes, 0])
    }
    expect(() => scan(many(3_000), ANY, nothing)).toThrow(/clients/)
    expect(scan(many(2_000), ANY, nothing).blocks).toHaveLength(2_000)
  })

  it("S6: a value nested 10,000 deep is refused without filling the stack", () => {
    const bytes = [1, 1, 5, 0, 8, 1, 1, 116, 1, ...Array.from({ length: 10_000 }, () => [117, 1]).flat(), 126, 0]
    expect(() => scan(Uint8Array.from(bytes), ANY, nothing)).toThrow(/deep/)
  })

  it("S8: a gap, an unknown origin and an unknown delete wait", () => {
    const [first, second] = typed("ab")
    expect(scan(second as Uint8Array, ANY, nothing).waits).toBe(true)
    expect(scan(second as Uint8Array, ANY, client => (client === 7 ? 1 : 0)).waits).toBe(false)
    expect(scan(first as Uint8Array, ANY, nothing).waits).toBe(false)
    expect(scan(Uint8Array.from([0, 1, 5, 1, 0, 1]), ANY, nothing).waits).toBe(true)
  })

  it("S8: several clients that build on each other in one update do not wait; in a circle they do", () => {
    // 5:0 stands alone, 6:0 after it, 5:1 after 6:0.
    const chain = [2, 2, 5, 0, 4, 1, 1, 116, 1, 97, 0x84, 6, 0, 1, 98, 1, 6, 0, 0x84, 5, 0, 1, 99, 0]
    expect(scan(Uint8Array.from(chain), ANY, nothing).waits).toBe(false)
    const circle = [2, 1, 5, 0, 0x84, 6, 0, 1, 97, 1, 6, 0, 0x84, 5, 0, 1, 98, 0]
    expect(scan(Uint8Array.from(circle), ANY, nothing).waits).toBe(true)
  })
})

describe("Merger", () => {
  it("puts a session together into what Yjs makes of its updates one by one", () => {
    fc.assert(
      fc.property(sessions, updates => {
        const merger = new Merger()
        const plain = new Y.Doc()
        for (const update of updates) {
          merger.add({ ...scan(update, ANY, everything), whole: true })
          Y.applyUpdate(plain, update)
        }
        const merged = new Y.Doc()
        for (const update of merger.updates) Y.applyUpdate(merged, update)
        expect(merged.store.pendingStructs).toBeNull()
        expect(merged.store.pendingDs).toBeNull()
        expect(Y.encodeStateAsUpdate(merged)).toEqual(Y.encodeStateAsUpdate(plain))
      }),
      { numRuns: 300 },
    )
  })

  it("makes one update of 20,000 keystrokes, no larger than they were", () => {
    const updates = typed("x".repeat(20_000)).map(update => scan(update, ANY, everything))
    const merger = new Merger()
    for (const update of updates) merger.add({ ...update, whole: true })
    expect(merger.updates).toHaveLength(1)
    expect(merger.updates[0]?.length).toBeLessThan(updates.reduce((sum, { bytes }) => sum + bytes.length, 0))
  })
})

function typed(text: string): Uint8Array[] {
  const updates: Uint8Array[] = []
  const doc = new Y.Doc()
  doc.clientID = 7
  doc.on("update", (update: Uint8Array) => updates.push(update))
  for (let i = 0; i < text.length; i++) doc.getText("t").insert(i, text[i] as string)
  return updates
}

function passes(update: Uint8Array): boolean {
  try {
    scan(update, ANY, everything)
    return true
  } catch (error) {
    if (error instanceof Malformed) return false
    throw error
  }
}

function varuint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return [...bytes, rest]
}
