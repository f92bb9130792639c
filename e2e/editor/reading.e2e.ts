import AxeBuilder from "@axe-core/playwright"
import { expect, type Playing, test } from "./playground.ts"

const readOnly = (play: Playing, side: "a" | "b") =>
  play.page.evaluate(name => {
    const editor = document.querySelector<HTMLElementTagNameMap["sheaf-editor"]>(`#${name}`)
    if (editor) editor.editable = false
  }, side)

test.describe("who may only read", () => {
  test("writes nothing, whatever stands in the document", async ({ play }) => {
    await readOnly(play, "b")
    await expect(play.editor("b")).toHaveAttribute("aria-readonly", "true")
    await play.page.evaluate(() => {
      const { a, Y } = window.playground
      const strange = new Y.XmlElement("from_the_future")
      const paragraph = new Y.XmlElement("paragraph")
      const [one, two] = [new Y.XmlText("known "), new Y.XmlText("twice")]
      paragraph.insert(0, [one, two])
      const ragged = new Y.XmlElement("table")
      // The editor of a would delete what it does not know: this comes as if from elsewhere.
      window.playground.b.receive(
        (() => {
          const doc = new Y.Doc()
          doc.getXmlFragment("content").insert(0, [strange, paragraph, ragged])
          return Y.encodeStateAsUpdate(doc)
        })(),
      )
      return a.doc.guid
    })
    await expect(play.editor("b")).toContainText("known twice")
    await play.editor("b").click()
    await play.page.keyboard.type("nothing")
    await play.page.keyboard.press("Control+b")
    await play.page.keyboard.press("Enter")
    await play.paste("b", { "text/plain": "nothing" })
    expect(await play.written("b")).toBe(0)
    expect(await play.stored("b")).toContain("from_the_future")
  })

  test("sees what others write, and may write once the right is given", async ({ play }) => {
    await readOnly(play, "b")
    await play.lines("# Live", "text")
    await expect(play.editor("b").locator("h1")).toHaveText("Live")
    await play.page.evaluate(() => {
      const editor = document.querySelector<HTMLElementTagNameMap["sheaf-editor"]>("#b")
      if (editor) editor.editable = true
    })
    await expect(play.editor("b")).toHaveAttribute("aria-readonly", "false")
    await play.caret("b", 9)
    await play.page.keyboard.type("!")
    await play.agree()
    expect(await play.text("a")).toBe("Live\ntext!")
  })

  test("D10 opening a document writes nothing, for those who may write neither", async ({ play }) => {
    await play.lines("# Title", "- item", "[] task")
    await play.page.keyboard.press("Enter")
    await play.page.keyboard.press("Enter")
    await play.page.keyboard.type("/table")
    await play.page.keyboard.press("Enter")
    await play.agree()
    const before = await play.written("b")
    await readOnly(play, "b")
    await play.page.evaluate(() => {
      const editor = document.querySelector<HTMLElementTagNameMap["sheaf-editor"]>("#b")
      if (editor) editor.editable = true
    })
    await play.editor("b").click()
    expect(await play.written("b")).toBe(before)
  })
})

test.describe("axe finds no serious fault", () => {
  for (const theme of ["light", "dark"] as const) {
    test(`in the ${theme} theme`, async ({ play }) => {
      await play.page.evaluate(name => {
        document.documentElement.dataset.theme = name
      }, theme)
      await play.editor("a").click()
      await play.paste("a", {
        "text/plain":
          "# Title\n\ntext [link](https://example.com) `code`\n\n- [x] done\n- [ ] open\n\n> quote\n\n```js\nx\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nend",
      })
      await play.page.keyboard.press("Enter")
      await play.page.keyboard.type("/callout")
      await play.page.keyboard.press("Enter")
      await play.page.keyboard.type("note")
      await play.agree()
      const check = async () => {
        const { violations } = await new AxeBuilder({ page: play.page }).include("#a").analyze()
        return violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(" ")}`)
      }
      expect(await check()).toEqual([])
      await play.caret("a", 6, 10)
      expect(await check()).toEqual([])
      await play.page.keyboard.press("Control+k")
      expect(await check()).toEqual([])
      await play.page.keyboard.press("Escape")
      await play.page.keyboard.press("End")
      await play.page.keyboard.type(" /")
      await expect(play.page.getByRole("listbox")).toBeVisible()
      expect(await check()).toEqual([])
      await play.page.keyboard.press("Escape")
      await play.page.keyboard.press("Control+/")
      expect(await check()).toEqual([])
    })
  }
})
