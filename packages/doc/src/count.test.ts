import { describe, expect, it } from "vitest"
import { doc, line } from "../test/build.ts"
import { count, countText } from "./count.ts"
import { schema } from "./schema/index.ts"

describe("D8 words are counted as office programs for Chinese do", () => {
  it.each([
    ["", 0],
    ["hello world", 2],
    ["你好世界", 4],
    ["你好，世界。", 6],
    ["你好 world", 3],
    ["Sheaf文档", 3],
    ["3.14 和 1,000", 3],
    ["don't stop", 2],
    ["“引用”", 4],
    ["“quoted” — so", 2],
    ["他说——好……", 7],
    ["日本語テスト", 6],
    ["한국어", 3],
    ["e-mail foo@bar.com", 2],
    ["𠮷野家", 3],
    ["   ", 0],
    ["🙂", 0],
  ])("%s has %d", (text, words) => expect(countText(text).words).toBe(words))

  it("characters are those one sees, with and without spaces", () => {
    expect(countText("你 好 ab")).toMatchObject({ characters: 4, charactersWithSpaces: 6 })
    expect(countText("𠮷🙂")).toMatchObject({ characters: 2, charactersWithSpaces: 2 })
  })

  it("counts what stands in tables and callouts", () => {
    const callout = schema.node("callout", null, [line("两字"), line("two words")])
    expect(count(doc(line("一"), callout))).toMatchObject({ words: 5 })
  })
})
