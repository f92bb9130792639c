import { fileURLToPath } from "node:url"
import { test as base, type CDPSession, type Page } from "@playwright/test"
import { createServer } from "vite"
import type { Playground } from "../../client/src/doc/playground.ts"

export type SideName = "a" | "b"

declare global {
  interface Window {
    playground: Playground
  }
}

/** The playground of the editor: two people, a and b, in one document, and what a test asks of them. */
export class Playing {
  readonly page: Page
  readonly #cdp: CDPSession

  constructor(page: Page, cdp: CDPSession) {
    this.page = page
    this.#cdp = cdp
  }

  editor(side: SideName) {
    return this.page.locator(`#${side} .prose`)
  }

  /** The text as that side sees it, one line a block; others' carets are not in it. */
  text(side: SideName): Promise<string> {
    return this.page.evaluate(name => {
      const doc = document.querySelector<HTMLElementTagNameMap["sheaf-editor"]>(`#${name}`)?.view?.state.doc
      return doc?.textBetween(0, doc.content.size, "\n") ?? ""
    }, side)
  }

  /** The document as that side sees it. */
  html(side: SideName): Promise<string> {
    return this.editor(side).evaluate(element => {
      const copy = element.cloneNode(true) as HTMLElement
      for (const extra of copy.querySelectorAll(
        ".ProseMirror-widget, .ProseMirror-separator, .ProseMirror-trailingBreak",
      ))
        extra.remove()
      for (const shade of copy.querySelectorAll(".others-selection")) shade.replaceWith(...shade.childNodes)
      copy.normalize()
      return copy.innerHTML
    })
  }

  /** The document as JSON, as that side sees it. */
  json(side: SideName): Promise<string> {
    return this.page.evaluate(
      name =>
        JSON.stringify(document.querySelector<HTMLElementTagNameMap["sheaf-editor"]>(`#${name}`)?.view?.state.doc),
      side,
    )
  }

  /** What is in the document of that side, whatever its editor shows. */
  stored(side: SideName): Promise<string> {
    return this.page.evaluate(name => window.playground[name].doc.getXmlFragment("content").toString(), side)
  }

  /** Puts the caret of a side at a character of its text (0 is before the first), or selects. */
  async caret(side: SideName, from: number, to: number = from): Promise<void> {
    await this.page.evaluate(
      ([name, from, to]) => {
        const view = document.querySelector<HTMLElementTagNameMap["sheaf-editor"]>(`#${name}`)?.view
        if (view === undefined) throw new Error("no editor")
        const { doc } = view.state
        const at = (index: number): number => {
          let seen = 0
          let found = -1
          doc.descendants((node, pos) => {
            if (found >= 0) return false
            if (!node.isTextblock) return true
            if (index <= seen + node.content.size) found = pos + 1 + index - seen
            seen += node.content.size + 1
            return false
          })
          return found
        }
        view.focus()
        const { state } = view
        const selection = state.selection.constructor as unknown as {
          create(doc: unknown, anchor: number, head: number): typeof state.selection
        }
        view.dispatch(view.state.tr.setSelection(selection.create(view.state.doc, at(from), at(to))))
      },
      [side, from, to] as const,
    )
  }

  /** A person types, with their own keyboard. */
  async type(side: SideName, text: string): Promise<void> {
    await this.editor(side).focus()
    await this.page.keyboard.type(text)
  }

  /** Starts an empty document with these lines on both sides, the caret of a at the end. */
  async lines(...lines: readonly string[]): Promise<void> {
    await this.editor("a").click()
    for (const [at, line] of lines.entries()) {
      if (at > 0) await this.page.keyboard.press("Enter")
      await this.page.keyboard.type(line)
    }
    await this.agree()
  }

  /** What the other person writes, without a keyboard of their own: a change of their document as their page would make it. */
  remote(side: SideName, change: "before" | "after" | "inside" | "remove", text = ""): Promise<void> {
    return this.page.evaluate(
      ([name, change, text]) => {
        const view = document.querySelector<HTMLElementTagNameMap["sheaf-editor"]>(`#${name}`)?.view
        const first = view?.state.doc.firstChild
        if (view === undefined || first == null) throw new Error("no document")
        const middle = 1 + Math.floor(first.content.size / 2)
        const { tr } = view.state
        if (change === "remove") view.dispatch(tr.delete(0, first.nodeSize))
        else view.dispatch(tr.insertText(text, { before: 1, after: 1 + first.content.size, inside: middle }[change]))
      },
      [side, change, text] as const,
    )
  }

  /** What an input method shows while one types, not yet chosen. */
  async compose(text: string): Promise<void> {
    await this.#cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length })
  }

  /** The characters are chosen: the composition ends. */
  async choose(text: string): Promise<void> {
    await this.#cdp.send("Input.insertText", { text })
  }

  /** Waits until both sides have the same and nothing is held. */
  async agree(): Promise<void> {
    await this.page.waitForFunction(
      () => {
        const { a, b, Y } = window.playground
        const [left, right] = [a, b].map(side => {
          const seen = [...Y.decodeStateVector(Y.encodeStateVector(side.doc))].sort(([one], [other]) => one - other)
          return JSON.stringify(seen) + side.doc.getXmlFragment("content").toString()
        })
        return a.held === 0 && b.held === 0 && left === right
      },
      undefined,
      { timeout: 8_000 },
    )
  }

  written(side: SideName): Promise<number> {
    return this.page.evaluate(name => window.playground[name].written, side)
  }

  async paste(side: SideName, data: Readonly<Record<string, string>>): Promise<void> {
    await this.editor(side).evaluate((element, data) => {
      const transfer = new DataTransfer()
      for (const [type, text] of Object.entries(data)) transfer.setData(type, text)
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }))
    }, data)
  }
}

interface Fixtures {
  readonly play: Playing
}
interface WorkerFixtures {
  readonly address: string
}

/** Tests against the playground, served on a free port; every test begins with an empty document and fails on an error in the page. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  address: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const server = await createServer({
        root: fileURLToPath(new URL("../../client", import.meta.url)),
        configFile: false,
        cacheDir: fileURLToPath(new URL("../../.cache/vite-playground", import.meta.url)),
        logLevel: "error",
        optimizeDeps: { entries: ["editor-playground.html"] },
        server: { host: "127.0.0.1", port: 0, hmr: false, watch: null },
      })
      await server.listen()
      await use(server.resolvedUrls?.local[0] ?? "")
      await server.close()
    },
    { scope: "worker", timeout: 60_000 },
  ],
  play: async ({ page, address }, use) => {
    const errors: string[] = []
    page.on("pageerror", error => errors.push(String(error.stack)))
    await page.addInitScript(() =>
      localStorage.setItem("sheaf-language", localStorage.getItem("sheaf-language") ?? "en"),
    )
    await page.goto(`${address}editor-playground.html`)
    await page.locator("#b .prose").waitFor()
    await use(new Playing(page, await page.context().newCDPSession(page)))
    test.expect(errors).toEqual([])
  },
})
export const { expect } = test
