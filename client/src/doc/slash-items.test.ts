import { describe, expect, it } from "vitest"
import { findBlocks, slashItems } from "./slash-items.ts"

const found = (query: string) => findBlocks(query).map(item => item.id)

describe("the slash menu finds a block by", () => {
  it("nothing: then it shows all, in their order", () => expect(found("")).toEqual(slashItems.map(item => item.id)))

  it.each([
    ["table", "table"],
    ["tab", "table"],
    ["todo", "task"],
    ["h2", "h2"],
    ["Heading 3", "h3"],
    ["表格", "table"],
    ["标题", "h1"],
    ["biaoti", "h1"],
    ["bt", "h1"],
    ["bt3", "h3"],
    ["bg", "table"],
    ["fengexian", "divider"],
    ["dmk", "codeBlock"],
    ["glk", "callout"],
    ["tp", "image"],
    ["yy", "quote"],
    ["rw", "task"],
    ["wxlb", "bullet"],
    // Raw pinyin as an input method shows it, with its separators.
    ["biao ge", "table"],
    ["bian'hao", "ordered"],
  ])("%s: %s comes first", (query, id) => expect(found(query)[0]).toBe(id))

  it("headings of every level are found by their Chinese name and its pinyin", () => {
    expect(found("标题")).toEqual(["h1", "h2", "h3", "h4"])
    expect(found("bt")).toEqual(["h1", "h2", "h3", "h4"])
  })

  it("what no block is called finds none", () => expect(found("xyzzy")).toEqual([]))
})
