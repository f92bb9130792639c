import { expect, test } from "./playground.ts"

test.describe("two people write in one document", () => {
  test("both type in one paragraph at once and nothing is lost", async ({ play }) => {
    await play.lines("middle")
    await play.page.evaluate(() => {
      window.playground.a.stop()
      window.playground.b.stop()
    })
    await play.caret("a", 0)
    await play.page.keyboard.type("left ")
    await play.caret("b", 6)
    await play.page.keyboard.type(" right")
    await play.page.evaluate(() => {
      window.playground.a.flow()
      window.playground.b.flow()
    })
    await play.agree()
    expect(await play.text("a")).toBe("left middle right")
    expect(await play.text("b")).toBe("left middle right")
  })

  test("D1 one makes a paragraph a heading while the other types in it: both are kept", async ({ play }) => {
    await play.lines("title")
    await play.page.evaluate(() => window.playground.b.stop())
    await play.caret("a", 5)
    await play.page.keyboard.press("Control+Alt+1")
    await play.caret("b", 5)
    await play.page.keyboard.type(" and more")
    await play.page.evaluate(() => window.playground.b.flow())
    await play.agree()
    expect(await play.html("a")).toBe('<h1 data-kind="h1">title and more</h1>')
  })

  test("undo takes back only one's own changes", async ({ play }) => {
    await play.lines("one")
    await play.remote("b", "after", " two")
    await play.agree()
    await play.caret("a", 7)
    await play.page.keyboard.press("Control+z")
    await play.agree()
    expect(await play.text("b")).toBe(" two")
    await play.page.keyboard.press("Control+Shift+z")
    await play.agree()
    expect(await play.text("b")).toBe("one two")
  })

  test("the other's edit above moves neither my caret nor what I see", async ({ play }) => {
    await play.lines("first", ...Array.from({ length: 60 }, (_, at) => `line ${at}`))
    await play.caret("a", 12)
    await play.page.evaluate(() => window.scrollTo(0, 600))
    const seen = () =>
      play.page.evaluate(() => document.querySelector("#a .prose p:nth-of-type(30)")?.getBoundingClientRect().top)
    const before = await seen()
    await play.remote("b", "before", "much ")
    await play.agree()
    expect(await seen()).toBe(before)
    await play.page.keyboard.insertText("X")
    await play.agree()
    expect(await play.text("b")).toContain("much first\nline 0X\nline 1")
  })

  test("the other's caret is shown with the name and follows what they write", async ({ play }) => {
    await play.lines("hello")
    await play.caret("b", 2, 4)
    const caret = play.editor("a").locator(".others-caret")
    await expect(caret).toHaveCount(1)
    await expect(caret.locator(".others-name")).toHaveAttribute("data-name", "Ben Carter")
    await expect(play.editor("a").locator(".others-selection")).toHaveText("ll")
    await expect(caret).toHaveCSS("border-inline-start-color", "rgb(19, 122, 59)")
  })

  test("a peer's presence that is nonsense is not shown and breaks nothing", async ({ play }) => {
    await play.lines("hello")
    await play.page.evaluate(() => {
      const { awareness } = window.playground.b
      awareness.setLocalStateField("user", { id: 1, name: { html: "<img onerror=x>" }, colour: "url(x)" })
      awareness.setLocalStateField("cursor", { anchor: { item: { client: "x", clock: -1 } }, head: 7 })
    })
    await play.caret("a", 5)
    await play.page.keyboard.type("!")
    await play.agree()
    await expect(play.editor("a").locator(".others-caret")).toHaveCount(0)
    expect(await play.text("b")).toBe("hello!")
  })

  test("D6 what a peer writes past the editor cannot run, load or lead anywhere", async ({ play }) => {
    await play.page.evaluate(() => {
      const { b, Y } = window.playground
      const fragment = b.doc.getXmlFragment("content")
      const image = new Y.XmlElement("image")
      image.setAttribute("src", "https://evil.example/pixel.png")
      image.setAttribute("alt", "<img src=x onerror=alert(1)>")
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.setAttribute("kind", "h1 onclick=alert(1)")
      const text = new Y.XmlText()
      text.insert(0, "click", { link: { href: "javascript:alert(1)" }, colour: { name: "red;background:url(//evil)" } })
      paragraph.insert(0, [text])
      fragment.insert(0, [image, paragraph])
    })
    await play.agree()
    await expect(play.editor("a").locator(".picture-missing")).toBeVisible()
    expect(await play.editor("a").locator("img[src], a, [onclick], [style*=url]").count()).toBe(0)
    expect(await play.text("a")).toContain("click")
  })
})

test.describe("writing", () => {
  test("Markdown as one types it", async ({ play }) => {
    await play.editor("a").click()
    const type = async (...lines: string[]) => {
      for (const line of lines) {
        await play.page.keyboard.type(line)
        await play.page.keyboard.press("Enter")
      }
    }
    await type("# Title", "text **bold** *it* `co` ~~no~~ [l](https://example.com) end", "- a", "b")
    await play.page.keyboard.press("Enter")
    await type("1. one")
    await play.page.keyboard.press("Backspace")
    await type("> said")
    await play.agree()
    const html = await play.html("b")
    expect(html).toContain('<h1 data-kind="h1">Title</h1>')
    expect(html).toContain("<strong>bold</strong> <em>it</em>")
    expect(html).toContain("<s>no</s>")
    expect(html).toContain('<a href="https://example.com" rel="noopener noreferrer nofollow" target="_blank">l</a> end')
    expect(html).toContain('<p data-kind="bullet">a</p><p data-kind="bullet">b</p>')
    expect(html).toContain('<p data-kind="ordered">one</p>')
    expect(html).toContain('<p data-kind="quote">said</p>')
  })

  for (const [language, typed, option] of [
    ["en", "head", "Heading 1"],
    ["en", "todo", "Task list"],
    ["zh", "bt", "一级标题"],
    ["zh", "biaoti2", "二级标题"],
    ["zh", "代码", "代码块"],
    ["zh", "fgx", "分割线"],
  ] as const) {
    test(`the slash menu finds ${option} by ${typed}, by keyboard`, async ({ play }) => {
      await play.page.evaluate(name => window.playground.setLanguage(name), language)
      await play.editor("a").click()
      await play.page.keyboard.press("/")
      const list = play.page.getByRole("listbox")
      await expect(list).toBeVisible()
      await play.page.keyboard.insertText(typed)
      const active = list.getByRole("option", { selected: true })
      await expect(active).toContainText(option)
      await expect(play.editor("a")).toHaveAttribute("aria-activedescendant", (await active.getAttribute("id")) ?? "?")
      await play.page.keyboard.press("Enter")
      await expect(list).toBeHidden()
      expect(await play.text("a")).not.toContain("/")
    })
  }

  test("the slash menu goes with the arrows, and Escape leaves the text", async ({ play }) => {
    await play.editor("a").click()
    await play.page.keyboard.type("/")
    const selected = play.page.getByRole("listbox").getByRole("option", { selected: true })
    await expect(selected).toContainText("Text")
    await play.page.keyboard.press("ArrowDown")
    await expect(selected).toContainText("Heading 1")
    await play.page.keyboard.press("ArrowUp")
    await play.page.keyboard.press("ArrowUp")
    await expect(selected).toContainText("Divider")
    await play.page.keyboard.press("Escape")
    await expect(play.page.getByRole("listbox")).toHaveCount(0)
    await play.page.keyboard.type("home")
    await expect(play.page.getByRole("listbox")).toHaveCount(0)
    expect(await play.text("a")).toBe("/home")
  })

  test("the toolbar is reached with Alt+F10, walked with arrows, left with Escape", async ({ play }) => {
    await play.lines("word")
    await play.caret("a", 0, 4)
    await play.page.keyboard.press("Alt+F10")
    const toolbar = play.page.getByRole("toolbar", { name: "Formatting" })
    await expect(toolbar.getByRole("button", { name: "Heading 1" })).toBeFocused()
    for (let step = 0; step < 3; step++) await play.page.keyboard.press("ArrowRight")
    await expect(toolbar.getByRole("button", { name: "Bold" })).toBeFocused()
    await play.page.keyboard.press("Enter")
    await expect(toolbar.getByRole("button", { name: "Bold" })).toHaveAttribute("aria-pressed", "true")
    await play.page.keyboard.press("Escape")
    await expect(play.editor("a")).toBeFocused()
    expect(await play.html("a")).toBe('<p data-kind="text"><strong>word</strong></p>')
  })

  test("colours are chosen by keyboard", async ({ play }) => {
    await play.lines("word")
    await play.caret("a", 0, 4)
    await play.page.locator("#a sheaf-doc-toolbar").getByRole("button", { name: "Colour" }).click()
    const box = play.page.getByRole("dialog", { name: "Colour" })
    await expect(box.getByRole("button", { name: "Default" }).first()).toBeFocused()
    await play.page.keyboard.press("ArrowRight")
    await play.page.keyboard.press("ArrowRight")
    await play.page.keyboard.press("Enter")
    expect(await play.html("b")).toContain('<span data-colour="red">word</span>')
    await expect(play.editor("a")).toBeFocused()
  })

  test("links are made, refused, changed and removed", async ({ play }) => {
    await play.lines("word")
    await play.caret("a", 0, 4)
    await play.page.keyboard.press("Control+k")
    const field = play.page.getByLabel("Address", { exact: true })
    await field.fill("javascript:alert(1)")
    await play.page.keyboard.press("Enter")
    await expect(play.page.getByRole("alert")).toContainText("Only web")
    await field.fill("example.com/a")
    await play.page.keyboard.press("Enter")
    await expect(play.editor("b").locator("a")).toHaveAttribute("href", "https://example.com/a")
    await play.page.context().route("https://example.com/**", route => route.fulfill({ body: "there" }))
    const opening = play.page.waitForEvent("popup")
    await play
      .editor("a")
      .locator("a")
      .click({ modifiers: ["Control"] })
    expect((await opening).url()).toBe("https://example.com/a")
    await play.page.bringToFront()
    await play.caret("a", 2)
    await play.page.getByRole("button", { name: "Remove link" }).click()
    await expect(play.editor("b").locator("a")).toHaveCount(0)
  })

  test("tasks are ticked with a press and with the keyboard", async ({ play }) => {
    await play.lines("[] buy milk")
    const box = play.editor("a").getByRole("checkbox")
    await box.click()
    await expect(box).toHaveAttribute("aria-checked", "true")
    await expect(play.editor("b").getByRole("checkbox")).toHaveAttribute("aria-checked", "true")
    await play.caret("a", 3)
    await play.page.keyboard.press("Control+Enter")
    await expect(box).toHaveAttribute("aria-checked", "false")
  })

  test("tables: rows, columns, merge, split, Tab", async ({ play }) => {
    await play.editor("a").click()
    await play.page.keyboard.type("/table")
    await play.page.keyboard.press("Enter")
    await play.page.keyboard.type("a")
    await play.page.keyboard.press("Tab")
    await play.page.keyboard.type("b")
    const bar = play.page.getByRole("toolbar", { name: "Table" })
    await bar.getByRole("button", { name: "Insert row below" }).click()
    await bar.getByRole("button", { name: "Insert column right" }).click()
    await play.agree()
    await expect(play.editor("b").locator("tr")).toHaveCount(4)
    await expect(play.editor("b").locator("tr").first().locator("th")).toHaveCount(4)
    const cells = play.editor("a").locator("th")
    const [from, to] = [await cells.nth(0).boundingBox(), await cells.nth(1).boundingBox()]
    if (from === null || to === null) throw new Error("no cells")
    await play.page.mouse.move(from.x + 20, from.y + 15)
    await play.page.mouse.down()
    await play.page.mouse.move(to.x + 30, to.y + 15, { steps: 4 })
    await play.page.mouse.up()
    await play.page.locator("#a sheaf-doc-toolbar").getByRole("button", { name: "Colour" }).click()
    await play.page.getByRole("dialog", { name: "Colour" }).getByRole("button", { name: "Green" }).last().click()
    await expect(play.editor("b").locator("th[data-background=green]")).toHaveCount(2)
    await bar.getByRole("button", { name: "Merge cells" }).click()
    await expect(play.editor("b").locator("th").first()).toHaveAttribute("colspan", "2")
    await bar.getByRole("button", { name: "Split cell" }).click()
    await expect(play.editor("b").locator("th")).toHaveCount(4)
    await bar.getByRole("button", { name: "Delete table" }).click()
    await expect(play.editor("b").locator("table")).toHaveCount(0)
  })

  test("a table's column is made wider with the pointer", async ({ play }) => {
    await play.editor("a").click()
    await play.page.keyboard.type("/table")
    await play.page.keyboard.press("Enter")
    const cell = await play.editor("a").locator("th").first().boundingBox()
    if (cell === null) throw new Error("no cell")
    await play.page.mouse.move(cell.x + cell.width - 1, cell.y + 10)
    await play.page.mouse.down()
    await play.page.mouse.move(cell.x + cell.width + 40, cell.y + 10, { steps: 4 })
    await play.page.mouse.up()
    await expect(play.editor("b").locator("th[data-colwidth]")).toHaveCount(1)
  })

  test("a block is dragged below another with its handle", async ({ play }) => {
    await play.lines("one", "two", "three")
    await play.editor("a").locator("p").first().hover()
    const grip = play.page.locator("#a sheaf-block-handle").getByRole("button", { name: "Drag to move" })
    const [from, to] = [await grip.boundingBox(), await play.editor("a").locator("p").nth(2).boundingBox()]
    if (from === null || to === null) throw new Error("no handle")
    await play.page.mouse.move(from.x + 8, from.y + 10)
    await play.page.mouse.down()
    await play.page.mouse.move(from.x + 8, to.y + to.height - 2, { steps: 6 })
    await play.page.mouse.up()
    await play.agree()
    expect(await play.text("b")).toBe("two\nthree\none")
  })

  test("the handle's menu turns a line into another kind", async ({ play }) => {
    await play.lines("one")
    await play.editor("a").locator("p").first().hover()
    await play.page.locator("#a sheaf-block-handle").getByRole("button", { name: "Drag to move" }).click()
    await play.page.getByRole("menuitem", { name: "Heading 2" }).click()
    await expect(play.editor("b").locator("h2")).toHaveText("one")
  })

  test("Escape and Tab leave the editor; Tab alone does not", async ({ play }) => {
    await play.lines("one")
    await play.page.keyboard.press("Tab")
    await expect(play.editor("a")).toBeFocused()
    await play.page.keyboard.press("Escape")
    await play.page.keyboard.press("Tab")
    await expect(play.editor("a")).not.toBeFocused()
  })

  test("the outline lists the headings and goes to them; words are counted", async ({ play }) => {
    await play.page.evaluate(() => {
      window.playground.main.className = "single"
    })
    await play.page.setViewportSize({ width: 1440, height: 600 })
    await play.lines("# 第一章", ...Array.from({ length: 30 }, () => "text"), "## End")
    const outline = play.page.getByRole("navigation", { name: "Outline" })
    await expect(outline.getByRole("button")).toHaveText(["第一章", "End"])
    await outline.getByRole("button", { name: "第一章" }).press("Enter")
    await expect(play.editor("a").locator("h1")).toBeInViewport()
    await expect(play.page.locator("sheaf-doc-status")).toContainText("34 words")
  })

  test("the sheet of shortcuts opens with Ctrl+/ and speaks the language that is chosen", async ({ play }) => {
    await play.editor("a").click()
    await play.page.keyboard.press("Control+/")
    await expect(play.page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible()
    await play.page.evaluate(() => window.playground.setLanguage("zh"))
    await expect(play.page.getByRole("dialog", { name: "键盘快捷键" })).toBeVisible()
    await play.page.keyboard.press("Escape")
    await expect(play.editor("a")).toHaveAttribute("aria-label", "文档正文")
  })
})
