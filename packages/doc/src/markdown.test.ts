import { describe, expect, it } from "vitest"
import { doc, told } from "../test/build.ts"
import { fromMarkdown, looksLikeMarkdown } from "./markdown.ts"

const read = (text: string) => {
  const content = fromMarkdown(text)
  const document = doc(...content.content)
  document.check()
  return document
}

describe("D9 Markdown that is pasted", () => {
  it("headings, lists, tasks and quotes become lines", () => {
    expect(told(read("# A\n\n- b\n  1. c\n- [x] d\n- [ ] e\n\n> f\n\ng"))).toBe(
      "h1(A) bullet(b) ordered+1(c) task!(d) task(e) quote(f) text(g)",
    )
  })

  it("a second paragraph of an item stands below it", () => {
    expect(told(read("- a\n\n  b"))).toBe("bullet(a) text+1(b)")
  })

  it("code, dividers and tables become blocks", () => {
    expect(told(read("```js\nx = 1\n```\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |"))).toBe(
      "code_block(x = 1) divider() table(table_row(table_header(text(a)) table_header(text(b))) table_row(table_cell(text(1)) table_cell(text(2))))",
    )
  })

  it("inline marks become marks", () => {
    const marks = read("**b** *i* ~~s~~ `c` [l](https://example.com)")
      .firstChild?.content.content.filter(node => node.marks.length > 0)
      .map(node => `${node.text}:${node.marks.map(mark => mark.type.name)}`)
    expect(marks).toEqual(["b:bold", "i:italic", "s:strike", "c:code", "l:link"])
  })

  it("refused links and foreign pictures leave their words", () => {
    const document = read("[a](javascript:alert(1)) ![alt](https://evil.example/a.png) [b](//evil.example)")
    expect(document.textContent).toContain("alt")
    expect(JSON.stringify(document.toJSON())).not.toMatch(/"link"|"image"/)
  })

  it("HTML stays text", () => {
    expect(told(read("<script>alert(1)</script>"))).toBe("text(<script>alert(1)</script>)")
    expect(read("a <img src=x onerror=alert(1)> b").textContent).toContain("<img")
  })

  it("is told from text", () => {
    for (const yes of [
      "# A",
      "- a\n- b",
      "1. a",
      "> q",
      "```\nx\n```",
      "a **b** c",
      "[a](https://example.com)",
      "- [ ] x",
    ]) {
      expect(looksLikeMarkdown(yes), yes).toBe(true)
    }
    for (const no of ["plain", "a * b * c", "#hashtag", "x-y", "2 ** 3 ** 4", "你好。", "snake_case_name", "3.14"]) {
      expect(looksLikeMarkdown(no), no).toBe(false)
    }
  })
})
