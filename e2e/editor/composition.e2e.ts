import { expect, test } from "./playground.ts"

test.describe("an input method composes", () => {
  test("nothing is published until the characters are chosen", async ({ play }) => {
    await play.lines("abcd")
    await play.caret("a", 2)
    const before = await play.written("a")
    for (const raw of ["n", "ni", "ni h", "ni ha", "ni hao"]) await play.compose(raw)
    await expect.poll(() => play.text("a")).toBe("abni haocd")
    expect(await play.text("b")).toBe("abcd")
    expect(await play.written("a")).toBe(before)
    await play.choose("你好")
    await play.agree()
    expect(await play.text("a")).toBe("ab你好cd")
    expect(await play.text("b")).toBe("ab你好cd")
    expect(await play.written("a")).toBe(before + 1)
  })

  for (const [where, after] of [
    ["before", "XYab你好cd"],
    ["after", "ab你好cdXY"],
    ["inside", "abXY你好cd"],
  ] as const) {
    test(`another's edit ${where} the composed place in the same paragraph waits and breaks nothing`, async ({
      play,
    }) => {
      await play.lines("abcd")
      await play.caret("a", 2)
      await play.compose("n")
      await play.compose("ni")
      await play.remote("b", where, "XY")
      await expect.poll(() => play.text("b")).toContain("XY")
      await play.compose("ni h")
      await play.compose("ni hao")
      expect(await play.text("a")).toBe("abni haocd")
      await play.choose("你好")
      await play.agree()
      const ends = where === "inside" ? ["abXY你好cd", "ab你好XYcd"] : [after]
      expect(ends).toContain(await play.text("a"))
      expect(await play.text("b")).toBe(await play.text("a"))
    })
  }

  test("the paragraph that is composed in is removed by another: nothing breaks and both agree", async ({ play }) => {
    await play.lines("abcd", "second")
    await play.caret("a", 2)
    await play.compose("ni")
    await play.remote("b", "remove")
    await expect.poll(() => play.text("b")).toBe("second")
    await play.compose("ni hao")
    await play.choose("你好")
    await play.agree()
    expect(await play.text("a")).toBe(await play.text("b"))
    expect(await play.text("a")).toContain("second")
    await play.type("a", "!")
    await play.agree()
    expect(await play.text("b")).toContain("!")
  })

  test("the first key in an empty document is composed", async ({ play }) => {
    await play.editor("a").click()
    await play.compose("n")
    await play.compose("ni")
    expect(await play.stored("b")).toBe("")
    await play.choose("你")
    await play.agree()
    expect(await play.text("b")).toBe("你")
    await play.compose("hao")
    await play.choose("好")
    await play.agree()
    expect(await play.text("b")).toBe("你好")
  })

  test("two people compose in one paragraph at once", async ({ play }) => {
    await play.lines("-")
    await play.caret("a", 0)
    await play.compose("wo")
    await play.remote("b", "after", "们")
    await play.choose("我")
    await play.agree()
    expect(await play.text("b")).toBe("我-们")
  })

  test("a composition given up publishes nothing", async ({ play }) => {
    await play.lines("abcd")
    await play.caret("a", 4)
    const before = await play.written("a")
    await play.compose("ni")
    await play.remote("b", "before", "X")
    await play.compose("")
    await play.agree()
    expect(await play.text("a")).toBe("Xabcd")
    expect(await play.written("a")).toBe(before)
  })

  test("a composition replaces a selection", async ({ play }) => {
    await play.lines("one two three")
    await play.caret("a", 4, 7)
    await play.compose("er")
    expect(await play.text("b")).toBe("one two three")
    await play.remote("b", "after", "!")
    await play.choose("二")
    await play.agree()
    expect(await play.text("b")).toBe("one 二 three!")
  })

  test("it composes in a cell of a table", async ({ play }) => {
    await play.editor("a").click()
    await play.type("a", "/table")
    await play.page.keyboard.press("Enter")
    await play.agree()
    await play.compose("biao")
    await play.compose("biao ge")
    expect(await play.text("b")).not.toContain("biao")
    await play.choose("表格")
    await play.agree()
    await expect(play.editor("b").locator("th").first()).toContainText("表格")
  })

  test("the focus goes while it composes: nothing stays held", async ({ play }) => {
    await play.lines("abcd")
    await play.caret("a", 4)
    await play.compose("ni")
    await play.remote("b", "before", "X")
    await play.page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await play.agree()
    expect(await play.text("a")).toContain("Xabcd")
  })

  test("the editor goes away while it composes: nothing stays held, nothing raw is published", async ({ play }) => {
    await play.lines("abcd")
    await play.caret("a", 4)
    await play.compose("ni hao")
    await play.remote("b", "before", "X")
    await play.page.evaluate(() => document.querySelector("#a")?.remove())
    await play.agree()
    expect(await play.stored("a")).toBe("<paragraph>Xabcd</paragraph>")
  })

  test("quick phrases one after the other arrive whole", async ({ play }) => {
    await play.editor("a").click()
    for (const [raw, chosen] of [
      ["jin tian", "今天"],
      ["tian qi", "天气"],
      ["hen hao", "很好"],
    ] as const) {
      await play.compose(raw)
      await play.choose(chosen)
    }
    await play.agree()
    expect(await play.text("b")).toBe("今天天气很好")
  })

  test("a change that was not held back is merged, not lost", async ({ play }) => {
    await play.lines("abcd")
    await play.caret("a", 2)
    await play.compose("ni")
    // As when a page's own store on the device loads late: it writes past `hold`.
    await play.page.evaluate(() => {
      const { a, Y } = window.playground
      const paragraph = a.doc.getXmlFragment("content").get(0)
      if (!(paragraph instanceof Y.XmlElement)) throw new Error("no paragraph")
      const text = paragraph.get(0)
      a.doc.transact(() => text instanceof Y.XmlText && text.insert(4, "XY"), "late")
    })
    await play.compose("ni hao")
    await play.choose("你好")
    await play.agree()
    expect(await play.text("a")).toBe("ab你好cdXY")
    expect(await play.text("b")).toBe("ab你好cdXY")
  })

  test("undo takes back the chosen characters at once", async ({ play }) => {
    await play.lines("abcd")
    // Yjs joins what is done within half a second into one step of undo.
    const typed = await play.page.evaluate(() => performance.now())
    await play.page.waitForFunction(from => performance.now() - from > 500, typed)
    await play.caret("a", 4)
    await play.compose("ni hao")
    await play.choose("你好")
    await play.agree()
    await play.remote("b", "before", "X")
    await play.agree()
    await play.page.keyboard.press("Control+z")
    await play.agree()
    expect(await play.text("b")).toBe("Xabcd")
  })
})
