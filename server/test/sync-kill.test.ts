import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Visitor } from "./running-server.ts"
import { connect, type SocketClient, until } from "./socket-client.ts"

const KILLS = 20
const MAIN = resolve(import.meta.dirname, "../src/main.ts")

/** The server as people run it, in a process that can be killed. */
async function spawnServer(data: string): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, PORT: "0", SHEAF_DATA: data, SHEAF_LOG: "error" },
    stdio: ["ignore", "pipe", "inherit"],
  })
  let said = ""
  child.stdout.on("data", chunk => {
    said += String(chunk)
  })
  await until(() => /http:\/\/\S+/.test(said) || child.exitCode !== null, "the server says its address", 30_000)
  const url = /http:\/\/\S+/.exec(said)?.[0]
  if (url === undefined) throw new Error(`the server ended with ${child.exitCode}`)
  return { process: child, url }
}

/** Lines that must be there for good: acknowledged to their author, or shown to somebody else. */
class Promised {
  readonly lines = new Set<string>()

  acknowledged(client: SocketClient, written: readonly string[]): void {
    for (const line of written.slice(0, client.acknowledged)) this.lines.add(line)
  }

  shown(reader: SocketClient): void {
    for (const [, line] of reader.text.matchAll(/<paragraph>(.*?)<\/paragraph>/g)) this.lines.add(line ?? "")
  }

  missingIn(text: string): string[] {
    return [...this.lines].filter(line => !text.includes(`<paragraph>${line}</paragraph>`))
  }
}

describe("kill -9", () => {
  let data: string
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "sheaf-kill-"))
  })
  afterAll(() => rm(data, { recursive: true, force: true }))

  it(`S1: loses nothing acknowledged or shown, ${KILLS} times under a load of writes; the server comes back by itself from its disk`, async () => {
    const promised = new Promised()
    let cookie = ""
    let file = ""
    for (let round = 0; round <= KILLS; round++) {
      const server = await spawnServer(data)
      const ann = new Visitor(server.url)
      ann.cookie = cookie
      if (round === 0) {
        await ann.post("/api/setup", {
          organisation: "O",
          name: "Ann",
          email: "ann@example.org",
          password: "correct horse battery",
        })
        file = await ann.document()
        cookie = ann.cookie
      }
      const reader = await connect(server.url, ann, file)
      expect(promised.missingIn(reader.text)).toEqual([])
      expect(reader.doc.store.pendingStructs).toBeNull()
      const writers = await Promise.all([0, 1, 2].map(() => connect(server.url, ann, file)))
      const written = writers.map(() => [] as string[])
      const enough = 40 + round * 13
      const load = writers.map(async (writer, w) => {
        for (let i = 0; writer.closed === undefined; i++) {
          const line = `r${round} w${w} l${i}`
          written[w]?.push(line)
          writer.write(line)
          await new Promise(resolve => setImmediate(resolve))
        }
      })
      await until(() => writers.every(writer => writer.acknowledged > enough), "the load is on", 30_000)
      const gone = once(server.process, "exit")
      server.process.kill("SIGKILL")
      await gone
      await until(() => reader.closed && writers.every(writer => writer.closed), "all sockets are closed")
      await Promise.all(load)
      for (const [w, writer] of writers.entries()) promised.acknowledged(writer, written[w] ?? [])
      promised.shown(reader)
    }
    expect(promised.lines.size).toBeGreaterThan(KILLS * 3 * 40)
  }, 300_000)

  it("SIGTERM ends with 0, after everything taken is on disk, and tells clients that they may come again", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sheaf-term-"))
    const server = await spawnServer(folder)
    const ann = new Visitor(server.url)
    await ann.post("/api/setup", {
      organisation: "O",
      name: "Ann",
      email: "ann@example.org",
      password: "correct horse battery",
    })
    const file = await ann.document()
    const client = await connect(server.url, ann, file)
    for (let i = 0; i < 50; i++) client.write(`line ${i}`)
    await until(() => client.acknowledged > 0, "the load is on")
    const gone = once(server.process, "exit")
    server.process.kill("SIGTERM")
    expect(await gone).toEqual([0, null])
    await until(() => client.closed, "closed")
    expect(client.closed?.code).toBe(4500)
    const again = await spawnServer(folder)
    const back = new Visitor(again.url)
    back.cookie = ann.cookie
    const reader = await connect(again.url, back, file)
    for (let i = 0; i < client.acknowledged; i++) expect(reader.text).toContain(`line ${i}<`)
    again.process.kill("SIGKILL")
    await once(again.process, "exit")
    await rm(folder, { recursive: true, force: true })
  }, 60_000)
})
