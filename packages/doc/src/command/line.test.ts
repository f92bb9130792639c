import { describe, expect, it } from "vitest"
import { after, doc, line, state, told } from "../../test/build.ts"
import { schema } from "../schema/index.ts"
import {
  backOut,
  indent,
  leaveCallout,
  newlineInCode,
  selectedKind,
  setKind,
  splitLine,
  toggleKind,
  toggleTasks,
} from "./line.ts"

const run = (before: ReturnType<typeof state>, command: Parameters<typeof after>[1]) => {
  const next = after(before, command)
  return next && told(next.doc)
}

describe("a line's kind", () => {
  it("D1 changing it keeps the text node itself", () => {
    const before = state(doc(line("Ti|tle")))
    const next = after(before, setKind("h1"))
    expect(next?.doc.firstChild?.attrs.kind).toBe("h1")
    expect(next?.doc.firstChild?.content).toBe(before.doc.firstChild?.content)
    expect(next?.doc.firstChild?.type).toBe(before.doc.firstChild?.type)
  })

  it("all lines of the selection change, and change back", () => {
    const before = state(doc(line("o|ne"), line("t|wo"), line("three")))
    expect(run(before, toggleKind("bullet"))).toBe("bullet(one) bullet(two) text(three)")
    const back = state(doc(line("o|ne", { kind: "bullet" }), line("t|wo", { kind: "bullet" })))
    expect(run(back, toggleKind("bullet"))).toBe("text(one) text(two)")
  })

  it("a selection of different kinds has none", () => {
    expect(selectedKind(state(doc(line("o|ne"), line("t|wo", { kind: "h1" }))))).toBeUndefined()
  })

  it("a code block becomes a line with breaks", () => {
    const code = schema.nodes.code_block.create(null, schema.text("a|\nb"))
    const next = after(state(doc(code)), setKind("text"))
    expect(next?.doc.firstChild?.type.name).toBe("paragraph")
    expect(next?.doc.firstChild?.child(1).type.name).toBe("hard_break")
  })
})

describe("levels", () => {
  it("go in and out within bounds", () => {
    expect(run(state(doc(line("a|", { kind: "bullet" }))), indent(1))).toBe("bullet+1(a)")
    expect(run(state(doc(line("a|", { kind: "bullet", indent: 1 }))), indent(-1))).toBe("bullet(a)")
    expect(run(state(doc(line("a|", { kind: "bullet" }))), indent(-1))).toBeUndefined()
    expect(run(state(doc(line("a|", { kind: "bullet", indent: 7 }))), indent(1))).toBeUndefined()
  })

  it("headings have none", () => {
    expect(run(state(doc(line("a|", { kind: "h2" }))), indent(1))).toBeUndefined()
  })
})

describe("Enter", () => {
  it("goes on with a list, and a new task is not done", () => {
    expect(run(state(doc(line("a|b", { kind: "ordered", indent: 1 }))), splitLine)).toBe("ordered+1(a) ordered+1(b)")
    expect(run(state(doc(line("a|", { kind: "task", checked: true }))), splitLine)).toBe("task!(a) task()")
  })

  it("after a heading comes text", () => {
    expect(run(state(doc(line("Title|", { kind: "h1" }))), splitLine)).toBe("h1(Title) text()")
  })

  it("in the middle of a heading makes two", () => {
    expect(run(state(doc(line("Ti|tle", { kind: "h1" }))), splitLine)).toBe("h1(Ti) h1(tle)")
  })

  it("before a heading pushes it down", () => {
    expect(run(state(doc(line("|Title", { kind: "h1" }))), splitLine)).toBe("text() h1(Title)")
  })

  it("in an empty item goes out a level, then leaves the list", () => {
    expect(run(state(doc(line("|", { kind: "bullet", indent: 1 }))), splitLine)).toBe("bullet()")
    expect(run(state(doc(line("|", { kind: "bullet" }))), splitLine)).toBe("text()")
    expect(run(state(doc(line("|", { kind: "quote" }))), splitLine)).toBe("text()")
  })

  it("in plain text is nothing of ours", () => {
    expect(run(state(doc(line("a|b"))), splitLine)).toBeUndefined()
  })

  it("in code keeps the indentation, and leaves at the third", () => {
    const code = (text: string) => schema.nodes.code_block.create(null, schema.text(text))
    expect(run(state(doc(code("  if|"))), newlineInCode)).toBe("code_block(  if\n  )")
    expect(run(state(doc(code("x\n\n|"))), newlineInCode)).toBe("code_block(x) text()")
  })

  it("on a callout's last empty line leaves it", () => {
    const callout = schema.nodes.callout.create(null, [line("a"), line("|")])
    expect(run(state(doc(callout)), leaveCallout)).toBe("callout(text(a)) text()")
  })
})

describe("Backspace before the first character", () => {
  it("takes the kind away, then the level", () => {
    expect(run(state(doc(line("|a", { kind: "bullet", indent: 1 }))), backOut)).toBe("text+1(a)")
    expect(run(state(doc(line("|a", { indent: 1 }))), backOut)).toBe("text(a)")
    expect(run(state(doc(line("|a"))), backOut)).toBeUndefined()
    expect(run(state(doc(line("a|", { kind: "h1" }))), backOut)).toBeUndefined()
  })
})

describe("tasks", () => {
  it("are ticked together, and unticked once all are done", () => {
    const two = state(doc(line("a|", { kind: "task" }), line("b|", { kind: "task", checked: true })))
    const ticked = after(two, toggleTasks)
    expect(ticked && told(ticked.doc)).toBe("task!(a) task!(b)")
    expect(ticked && run(ticked, toggleTasks)).toBe("task(a) task(b)")
  })
})
