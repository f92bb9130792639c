import { describe, expect, it } from "vitest"
import { doc, line } from "../test/build.ts"
import { outline } from "./outline.ts"
import { schema } from "./schema/index.ts"
import { plainText } from "./text.ts"

describe("plain text", () => {
  it("D11 shows the marks of lists, and code between two items does not start the numbers anew", () => {
    const text = plainText(
      doc(
        line("Title", { kind: "h1" }),
        line("one", { kind: "ordered" }),
        line("deeper", { kind: "ordered", indent: 1 }),
        schema.node("code_block", null, [schema.text("npm start")]),
        line("two", { kind: "ordered" }),
        line("break"),
        line("again", { kind: "ordered" }),
        line("point", { kind: "bullet" }),
        line("done", { kind: "task", checked: true }),
      ),
    )
    expect(text.split("\n")).toEqual([
      "Title",
      "1. one",
      "  1. deeper",
      "npm start",
      "2. two",
      "break",
      "1. again",
      "• point",
      "☑ done",
    ])
  })

  it("a table is its rows, a picture its words", () => {
    const cell = (text: string) => schema.node("table_cell", null, [line(text)])
    const table = schema.node("table", null, [schema.node("table_row", null, [cell("a"), cell("b")])])
    expect(plainText(doc(table, schema.node("image", { alt: "Harbour" }), schema.node("divider")))).toBe(
      "a\tb\nHarbour\n---",
    )
  })
})

describe("the outline", () => {
  it("has the headings in order with where they stand; empty ones are left out", () => {
    const document = doc(
      line("One", { kind: "h1" }),
      line("text"),
      line("", { kind: "h2" }),
      line("Two", { kind: "h2" }),
    )
    expect(outline(document)).toEqual([
      { id: "heading-1", level: 1, text: "One", pos: 0 },
      { id: "heading-2", level: 2, text: "Two", pos: 13 },
    ])
  })

  it("finds headings inside of callouts", () => {
    expect(outline(doc(schema.node("callout", null, [line("In", { kind: "h3" })])))).toHaveLength(1)
  })
})
