import type { FileId, PersonId } from "@sheaf/domain"
import { CONTENT_RULES } from "@sheaf/sync"
import { pino } from "pino"
import { systemChance, systemClock } from "../src/adapters/clock/system.ts"
import { openSqliteStore } from "../src/adapters/sqlite/store.ts"
import { setUp } from "../src/app/setup.ts"
import { compose, type Server } from "../src/compose.ts"
import type { Store } from "../src/ports/store.ts"

/** The session of every client of a benchmark: a token of the form that real ones have. */
export const TOKEN = "bench".padEnd(43, "0")
export const COOKIE = `sheaf_session=${TOKEN}`

const UNLIMITED = { burst: 1e12, perSecond: 1e12 }

/**
 * The product's own server, with everything durable and every guard on, except: the allowance of messages a connection is not limited (a
 * benchmark sends as fast as it can), any document that is asked for comes into being, and content may stand under the root `text`,
 * which is what the shared harness writes.
 */
export async function openServer(data: string, port: number): Promise<Server> {
  const log = pino({ level: "warn" })
  const store = openSqliteStore({ folder: data, now: () => systemClock.now() })
  let owner: PersonId | undefined
  const server = compose(
    { port, host: "127.0.0.1", data, publicUrl: undefined, log: "warn" },
    {
      log,
      store: creating(store, () => owner),
      chance: { id: () => systemChance.id(), secret: () => TOKEN },
      sockets: {
        limits: { frames: UNLIMITED, bytes: UNLIMITED, message: 64 * 1024 * 1024, content: 1e12, connections: 1e6 },
        rules: kind => ({ ...CONTENT_RULES[kind], roots: new Set(["content", "text"]), elementsUnderRoot: false }),
      },
    },
  )
  if ((await store.organisation()) === undefined)
    await setUp(server.app, {
      organisation: "Bench",
      name: "Bench",
      email: "bench@example.org",
      password: "bench-bench",
    })
  owner = (await store.people())[0]?.id
  return server
}

/** A store in which every file exists as soon as somebody asks for it. */
function creating(store: Store, owner: () => PersonId | undefined): Store {
  const file = async (id: FileId) => {
    const found = await store.file(id)
    const person = owner()
    if (found !== undefined || person === undefined) return found
    await store.transact(tx => tx.addFile({ id, kind: "document", title: id, owner: person, at: systemClock.now() }))
    return store.file(id)
  }
  return new Proxy(store, {
    get: (target, name) => {
      if (name === "file") return file
      if (name === "admission")
        return async (id: FileId) => (await target.admission(id)) ?? ((await file(id)) && target.admission(id))
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === "function" ? value.bind(target) : value
    },
  })
}
