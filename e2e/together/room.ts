import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test"
import { Line } from "../line.ts"
import { type Running, runServer } from "../running.ts"

const PASSWORD = "correct horse battery"

/** Somebody at their browser, with a line to the server that can be cut. */
export class Actor {
  readonly name: string
  readonly id: string
  readonly context: BrowserContext
  readonly line: Line
  page: Page

  constructor(name: string, id: string, context: BrowserContext, line: Line, page: Page) {
    this.name = name
    this.id = id
    this.context = context
    this.line = line
    this.page = page
  }

  async open(file: string): Promise<void> {
    await this.page.goto(`${this.line.address}/d/${file}`)
    await expect(this.text).toBeVisible()
  }

  /** Closes the tab and opens another at the same address. */
  async reopen(file: string): Promise<void> {
    await this.page.close({ runBeforeUnload: false })
    this.page = await this.context.newPage()
    await this.open(file)
  }

  /** What one types in. */
  get text(): Locator {
    return this.page.locator("sheaf-editor [contenteditable]").first()
  }

  /** What stands in the text, without the names at the others' carets; paragraphs one after the other. */
  async written(): Promise<string> {
    return this.text.evaluate(text => {
      const copy = text.cloneNode(true)
      if (!(copy instanceof Element)) return ""
      for (const widget of copy.querySelectorAll(".ProseMirror-widget")) widget.remove()
      return copy.textContent?.replaceAll("\ufeff", "") ?? ""
    })
  }

  /** What the page says about saving. */
  get saving(): Locator {
    return this.page.locator("sheaf-save-state")
  }

  /** Types at the end of the text. */
  async type(words: string): Promise<void> {
    await this.text.click()
    await this.page.keyboard.press("ControlOrMeta+End")
    await this.page.keyboard.type(words)
  }

  async ask(method: string, path: string, data?: unknown) {
    const response = await this.page.request.fetch(this.line.address + path, {
      method,
      headers: { origin: this.line.address },
      ...(data === undefined ? {} : { data }),
    })
    expect(response.ok(), `${method} ${path}: ${await response.text()}`).toBe(true)
    return response.status() === 204 ? undefined : await response.json()
  }
}

/** A company of two, Chen and Bo, a document of Chen's that both may write in, and a server that can be killed. */
export class Stage {
  readonly #data: string
  #server: Running
  readonly chen: Actor
  readonly bo: Actor
  readonly file: string

  constructor(data: string, server: Running, chen: Actor, bo: Actor, file: string) {
    this.#data = data
    this.#server = server
    this.chen = chen
    this.bo = bo
    this.file = file
  }

  async bothOpen(): Promise<void> {
    await this.chen.open(this.file)
    await this.bo.open(this.file)
  }

  async share(role: string): Promise<string> {
    const { grant } = await this.chen.ask("PUT", `/api/files/${this.file}/grants`, {
      to: { kind: "person", id: this.bo.id },
      role,
    })
    return grant.id
  }

  async kill(): Promise<void> {
    await this.#server.kill()
  }

  async restart(): Promise<void> {
    this.#server = await runServer(this.#data, this.#server.port)
  }

  async close(): Promise<void> {
    for (const { context, line } of [this.chen, this.bo]) {
      await context.close()
      await line.cut()
    }
    await this.#server.stop()
    await rm(this.#data, { recursive: true, force: true })
  }
}

export const test = base.extend<{ stage: Stage }>({
  stage: async ({ browser }, use) => {
    const data = await mkdtemp(join(tmpdir(), "sheaf-stage-"))
    const server = await runServer(data)
    const enter = async () => {
      const context = await browser.newContext({ locale: "en-GB", permissions: ["clipboard-read", "clipboard-write"] })
      return { context, line: await Line.to(server.port), page: await context.newPage() }
    }
    const first = await enter()
    const second = await enter()
    const chen = new Actor("Chen", "", first.context, first.line, first.page)
    const bo = new Actor("Bo", "", second.context, second.line, second.page)
    await chen.ask("POST", "/api/setup", {
      organisation: "Yunfan",
      name: "Chen",
      email: "chen@example.com",
      password: PASSWORD,
    })
    const { person } = await chen.ask("POST", "/api/people", {
      name: "Bo",
      email: "bo@example.com",
      password: PASSWORD,
    })
    await bo.ask("POST", "/api/session", { email: "bo@example.com", password: PASSWORD })
    const { file } = await chen.ask("POST", "/api/files", { kind: "document", title: "Plan" })
    const stage = new Stage(
      data,
      server,
      chen,
      new Actor("Bo", person.id, second.context, second.line, second.page),
      file.id,
    )
    await stage.share("editor")
    await use(stage)
    await stage.close()
  },
})
export { expect }
