import { NodeSelection } from "prosemirror-state"
import { describe, expect, it } from "vitest"
import { after, doc, line, state, told } from "../../test/build.ts"
import { schema } from "../schema/index.ts"
import {
  blockWithChildren,
  clearFormats,
  deleteBlock,
  duplicateBlock,
  insertCallout,
  insertDivider,
  insertTable,
  moveBlock,
  moveBlocks,
  selectBlock,
  setColour,
  toggleCallout,
  toggleCodeBlock,
} from "./block.ts"

const run = (before: ReturnType<typeof state>, command: Parameters<typeof after>[1]) => {
  const next = after(before, command)
  return next && told(next.doc)
}

describe("a new block", () => {
  it("takes the place of an empty line, else stands below", () => {
    expect(run(state(doc(line("|"), line("b"))), insertDivider)).toBe("divider() text(b)")
    expect(run(state(doc(line("a|"))), insertDivider)).toBe("text(a) divider() text()")
    expect(run(state(doc(line("|"))), insertCallout("tip"))).toBe("callout(text())")
  })

  it("leaves the caret where one writes on", () => {
    const next = after(state(doc(line("a|"))), insertDivider)
    expect(next?.selection.$from.parent).toBe(next?.doc.lastChild)
    const table = after(state(doc(line("|"))), insertTable(2, 2))
    expect(table?.selection.$from.node(-1).type.name).toBe("table_header")
  })

  it("no table is put into a table", () => {
    const inside = after(state(doc(line("|"))), insertTable(2, 2))
    expect(inside && after(inside, insertTable(2, 2))).toBeUndefined()
  })
})

describe("code and callouts", () => {
  it("lines become one code block and lines again", () => {
    const code = after(state(doc(line("o|ne"), line("t|wo"))), toggleCodeBlock)
    expect(code && told(code.doc)).toBe("code_block(one\ntwo)")
    expect(code && run(code, toggleCodeBlock)).toBe("text(one) text(two)")
  })

  it("blocks are put into a callout and taken out", () => {
    const inside = after(state(doc(line("o|ne"))), toggleCallout)
    expect(inside && told(inside.doc)).toBe("callout(text(one))")
    expect(inside && run(inside, toggleCallout)).toBe("text(one)")
  })
})

describe("moving", () => {
  it("by keyboard moves the neighbour, and the block one writes in stays the same node", () => {
    const before = state(doc(line("a"), line("b|")))
    const next = after(before, moveBlock(-1))
    expect(next && told(next.doc)).toBe("text(b) text(a)")
    expect(next?.doc.firstChild).toBe(before.doc.lastChild)
    expect(next?.selection.$from.parent.textContent).toBe("b")
    expect(run(state(doc(line("a|"), line("b"))), moveBlock(1))).toBe("text(b) text(a)")
    expect(run(state(doc(line("a|"), line("b"))), moveBlock(-1))).toBeUndefined()
  })

  it("an item takes along what stands below it", () => {
    const items = doc(
      line("a", { kind: "bullet" }),
      line("a1", { kind: "bullet", indent: 1 }),
      line("b", { kind: "bullet" }),
    )
    expect(blockWithChildren(items, 0)).toEqual({ from: 0, to: 7 })
    expect(run(state(items), moveBlocks(0, 7, items.content.size))).toBe("bullet(b) bullet(a) bullet+1(a1)")
    expect(run(state(items), moveBlocks(0, 7, 3))).toBeUndefined()
  })
})

describe("one block", () => {
  it("is doubled, deleted, selected", () => {
    expect(run(state(doc(line("a|"))), duplicateBlock(0))).toBe("text(a) text(a)")
    expect(run(state(doc(line("a|"), line("b"))), deleteBlock(0))).toBe("text(b)")
    expect(run(state(doc(line("a|"))), deleteBlock(0))).toBe("text()")
    expect(after(state(doc(line("a|"))), selectBlock(0))?.selection).toBeInstanceOf(NodeSelection)
  })
})

describe("colours", () => {
  it("are put on text and taken away; clearing leaves links", () => {
    const red = after(state(doc(line("|ab|"))), setColour("colour", "red"))
    expect(red?.doc.firstChild?.firstChild?.marks.map(mark => mark.attrs.name)).toEqual(["red"])
    expect(red && after(red, setColour("colour", null))?.doc.firstChild?.firstChild?.marks).toEqual([])
    const linked = schema.text("|ab|", [schema.mark("link", { href: "/x" }), schema.mark("bold")])
    const cleared = after(state(doc(schema.node("paragraph", null, [linked]))), clearFormats)
    expect(cleared?.doc.firstChild?.firstChild?.marks.map(mark => mark.type.name)).toEqual(["link"])
  })
})
