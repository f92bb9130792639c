import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { FILE_NAME } from "../src/adapters/sqlite/database.ts"
import { PASSWORD, Visitor } from "./running-server.ts"

const MAIN = resolve(import.meta.dirname, "../src/main.ts")

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A server of its own process. */
class Process {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  #stdout = ""
  #stderr = ""

  constructor(command: readonly string[], env: Record<string, string>, uid?: number) {
    const [program = "", ...args] = command
    const clean = { PATH: process.env.PATH ?? "", HOME: tmpdir(), PORT: "0", SHEAF_LOG: "silent", ...env }
    this.child = spawn(program, args, { env: clean, cwd: tmpdir(), ...(uid === undefined ? {} : { uid, gid: uid }) })
    this.child.stdout?.on("data", chunk => {
      this.#stdout += chunk
    })
    this.child.stderr?.on("data", chunk => {
      this.#stderr += chunk
    })
    this.ended = new Promise((done, failed) => {
      this.child.on("error", failed)
      this.child.on("close", (code, signal) => done({ code, signal, stdout: this.#stdout, stderr: this.#stderr }))
    })
  }

  /** The address that it says it is at. */
  address(): Promise<string> {
    return new Promise((found, failed) => {
      const look = () => {
        const address = /Sheaf is at (\S+)/.exec(this.#stdout)?.[1]
        if (address !== undefined) found(address)
      }
      this.child.stdout?.on("data", look)
      look()
      this.ended.then(({ stderr }) => failed(new Error(`it ended: ${stderr}`)), failed)
    })
  }
}

const running: Process[] = []
const start = (env: Record<string, string>, command = [process.execPath, MAIN], uid?: number): Process => {
  const started = new Process(command, env, uid)
  running.push(started)
  return started
}
const isRoot = process.getuid?.() === 0
const NOBODY = 65_534

/** Whether this machine lets us act as root does: make a small disk, be somebody else. */
const can = (act: () => void): boolean => {
  try {
    act()
    return true
  } catch {
    return false
  }
}

describe("a server that cannot start says why in one line, ends with 1, and harms nothing", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sheaf-start-"))
  })
  afterEach(async () => {
    for (const one of running.splice(0)) {
      one.child.kill("SIGKILL")
      await one.ended
    }
    rmSync(folder, { recursive: true, force: true })
  })

  const oneLine = async (started: Process, line: RegExp) => {
    const { code, stderr, stdout } = await started.ended
    expect({ stderr, stdout }).toEqual({ stderr: expect.stringMatching(/^[^\n]+\n$/), stdout: "" })
    expect(stderr).toMatch(line)
    expect(code).toBe(1)
  }

  it("a folder that another process holds: that one goes on; killed, its folder is free at once and whole", async () => {
    const first = start({ SHEAF_DATA: folder })
    const ann = new Visitor(await first.address())
    const json = { organisation: "Org", name: "Ann", email: "ann@example.org", password: PASSWORD }
    expect((await ann.post("/api/setup", json)).status).toBe(201)
    await oneLine(start({ SHEAF_DATA: folder }), /^The data folder \S+ is in use by another process$/m)
    expect((await ann.post("/api/files", { kind: "document", title: "Plan" })).status).toBe(201)

    first.child.kill("SIGKILL")
    await first.ended
    const second = start({ SHEAF_DATA: folder })
    const again = new Visitor(await second.address())
    again.cookie = ann.cookie
    expect((await again.get("/api/files")).body.files.map((file: { title: string }) => file.title)).toEqual(["Plan"])
  })

  it("ends with 0 when it is asked to, and says on an empty folder what to do first", async () => {
    const server = start({ SHEAF_DATA: folder })
    await fetch(`${await server.address()}/readyz`)
    server.child.kill("SIGTERM")
    const { code, signal, stdout, stderr } = await server.ended
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: "" })
    expect(stdout).toMatch(/^Sheaf is at http:\/\/localhost:\d+\nOpen it to create the organisation/)
    expect(readdirSync(folder)).toEqual([FILE_NAME])
  })

  it("a newer schema", async () => {
    const path = join(folder, FILE_NAME)
    const db = new DatabaseSync(path)
    db.exec("CREATE TABLE from_the_future (id TEXT); PRAGMA user_version = 99")
    db.close()
    const before = readFileSync(path)
    await oneLine(start({ SHEAF_DATA: folder }), /^The data in \S+ was written by a newer version of Sheaf \(schema 99/)
    expect(readFileSync(path)).toEqual(before)
    expect(readdirSync(folder)).toEqual([FILE_NAME])
  })

  it("a path that is a file, or leads through one", async () => {
    const path = join(folder, "file")
    writeFileSync(path, "mine")
    await oneLine(start({ SHEAF_DATA: path }), /^The data folder \S+ is not a folder$/m)
    await oneLine(start({ SHEAF_DATA: join(path, "below") }), /^The data folder \S+ is not a folder$/m)
    expect(readFileSync(path, "utf8")).toBe("mine")
  })

  it("a file of that name that is not ours", async () => {
    writeFileSync(
      join(folder, FILE_NAME),
      "something else entirely, and long enough to be read as a header. ".repeat(20),
    )
    const before = readFileSync(join(folder, FILE_NAME))
    await oneLine(start({ SHEAF_DATA: folder }), /damaged or not Sheaf's$/m)
    expect(readFileSync(join(folder, FILE_NAME))).toEqual(before)
  })

  const isReadable =
    isRoot &&
    can(() =>
      execFileSync(process.execPath, ["-e", `require("fs").readFileSync(${JSON.stringify(MAIN)})`], { uid: NOBODY }),
    )
  it.skipIf(isRoot && !isReadable)("a folder that this user may only read", async () => {
    const server = start({ SHEAF_DATA: folder })
    await server.address()
    server.child.kill("SIGTERM")
    await server.ended
    const before = readFileSync(join(folder, FILE_NAME))
    chmodSync(folder, 0o555)
    chmodSync(join(folder, FILE_NAME), 0o444)
    const started = start({ SHEAF_DATA: folder }, undefined, isRoot ? NOBODY : undefined)
    await oneLine(started, /^The data folder \S+ cannot be written: it is read-only for this user$/m)
    chmodSync(folder, 0o755)
    expect(readFileSync(join(folder, FILE_NAME))).toEqual(before)
    expect(readdirSync(folder)).toEqual([FILE_NAME])
  })

  it("a disk on which nothing can be written", async () => {
    // A limit on the size of files stands for a full disk: both fail in the write.
    const command = ["/bin/sh", "-c", `ulimit -f 0; exec "$0" "$1"`, process.execPath, MAIN]
    await oneLine(
      start({ SHEAF_DATA: folder }, command),
      /^The disk of the data folder \S+ (?:is full|cannot be written)/,
    )
    const server = start({ SHEAF_DATA: folder })
    expect((await fetch(`${await server.address()}/readyz`)).status).toBe(200)
  })

  const disk = mkdtempSync(join(tmpdir(), "sheaf-disk-"))
  const mounts =
    isRoot && can(() => execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], { stdio: "ignore" }))
  if (!mounts) rmSync(disk, { recursive: true })
  it.skipIf(!mounts)("a full disk: at the start, and while it runs; with room again all is there", async () => {
    try {
      const server = start({ SHEAF_DATA: join(disk, "data") })
      const ann = new Visitor(await server.address())
      const json = { organisation: "Org", name: "Ann", email: "ann@example.org", password: PASSWORD }
      await ann.post("/api/setup", json)
      const create = (title: string) => ann.post("/api/files", { kind: "document", title })
      expect((await create("before")).status).toBe(201)
      fill(join(disk, "filler"))
      let refused = await create("x".repeat(200))
      for (let i = 0; i < 200 && refused.status === 201; i++) refused = await create("x".repeat(200))
      expect([refused.status, refused.body.code]).toEqual([503, "store-unavailable"])
      expect((await ann.get("/api/me")).status).toBe(200)
      const shown = (await ann.get("/api/files")).body.files.length
      rmSync(join(disk, "filler"))
      expect((await create("after")).status).toBe(201)
      server.child.kill("SIGTERM")
      expect((await server.ended).code).toBe(0)

      fill(join(disk, "filler"))
      await oneLine(
        start({ SHEAF_DATA: join(disk, "data") }),
        /^The disk of the data folder \S+ (?:is full|cannot be written)/,
      )
      await oneLine(
        start({ SHEAF_DATA: join(disk, "new") }),
        /^The disk of the data folder \S+ (?:is full|cannot be written)/,
      )
      rmSync(join(disk, "filler"))
      const again = new Visitor(await start({ SHEAF_DATA: join(disk, "data") }).address())
      again.cookie = ann.cookie
      expect((await again.get("/api/files")).body.files.length).toBe(shown + 1)
    } finally {
      for (const one of running) one.child.kill("SIGKILL")
      await Promise.all(running.map(one => one.ended))
      execFileSync("umount", [disk])
      rmSync(disk, { recursive: true })
    }
  })

  it("settings that are wrong", async () => {
    await oneLine(start({ SHEAF_DATA: folder, SHEAF_DATBASE: "x" }), /^Unknown setting SHEAF_DATBASE; there are /)
    await oneLine(start({ SHEAF_DATABASE_URL: "postgres://x" }), /^SHEAF_DATABASE_URL is not built yet/)
    expect(readdirSync(folder)).toEqual([])
  })

  it("a port that is taken", async () => {
    const other = createServer()
    const port = await new Promise<number>(found =>
      other.listen(0, "127.0.0.1", () => {
        const address = other.address()
        found(typeof address === "object" && address !== null ? address.port : 0)
      }),
    )
    await oneLine(
      start({ SHEAF_DATA: folder, PORT: String(port) }),
      /^Port \d+ of 127\.0\.0\.1 is taken by another program/,
    )
    other.close()
  })
})

/** Writes until there is no room. */
function fill(path: string): void {
  for (const size of [65_536, 4096, 512])
    can(() => {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: "a" })
    })
}
