import fc from "fast-check"
import type { Node } from "prosemirror-model"
import { Transform } from "prosemirror-transform"
import { describe, expect, it } from "vitest"
import { doc, line } from "../test/build.ts"
import { become, replacement } from "./diff.ts"
import { schema } from "./schema/index.ts"

const block = fc.oneof(
  fc
    .record({
      text: fc.string({ unit: fc.constantFrom("a", "b", "你"), maxLength: 6 }),
      kind: fc.constantFrom("text" as const, "h1" as const, "bullet" as const),
    })
    .map(({ text, kind }) => line(text, { kind })),
  fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 4 }).map(text => schema.node("callout", null, [line(text)])),
  fc.constant(schema.node("divider")),
)
const documents = fc.array(block, { minLength: 1, maxLength: 6 }).map(blocks => doc(...blocks))

describe("what differs between two documents", () => {
  it("is nothing between equals", () => {
    expect(become(doc(line("a")), doc(line("a")))).toBeUndefined()
    expect(replacement(doc(line("a")), doc(line("a")))).toBeUndefined()
  })

  it("leaves positions outside of the change where they are", () => {
    const step = become(
      doc(line("one"), line("two"), line("three")),
      doc(line("one"), line("two, and more"), line("three")),
    )
    const map = step?.getMap()
    expect([map?.map(2), map?.map(12)]).toEqual([2, 22])
  })

  it("makes the one of the other, as the very same node, and back", () => {
    fc.assert(
      fc.property(documents, documents, (before: Node, after: Node) => {
        const step = become(before, after)
        if (step === undefined) {
          expect(before.eq(after)).toBe(true)
          return
        }
        const done = new Transform(before).step(step)
        expect(done.doc).toBe(after)
        expect(step.getMap().map(before.content.size)).toBe(after.content.size)
        expect(done.step(step.invert()).doc).toBe(before)
        const plain = replacement(before, after)
        expect(plain && new Transform(before).step(plain).doc.eq(after)).toBe(true)
      }),
      { numRuns: 1_000, seed: 20261123 },
    )
  })
})
