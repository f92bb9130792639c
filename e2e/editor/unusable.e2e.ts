import { expect, type Playing, type SideName, test } from "./playground.ts"

/** What a hostile page can write with Yjs itself, and no editor makes. */
const POISONS = [
  "an element named doc",
  "an element named text",
  "a string in an element",
  "a value in an element",
  "a string under the root",
  "a format in an element",
  "an object in a text",
  "a name that nobody knows",
] as const
type Poison = (typeof POISONS)[number]

/** Puts `poison` behind the first line of both documents, as if it came from elsewhere. */
function put(play: Playing, poison: Poison): Promise<void> {
  return play.page.evaluate(poison => {
    const { a, b, Y } = window.playground
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(a.doc))
    const before = Y.encodeStateVector(doc)
    const root = doc.getXmlFragment("content")
    const line = root.get(0)
    const text = line instanceof Y.XmlElement ? line.get(0) : undefined
    if (!(line instanceof Y.XmlElement) || !(text instanceof Y.XmlText)) throw new Error("no line")
    type Parent = typeof root | typeof text
    const raw = (parent: Parent, content: object) =>
      doc.transact(tr => {
        let left = parent._start
        while (left?.right) left = left.right
        const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID))
        const item = new Y.Item(id, left, left?.lastId ?? null, null, null, parent, null, content as never)
        item.integrate(tr, 0)
      })
    const make = {
      "an element named doc": () => root.insert(1, [new Y.XmlElement("doc")]),
      "an element named text": () => root.insert(1, [new Y.XmlElement("text")]),
      "a string in an element": () => raw(line, new Y.ContentString("x")),
      "a value in an element": () => raw(line, new Y.ContentAny([{ deep: [1] }, 7])),
      "a string under the root": () => raw(root, new Y.ContentString("xy")),
      "a format in an element": () => raw(line, new Y.ContentFormat("bold", {} as never)),
      "an object in a text": () => raw(text, new Y.ContentEmbed({ x: 1 })),
      "a name that nobody knows": () => root.insert(1, [new Y.XmlElement("from_the_future")]),
    }
    make[poison]()
    const update = Y.encodeStateAsUpdate(doc, before)
    for (const side of [a, b]) side.receive(update)
    Object.assign(window, { poisoner: doc.clientID })
  }, poison)
}

/** The server's repair: all that the poisoner wrote is deleted. */
function repair(play: Playing): Promise<void> {
  return play.page.evaluate(() => {
    const { a, b, Y } = window.playground
    const { poisoner } = window as unknown as { poisoner: number }
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(a.doc))
    const before = Y.encodeStateVector(doc)
    doc.transact(tr => {
      for (const item of doc.store.clients.get(poisoner) ?? []) if (item instanceof Y.Item) item.delete(tr)
    })
    const update = Y.encodeStateAsUpdate(doc, before)
    for (const side of [a, b]) side.receive(update)
  })
}

/** Somebody whose page does not mind the poison adds a line. */
function elsewhere(play: Playing, line: string): Promise<void> {
  return play.page.evaluate(line => {
    const { a, b, Y } = window.playground
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(a.doc))
    const before = Y.encodeStateVector(doc)
    const paragraph = new Y.XmlElement("paragraph")
    paragraph.insert(0, [new Y.XmlText(line)])
    doc.getXmlFragment("content").push([paragraph])
    const update = Y.encodeStateAsUpdate(doc, before)
    for (const side of [a, b]) side.receive(update)
  }, line)
}

const leave = (play: Playing) =>
  play.page.evaluate(() => {
    for (const editor of document.querySelectorAll("sheaf-editor")) editor.remove()
  })

const openAfresh = (play: Playing) =>
  play.page.evaluate(async () => {
    const { main, a, b } = window.playground
    for (const [id, replica] of Object.entries({ a, b })) {
      const editor = document.createElement("sheaf-editor")
      Object.assign(editor, { id, replica, editable: true })
      main.append(editor)
      await editor.updateComplete
    }
  })

const banner = (play: Playing, side: SideName) =>
  play.page.locator(`#${side} sheaf-banner`).filter({ hasText: "Writing is paused so that nothing is lost" })

/** Everything that a person can do to write does nothing, and everybody's lines stay in the document. */
async function nothingIsLost(play: Playing, lines: readonly string[]): Promise<void> {
  for (const side of ["a", "b"] as const) {
    await expect(banner(play, side)).toBeVisible()
    await expect(play.editor(side)).toHaveAttribute("aria-readonly", "true")
    for (const line of lines) await expect(play.editor(side)).toContainText(line)
    const before = await play.written(side)
    await play.editor(side).focus()
    await play.page.keyboard.type("key")
    for (const key of ["Enter", "Backspace", "Control+a", "Delete", "Control+z", "Control+b"])
      await play.page.keyboard.press(key)
    await play.paste(side, { "text/plain": "pasted" })
    await play.remote(side, "before", "by a menu")
    expect(await play.written(side)).toBe(before)
    for (const line of lines) expect(await play.stored(side)).toContain(line)
  }
}

async function worksAgain(play: Playing): Promise<void> {
  for (const side of ["a", "b"] as const) {
    await expect(banner(play, side)).toHaveCount(0)
    await expect(play.editor(side)).toHaveAttribute("aria-readonly", "false")
  }
  await play.caret("a", 5)
  await play.page.keyboard.type(" typed")
  await play.agree()
  await play.caret("b", 0)
  await play.page.keyboard.type("By b: ")
  await play.agree()
  for (const side of ["a", "b"] as const) expect(await play.text(side)).toBe("By b: first typed\nsecond\nthird")
}

test.describe("what cannot be drawn pauses writing and deletes nothing", () => {
  for (const poison of POISONS) {
    test(`${poison}, while the document is open`, async ({ play }) => {
      await play.lines("first", "second")
      await put(play, poison)
      await nothingIsLost(play, ["first", "second"])
      await elsewhere(play, "third")
      await nothingIsLost(play, ["first", "second", "third"])
      await repair(play)
      await worksAgain(play)
    })

    test(`${poison}, when the document is opened`, async ({ play }) => {
      await play.lines("first", "second")
      await leave(play)
      await put(play, poison)
      await openAfresh(play)
      await nothingIsLost(play, ["first", "second"])
      await elsewhere(play, "third")
      await nothingIsLost(play, ["first", "second", "third"])
      await repair(play)
      await worksAgain(play)
    })
  }

  test("tables, callouts, code and marks beside it are shown as they are, and one writes on where one was", async ({
    play,
  }) => {
    await play.lines("first")
    await play.page.keyboard.press("Enter")
    await play.paste("a", {
      "text/plain":
        "**bold** [link](https://example.com)\n\n```js\nlet x\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nend",
    })
    await play.page.keyboard.press("Enter")
    await play.page.keyboard.type("/callout")
    await play.page.keyboard.press("Enter")
    await play.page.keyboard.type("note")
    await play.agree()
    await play.caret("a", 5)
    const [before, html] = [await play.json("a"), await play.html("a")]
    await put(play, "a string under the root")
    await expect(banner(play, "a")).toBeVisible()
    expect(await play.json("a")).toBe(before)
    await expect(play.editor("a").locator(".callout button")).toHaveCount(0)
    await repair(play)
    await expect(banner(play, "a")).toHaveCount(0)
    expect(await play.json("a")).toBe(before)
    expect(await play.html("a")).toBe(html)
    await play.page.keyboard.type("!")
    await play.agree()
    expect(await play.text("b")).toContain("first!")
  })

  test("a reader sees the rest, and that some is missing", async ({ play }) => {
    await play.lines("first", "second")
    await play.page.evaluate(() => {
      const editor = document.querySelector<HTMLElementTagNameMap["sheaf-editor"]>("#b")
      if (editor) editor.editable = false
    })
    await put(play, "a value in an element")
    const told = play.page.locator("#b sheaf-banner")
    await expect(told).toContainText("Part of this document cannot be shown")
    await expect(told).not.toContainText("Writing is paused")
    await expect(play.editor("b")).toContainText("first")
    await repair(play)
    await expect(told).toHaveCount(0)
  })

  test("a word that is being composed when it comes is kept", async ({ play }) => {
    await play.lines("first", "second")
    await play.caret("a", 5)
    await play.compose("ni")
    await play.page.evaluate(() => {
      const { a } = window.playground
      if (a.held === 0) throw new Error("nothing is held")
    })
    await put(play, "a string under the root")
    await play.choose("你好")
    await expect.poll(() => play.stored("a")).toContain("first你好")
    await expect(banner(play, "a")).toBeVisible()
    await repair(play)
    await play.agree()
    expect(await play.text("b")).toBe("first你好\nsecond")
  })

  test("it is said in Chinese", async ({ play }) => {
    await play.lines("first")
    await put(play, "an element named doc")
    await play.page.evaluate(() => window.playground.setLanguage("zh"))
    await expect(play.page.locator("#a sheaf-banner")).toContainText("已暂停编辑")
  })
})

test("drawing fails for whatever reason: nothing of the others is deleted, and the next change draws again", async ({
  play,
}) => {
  await play.lines("first")
  await play.page.evaluate(() => {
    const view = document.querySelector<HTMLElementTagNameMap["sheaf-editor"]>("#a")?.view
    if (view === undefined) throw new Error("no editor")
    const dispatch = view.dispatch.bind(view)
    let fails = 2
    view.dispatch = tr => {
      if (tr.docChanged && fails-- > 0) throw new Error("cannot draw this")
      dispatch(tr)
    }
  })
  await elsewhere(play, "second")
  await expect(banner(play, "a")).toBeVisible()
  await play.type("a", "key")
  await play.remote("a", "before", "key")
  expect(await play.stored("a")).toContain("second")
  await elsewhere(play, "third")
  await worksAgain(play)
})
