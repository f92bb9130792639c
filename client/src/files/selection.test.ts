import { describe, expect, it } from "vitest"
import * as select from "./selection.ts"

const rows = ["a", "b", "c", "d", "e"]
const at = (id: string): select.Selection => select.moveTo(select.NOTHING, id)
const chosen = (selection: select.Selection) => [...selection.ids].sort().join("")

describe("a selection in a list", () => {
  it("begins at the end that one comes from", () => {
    expect(select.moveBy(select.NOTHING, rows, 1).at).toBe("a")
    expect(select.moveBy(select.NOTHING, rows, -1).at).toBe("e")
  })

  it("moves row by row, by pages, and holds at the ends", () => {
    expect(select.moveBy(at("b"), rows, 1).at).toBe("c")
    expect(select.moveBy(at("b"), rows, 10).at).toBe("e")
    expect(select.moveBy(at("b"), rows, Number.NEGATIVE_INFINITY).at).toBe("a")
  })

  it("takes rows one by one", () => {
    expect(chosen(select.toggle(select.toggle(at("a"), "b"), "d"))).toBe("bd")
    expect(chosen(select.toggle(select.toggle(at("a"), "b"), "b"))).toBe("")
  })

  it("grows and shrinks from where the range began", () => {
    const grown = select.extendBy(select.extendBy(at("b"), rows, 1), rows, 1)
    expect(chosen(grown)).toBe("bcd")
    expect(chosen(select.extendBy(grown, rows, -1))).toBe("bc")
    expect(chosen(select.extendTo(grown, rows, "a"))).toBe("ab")
  })

  it("takes everything at once", () => {
    expect(chosen(select.selectAll(at("c"), rows))).toBe("abcde")
  })

  it("keeps its range when the list is drawn again", () => {
    const range = select.extendBy(at("b"), rows, 1)
    expect(select.within(range, rows, rows)).toEqual(range)
  })

  it("forgets rows that went, and the keyboard stays in their place", () => {
    const before = select.toggle(select.toggle(at("a"), "b"), "c")
    const after = select.within(before, rows, ["a", "b", "d", "e"])
    expect(chosen(after)).toBe("b")
    expect(after.at).toBe("d")
    expect(select.within(at("e"), rows, ["a"]).at).toBe("a")
    expect(select.within(at("a"), ["a"], []).at).toBeUndefined()
  })
})
