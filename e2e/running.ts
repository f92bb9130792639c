import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"

const ROOT = resolve(import.meta.dirname, "..")
/** The server speaks within a second or two; a small machine under load may take longer. */
const PATIENCE = 30_000

/** The server as people run it, in a process of its own. */
export interface Running {
  readonly address: string
  readonly port: number
  /** Ends it as an operator does. */
  stop(): Promise<void>
  /** Ends it as a power cut does. */
  kill(): Promise<void>
}

/** Starts the server on `data`, on a free port or a given one. */
export async function runServer(data: string, port = 0): Promise<Running> {
  if (!existsSync(join(ROOT, "client/dist/index.html"))) throw new Error("Build the page first: npm run build")
  const server = spawn(process.execPath, [join(ROOT, "server/src/main.ts")], {
    env: { PATH: process.env.PATH, PORT: String(port), SHEAF_DATA: data, SHEAF_LOG: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  })
  const address = await addressSaid(server)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const gone = once(server, "exit")
    server.kill(signal)
    await gone
  }
  return { address, port: Number(new URL(address).port), stop: () => end("SIGTERM"), kill: () => end("SIGKILL") }
}

/** The address that the server prints once it listens. */
function addressSaid(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    const late = setTimeout(() => failed(new Error("the server said no address")), PATIENCE)
    server.once("exit", code => failed(new Error(`the server ended with ${code}`)))
    let said = ""
    server.stdout?.on("data", chunk => {
      said += String(chunk)
      const address = /http:\/\/\S+/.exec(said)?.[0]
      if (address === undefined) return
      clearTimeout(late)
      found(address)
    })
  })
}
