import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test"
import { runServer } from "../running.ts"

const PASSWORD = "correct horse battery"

export type Language = "en" | "zh"
export type ThemeName = "light" | "dark"

export interface Looks {
  readonly language?: Language
  readonly theme?: ThemeName
  readonly phone?: boolean
}

/** A fresh company on its own server, and its people at their browsers. */
export class Company {
  readonly address: string
  readonly #browser: Browser
  readonly #contexts: BrowserContext[] = []

  constructor(address: string, browser: Browser) {
    this.address = address
    this.#browser = browser
  }

  /** Creates the organisation, as the first visit does, and answers its steward's page. */
  async found(looks?: Looks): Promise<Page> {
    const page = await this.visit(looks)
    await this.ask(page, "POST", "/api/setup", {
      organisation: "Yunfan",
      name: "Chen Siyuan",
      email: "chen@example.com",
      password: PASSWORD,
    })
    await page.goto(this.address)
    return page
  }

  /** Adds a person through the steward's page and answers their own, signed in. */
  async join(steward: Page, name: string, looks?: Looks): Promise<Page> {
    const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`
    await this.ask(steward, "POST", "/api/people", { name, email, password: PASSWORD })
    const page = await this.visit(looks)
    await this.ask(page, "POST", "/api/session", { email, password: PASSWORD })
    await page.goto(this.address)
    return page
  }

  /** Somebody's browser, at the page and not signed in. */
  async visit({ language = "en", theme = "light", phone = false }: Looks = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      locale: language === "zh" ? "zh-CN" : "en-GB",
      colorScheme: theme,
      viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
      hasTouch: phone,
      permissions: ["clipboard-read", "clipboard-write"],
    })
    this.#contexts.push(context)
    const page = await context.newPage()
    await page.goto(this.address)
    return page
  }

  /** A document with that title, of whoever's page it is. Answers its id. */
  async document(page: Page, title: string): Promise<string> {
    const { file } = await this.ask(page, "POST", "/api/files", { kind: "document", title })
    return file.id
  }

  /** Asks the server as this page's person. */
  async ask(page: Page, method: string, path: string, data?: unknown) {
    const response = await page.request.fetch(this.address + path, {
      method,
      headers: { origin: this.address },
      ...(data === undefined ? {} : { data }),
    })
    expect(response.ok(), `${method} ${path}: ${await response.text()}`).toBe(true)
    return response.status() === 204 ? undefined : await response.json()
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close()
  }
}

/** Tests get an empty server each: nothing of one story is in another. */
export const test = base.extend<{ company: Company }>({
  company: async ({ browser }, use) => {
    const data = await mkdtemp(join(tmpdir(), "sheaf-pages-"))
    const server = await runServer(data)
    const company = new Company(server.address, browser)
    await use(company)
    await company.close()
    await server.stop()
    await rm(data, { recursive: true, force: true })
  },
})
export { expect }
