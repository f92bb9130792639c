import type { IncomingMessage, Server } from "node:http"
import type { Duplex } from "node:stream"
import { CONTENT_RULES, encodePresence, presencePacket } from "@sheaf/sync"
import { watchAccess } from "../rooms/access-watch.ts"
import { Checkpoints } from "../rooms/checkpoints.ts"
import { Compactor } from "../rooms/compactor.ts"
import { Directory } from "../rooms/directory.ts"
import type { SocketDeps } from "./deps.ts"
import { LiveEdge } from "./live-edge.ts"
import { SyncEdge, socketLimits } from "./sync-edge.ts"
import { refuseUpgrade } from "./upgrade.ts"

/** The websocket side of a running server. */
export interface Sockets {
  readonly directory: Directory
  /** Takes no new sockets, waits until everything taken is on disk, closes all with "restart". */
  close(): Promise<void>
}

/** y-websocket gives a connection up that has brought no message for 30 s, so an idle one gets an empty one before that. */
const HEARTBEAT = 20_000

/** Plugs `/sync/:fileId` and `/live` into an HTTP server. */
export function attachSockets(server: Server, deps: SocketDeps): Sockets {
  const { store, bus, log } = deps
  const rules = deps.rules ?? (kind => CONTENT_RULES[kind])
  const checkpoints = new Checkpoints({
    store,
    log,
    compactor: new Compactor(),
    replaced: room => directory.refresh(room.file),
  })
  const directory = new Directory({
    ...deps,
    checkpoints,
    limits: { content: socketLimits(deps.limits).content, heldFrames: 8, heldBytes: 64 * 1024 },
    rulesOf: async id => {
      const file = await store.file(id)
      return file === undefined ? undefined : rules(file.kind)
    },
  })
  const sync = new SyncEdge(deps, directory)
  const live = new LiveEdge(deps)
  const stopWatching = watchAccess(bus, directory)
  const heart = setInterval(() => beat(directory, live), HEARTBEAT)
  heart.unref()

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const path = (request.url ?? "").split("?", 1)[0] ?? ""
    const edge = path === "/live" ? live : path.startsWith("/sync/") ? sync : undefined
    if (edge === undefined) return refuseUpgrade(socket, "not-found")
    edge.upgrade(request, socket, head).catch(error => {
      log.error({ err: error }, "an upgrade failed")
      socket.destroy()
    })
  }
  server.on("upgrade", upgrade)

  return {
    directory,
    close: async () => {
      server.off("upgrade", upgrade)
      server.on("upgrade", (_, socket) => refuseUpgrade(socket, "store-unavailable"))
      clearInterval(heart)
      stopWatching()
      live.close()
      await directory.close()
      await checkpoints.close()
    },
  }
}

const NOBODY = presencePacket(encodePresence([]))

function beat(directory: Directory, live: LiveEdge): void {
  for (const room of directory.rooms) for (const connection of room.connections) connection.outlet.send([NOBODY])
  for (const ws of live.sockets) ws.ping()
}
