import { compose, type Overrides, type Server } from "./compose.ts"
import { readConfig } from "./config.ts"
import { CannotStart } from "./ports/cannot-start.ts"

/** SIGTERM must end in 10 s (contract.md); a second is left for the rest of the process. */
const LAST_CALL = 9000

/** Prints one line for the person at the terminal. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/**
 * Runs `start`; what keeps a server from starting is said in one line and ends the process with 1. Anything else is a bug and shows its
 * whole trace.
 */
export async function orOneLine<T>(start: () => T | Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

export interface RunOptions {
  readonly overrides?: Overrides
  /** Before anybody can come in. */
  readonly prepare?: (server: Server) => Promise<void>
}

/** Starts a server as the environment says, until SIGTERM or SIGINT. */
export function run(env: NodeJS.ProcessEnv, { overrides, prepare }: RunOptions = {}): Promise<RunningServer> {
  return orOneLine(async () => {
    const config = readConfig(env)
    const server = compose(config, overrides)
    endOnSignal(server)
    await prepare?.(server)
    const address = await server.listen()
    return { server, address: config.publicUrl?.origin ?? address }
  })
}

export interface RunningServer {
  readonly server: Server
  readonly address: string
}

function endOnSignal({ close, log }: Server): void {
  let ending = false
  const end = async (): Promise<void> => {
    if (ending) return
    ending = true
    const late = setTimeout(() => {
      log.error("closing took too long")
      process.exit(1)
    }, LAST_CALL)
    try {
      await close()
    } catch (error) {
      log.error({ err: error }, "closing failed")
      process.exitCode = 1
    }
    clearTimeout(late)
    process.exit()
  }
  process.on("SIGTERM", end)
  process.on("SIGINT", end)
}
