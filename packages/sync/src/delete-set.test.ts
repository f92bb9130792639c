import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { DeleteSet } from "./delete-set.ts"

const range = fc
  .record({ client: fc.nat(2), from: fc.nat(60), length: fc.integer({ min: 1, max: 12 }) })
  .map(({ client, from, length }) => ({ client, from, to: from + length }))

describe("a delete set", () => {
  it("S10: knows exactly the clocks that were added", () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), range, (added, asked) => {
        const set = new DeleteSet()
        const model = new Set<string>()
        for (const { client, from, to } of added) {
          set.add({ client, from, to })
          for (let clock = from; clock < to; clock++) model.add(`${client} ${clock}`)
        }
        const missing = set
          .missing(asked)
          .flatMap(gap => Array.from({ length: gap.to - gap.from }, (_, i) => gap.from + i))
        const expected = Array.from({ length: asked.to - asked.from }, (_, i) => asked.from + i)
        expect(missing).toEqual(expected.filter(clock => !model.has(`${asked.client} ${clock}`)))
      }),
      { numRuns: 2000 },
    )
  })
})
