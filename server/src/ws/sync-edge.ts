import type { IncomingMessage } from "node:http"
import type { Socket } from "node:net"
import type { Duplex } from "node:stream"
import {
  colourOf,
  type FileId,
  ID_PATTERN,
  LIMITS,
  type PersonId,
  Refused,
  type Role,
  type SessionId,
} from "@sheaf/domain"
import { type Admitted, type Room, TokenBucket } from "@sheaf/sync"
import { CLOSE, SCHEMA_VERSION, WIRE_VERSION } from "@sheaf/wire"
import { type WebSocket, WebSocketServer } from "ws"
import type { Directory } from "../rooms/directory.ts"
import { type Admission, rightsOf, roleAtSocket } from "../rooms/rights.ts"
import type { SocketDeps, SocketLimits } from "./deps.ts"
import { SocketOutlet } from "./socket-outlet.ts"
import { addressOf, refusalOf, refuseUpgrade } from "./upgrade.ts"

const DEFAULTS: SocketLimits = {
  message: 4 * 1024 * 1024,
  // A fast typist makes 20 messages a second, caret moves included; a paste of a long document a few hundred at once.
  frames: { burst: 4_000, perSecond: 500 },
  bytes: { burst: 32 * 1024 * 1024, perSecond: 1024 * 1024 },
  connections: 200,
  content: LIMITS.content,
}

export const socketLimits = (own: Partial<SocketLimits> | undefined): SocketLimits => ({ ...DEFAULTS, ...own })

/** Somebody who may come in. */
interface Entry {
  readonly room: Room
  readonly role: Role
  readonly who: Admitted
  /** The history that the client has on its device, if it says so. */
  readonly epoch: number | undefined
}

/** `/sync/:fileId`: decides who comes in, and carries bytes between one websocket and its room. */
export class SyncEdge {
  readonly #deps: SocketDeps
  readonly #directory: Directory
  readonly #limits: SocketLimits
  readonly #server: WebSocketServer
  readonly #open = new Map<SessionId, number>()

  constructor(deps: SocketDeps, directory: Directory) {
    this.#deps = deps
    this.#directory = directory
    this.#limits = socketLimits(deps.limits)
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      // What is a little too large is answered with our own code, which clients take as final; `ws` cuts off what is far too large with 1009.
      maxPayload: 4 * this.#limits.message,
    })
  }

  /** Handles one upgrade request to `/sync/…`. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      const entry = await this.#admit(request)
      this.#server.handleUpgrade(request, socket, head, ws => this.#serve(ws, socket as Socket, entry))
    } catch (error) {
      refuseUpgrade(socket, refusalOf(error))
    }
  }

  async #admit(request: IncomingMessage): Promise<Entry> {
    const address = addressOf(request)
    const file = address?.pathname.slice("/sync/".length) ?? ""
    if (address === undefined || !ID_PATTERN.test(file)) throw new Refused("not-found")
    // Tokens of programs come with the API of sheets; until then none is valid.
    if (address.searchParams.has("token")) throw new Refused("not-signed-in")
    if (!this.#deps.sameOrigin(request.headers)) throw new Refused("cross-site")
    const signedIn = await this.#deps.authenticate(request.headers.cookie)
    if (signedIn === undefined) throw new Refused("not-signed-in")
    const { person, session } = signedIn
    if ((this.#open.get(session.id) ?? 0) >= this.#limits.connections) throw new Refused("too-many-requests")
    const { room, role } = await this.#enter(file as FileId, person.id)
    const who: Admitted = {
      person: person.id,
      session: session.id,
      present: { id: person.id, name: person.name, colour: colourOf(person.id) },
      extended: address.searchParams.get("v") === String(WIRE_VERSION),
      schema: schemaIn(address),
    }
    return { room, role, who, epoch: numberIn(address, "epoch") }
  }

  /** The file's room and what this person may do, both as of the same moment: what is read here is true until the next `await`. */
  async #enter(file: FileId, person: PersonId): Promise<{ room: Room; role: Role }> {
    const before = await this.#admission(file, person)
    const open = this.#directory.find(file)
    if (open !== undefined) return enterAs(open, before)
    const room = await this.#directory.open(file)
    // Opening took a while: what was read before may have changed.
    const now = await this.#admission(file, person)
    if (room === undefined || room.closed) throw new Refused("not-found")
    return enterAs(room, now)
  }

  async #admission(file: FileId, person: PersonId): Promise<{ admission: Admission; role: Role }> {
    const admission = await this.#deps.store.admission(file)
    const role = admission === undefined ? undefined : roleAtSocket(admission, person)
    if (admission === undefined || role === undefined) throw new Refused("not-found")
    return { admission, role }
  }

  #serve(ws: WebSocket, socket: Socket, { room, role, who, epoch }: Entry): void {
    // Sent small and at once; the kernel's own gathering would add 40 ms to a lone keystroke.
    socket.setNoDelay(true)
    if (room.closed) return ws.close(CLOSE.restart, "come again")
    if (epoch !== undefined && epoch !== room.fence.epoch)
      return ws.close(CLOSE.epochReplaced, "the history was replaced")
    const connection = room.join(new SocketOutlet(ws, socket), who, role)
    this.#count(who.session, 1)
    const meter = this.#meter(ws)
    ws.on("message", (data: Buffer, isBinary) => {
      if (!isBinary) return room.closeThose(other => other === connection, "malformed", "text, not bytes")
      if (data.length > this.#limits.message)
        return room.closeThose(other => other === connection, "tooLarge", "a message may have 4 MB")
      meter(data.length)
      // A plain view: `slice` of a Buffer would share its memory where the room means to copy.
      this.#receive(() => room.receive(connection, new Uint8Array(data.buffer, data.byteOffset, data.length)), ws)
    })
    ws.on("close", () => {
      room.leave(connection)
      this.#count(who.session, -1)
      this.#directory.left(room.file)
    })
    // Bad frames, too large ones, a reset: `close` follows and says all that is to be done.
    ws.on("error", error => this.#deps.log.debug({ err: error, file: room.file }, "a websocket failed"))
  }

  #count(session: SessionId, by: 1 | -1): void {
    const count = (this.#open.get(session) ?? 0) + by
    if (count > 0) this.#open.set(session, count)
    else this.#open.delete(session)
  }

  #receive(act: () => void, ws: WebSocket): void {
    try {
      act()
    } catch (error) {
      this.#deps.log.error({ err: error }, "a message could not be handled; its connection was closed")
      ws.close(1011, "internal")
    }
  }

  /** Reads on more slowly when more comes than is allowed; what was sent stays in the kernel and with the sender. */
  #meter(ws: WebSocket): (bytes: number) => void {
    const { clock } = this.#deps
    const frames = new TokenBucket(this.#limits.frames, clock.now())
    const bytes = new TokenBucket(this.#limits.bytes, clock.now())
    return length => {
      const now = clock.now()
      const wait = Math.max(frames.use(1, now), bytes.use(length, now))
      if (wait === 0 || ws.isPaused) return
      ws.pause()
      setTimeout(() => ws.resume(), wait).unref()
    }
  }
}

function enterAs(room: Room, { admission, role }: { admission: Admission; role: Role }): { room: Room; role: Role } {
  const { aclVersion, epoch } = room.fence
  if (admission.fence.aclVersion !== aclVersion || admission.fence.epoch !== epoch) room.refresh(rightsOf(admission))
  return { room, role }
}

/** A whole number from the query; undefined when it is not there, -1 when it is something else. */
function numberIn(address: URL, name: string): number | undefined {
  const text = address.searchParams.get(name)
  if (text === null) return undefined
  return /^\d{1,9}$/.test(text) ? Number(text) : -1
}

/** A client that does not say which schema it writes is a plain Yjs client: it is taken at the first version. */
function schemaIn(address: URL): number {
  const version = numberIn(address, "schema") ?? 1
  return version <= SCHEMA_VERSION ? version : 0
}
