import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { chromium } from "@playwright/test"
import { percentiles } from "../server/bench/figures.ts"
import { CHROMIUM_FLAGS, findBrowser } from "./browser.ts"
import { runServer } from "./running.ts"

const ROOT = resolve(import.meta.dirname, "..")
const KEYS = 200

/** The last part of `npm run bench`: a key in one browser, on the server's disk, on the other browser's screen: the product as people have it. */
async function keyToScreen(): Promise<void> {
  if (!existsSync(join(ROOT, "client/dist/index.html"))) await build()
  const data = mkdtempSync(join(tmpdir(), "sheaf-screen-"))
  const server = await runServer(data)
  const browser = await chromium.launch({
    executablePath: await findBrowser(line => process.stderr.write(`${line}\n`)),
    args: CHROMIUM_FLAGS,
  })
  const page = async () => (await browser.newContext()).newPage()
  const [writer, reader] = [await page(), await page()]
  const ask = async (who: typeof writer, path: string, data: unknown) =>
    (await who.request.post(server.address + path, { headers: { origin: server.address }, data })).json()
  const account = { email: "a@example.com", password: "correct horse battery" }
  await ask(writer, "/api/setup", { organisation: "Bench", name: "Ann", ...account })
  await ask(reader, "/api/session", account)
  const { file } = await ask(writer, "/api/files", { kind: "document", title: "Bench" })
  for (const one of [writer, reader]) {
    await one.goto(`${server.address}/d/${file.id}`)
    await one.locator("sheaf-editor [contenteditable]").waitFor()
  }
  await reader.evaluate(() => {
    const text = document.querySelector("sheaf-document-page sheaf-editor [contenteditable]") ?? find(document)
    function find(root: ParentNode): Element {
      for (const element of root.querySelectorAll("*")) {
        if (element.matches("[contenteditable]")) return element
        const inner = element.shadowRoot === null ? undefined : find(element.shadowRoot)
        if (inner?.matches("[contenteditable]")) return inner
      }
      return document.body
    }
    const seen: number[] = []
    Object.assign(window, { seen })
    let length = 0
    new MutationObserver(() => {
      const now = performance.timeOrigin + performance.now()
      const copy = (text.textContent ?? "").replaceAll(/[^x]/g, "").length
      for (; length < copy; length++) seen.push(now)
    }).observe(text, { subtree: true, childList: true, characterData: true })
  })
  await writer.locator("sheaf-editor [contenteditable]").click()
  await writer.evaluate(() => {
    const pressed: number[] = []
    Object.assign(window, { pressed })
    document.addEventListener("keydown", () => pressed.push(performance.timeOrigin + performance.now()), {
      capture: true,
    })
  })
  await writer.keyboard.type("x".repeat(KEYS), { delay: 60 })
  await reader.waitForFunction(count => Reflect.get(window, "seen").length >= count, KEYS)
  const pressed: number[] = await writer.evaluate(() => Reflect.get(window, "pressed"))
  const seen: number[] = await reader.evaluate(() => Reflect.get(window, "seen"))
  percentiles(
    "key to durable to the other screen",
    seen.map((time, i) => time - (pressed[i] ?? time)),
    { browsers: 2 },
  )
  await browser.close()
  await server.stop()
  rmSync(data, { recursive: true, force: true })
}

function build(): Promise<void> {
  return new Promise((done, failed) => {
    const vite = spawn(process.execPath, [join(ROOT, "node_modules/vite/bin/vite.js"), "build"], {
      cwd: ROOT,
      stdio: "ignore",
    })
    vite.once("exit", code => (code === 0 ? done() : failed(new Error("the page could not be built"))))
  })
}

await keyToScreen()
