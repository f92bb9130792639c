import type { Socket } from "node:net"
import { join, resolve } from "node:path"
import { Refused } from "@sheaf/domain"
import { type Logger, pino } from "pino"
import { systemChance, systemClock } from "./adapters/clock/system.ts"
import { diskBlobs } from "./adapters/disk/blobs.ts"
import { localBus } from "./adapters/local-bus/local-bus.ts"
import { memoryBlobs } from "./adapters/memory/blobs.ts"
import { argon2Passwords } from "./adapters/password/argon2.ts"
import { openSqliteStore } from "./adapters/sqlite/store.ts"
import type { App } from "./app/app.ts"
import { GUESS_LIMITS, Guesses, type GuessLimits } from "./app/guesses.ts"
import { authenticate } from "./app/sessions.ts"
import type { Config } from "./config.ts"
import { buildEdge } from "./http/edge.ts"
import { sameOrigin } from "./http/origin.ts"
import type { Blobs } from "./ports/blobs.ts"
import { CannotStart } from "./ports/cannot-start.ts"
import type { Chance, Clock } from "./ports/clock.ts"
import type { Passwords } from "./ports/passwords.ts"
import type { Store } from "./ports/store.ts"
import { attachSockets, type Sockets } from "./ws/attach.ts"
import type { SocketDeps } from "./ws/deps.ts"

/** What a test or a benchmark may put in the place of the real thing. */
export interface Overrides {
  readonly clock?: Clock
  readonly chance?: Chance
  readonly store?: Store
  readonly blobs?: Blobs
  readonly passwords?: Passwords
  readonly log?: Logger
  readonly guesses?: Partial<GuessLimits>
  readonly requestsPerMinute?: number
  /** The folder of the built page; undefined: the one that vite builds. */
  readonly page?: string
  /** Hold every answer against its route's schema. */
  readonly checkAnswers?: boolean
  readonly sockets?: Pick<SocketDeps, "limits" | "rules">
}

/** A whole server. */
export interface Server {
  readonly app: App
  readonly sockets: Sockets
  readonly log: Logger
  /** Begins to serve and answers its own address, as `http://localhost:3000`. Throws `CannotStart` when the port is taken. */
  listen(): Promise<string>
  /** Stops accepting, waits until all that was taken is on disk, closes every connection and then the store. */
  close(): Promise<void>
}

/** How long open requests may take to finish when the server closes, in milliseconds. */
const GRACE = 3000

/** `:memory:` as the data folder keeps everything in memory. */
export function compose(config: Config, overrides: Overrides = {}): Server {
  const clock = overrides.clock ?? systemClock
  const log = overrides.log ?? pino({ level: config.log })
  const bus = localBus(error => log.error({ err: error }, "a listener of the bus failed"))
  const store = overrides.store ?? openSqliteStore({ folder: config.data, now: () => clock.now() })
  const inMemory = config.data === ":memory:"
  const app: App = {
    store,
    bus,
    blobs: overrides.blobs ?? (inMemory ? memoryBlobs() : diskBlobs(join(config.data, "blobs"))),
    passwords: overrides.passwords ?? argon2Passwords,
    clock,
    chance: overrides.chance ?? systemChance,
    guesses: new Guesses(clock, { ...GUESS_LIMITS, ...overrides.guesses }),
  }
  let closing: Promise<void> | undefined
  const edge = buildEdge({
    app,
    log,
    publicUrl: config.publicUrl,
    page: overrides.page ?? resolve(import.meta.dirname, "../../client/dist"),
    requestsPerMinute: overrides.requestsPerMinute ?? 6000,
    checkAnswers: overrides.checkAnswers ?? false,
    ready: async () => {
      if (closing !== undefined) throw new Refused("store-unavailable")
      await store.ping()
    },
  })
  const connections = new Set<Socket>()
  edge.server.on("connection", connection => {
    connections.add(connection)
    connection.once("close", () => connections.delete(connection))
  })
  const sockets = attachSockets(edge.server, {
    ...overrides.sockets,
    store,
    bus,
    clock,
    log,
    authenticate: cookies => authenticate(app, cookies),
    sameOrigin: headers => sameOrigin(headers, config.publicUrl),
  })

  const closeEdge = async (): Promise<void> => {
    const late = setTimeout(() => {
      for (const connection of connections) connection.destroy()
    }, GRACE)
    await edge.close()
    clearTimeout(late)
  }

  const close = async (): Promise<void> => {
    edge.server.close()
    try {
      await sockets.close()
    } finally {
      await closeEdge()
      await store.close()
    }
  }

  return {
    app,
    sockets,
    log,
    listen: async () => {
      try {
        return addressFor(await edge.listen({ port: config.port, host: config.host }))
      } catch (error) {
        await close()
        throw cannotListen(error, config)
      }
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

/** People type localhost; browsers also treat it as secure, which the clipboard needs. */
const addressFor = (address: string): string =>
  address.replace(/\/\/(?:127\.0\.0\.1|0\.0\.0\.0|\[::1?\])/, "//localhost")

function cannotListen(error: unknown, { host, port }: Config): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  if (code === "EADDRINUSE")
    return new CannotStart(`Port ${port} of ${host} is taken by another program; PORT sets another`)
  if (code === "EACCES")
    return new CannotStart(`Port ${port} of ${host} may not be used by this user; PORT sets another`)
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new CannotStart(`HOST is ${host}: this machine has no such address`)
  return error
}
