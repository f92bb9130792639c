import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { connect, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

const ENTRY = join(import.meta.dirname, "harness-server.ts")

/** A server in a process of its own, on the first core; the load stays on the others. */
export class ServerProcess {
  readonly port: number
  readonly data: string
  readonly #child: ChildProcess

  private constructor(port: number, data: string, child: ChildProcess) {
    this.port = port
    this.data = data
    this.#child = child
  }

  /** Starts one on an empty folder, or on `data`. */
  static async start(data = mkdtempSync(join(tmpdir(), "sheaf-bench-"))): Promise<ServerProcess> {
    const port = await freePort()
    const node = [process.execPath, "--max-semi-space-size=4", ENTRY]
    const [command = "", ...args] = pinned() ? ["taskset", "-c", "0", ...node] : node
    const child = spawn(command, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { PATH: process.env.PATH, PORT: String(port), DIR: data },
    })
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error("the server did not start")
      await new Promise(resolve => setTimeout(resolve, 10))
    }
    return new ServerProcess(port, data, child)
  }

  /** Milliseconds of processor time that all its threads have used. */
  cpu(): number {
    const tasks = `/proc/${this.#child.pid}/task`
    return (
      readdirSync(tasks).reduce(
        (sum, task) => sum + Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]),
        0,
      ) / 1e6
    )
  }

  /** Resident memory, in kB. */
  memory(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#child.pid}/status`, "utf8"))?.[1])
  }

  /** Ends it; its data stays for the next. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const gone = once(this.#child, "exit")
    this.#child.kill("SIGTERM")
    await gone
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.data, { recursive: true, force: true })
  }
}

/** Whether processes can be kept on cores of their own here. */
function pinned(): boolean {
  try {
    execFileSync("taskset", ["-c", "0", "true"])
    return true
  } catch {
    return false
  }
}

/** Moves this process off the server's core. */
export function pinLoad(): void {
  if (pinned()) execFileSync("taskset", ["-acp", "1", String(process.pid)], { stdio: "ignore" })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const address = probe.address()
  probe.close()
  await once(probe, "close")
  return typeof address === "object" && address !== null ? address.port : 0
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, "127.0.0.1")
    socket.once("connect", () => {
      socket.destroy()
      resolve(true)
    })
    socket.once("error", () => resolve(false))
  })
}
