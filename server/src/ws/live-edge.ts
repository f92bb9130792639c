import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { type PersonId, Refused, type SessionId } from "@sheaf/domain"
import { CLOSE, type LiveEvent, SIGNED_OUT } from "@sheaf/wire"
import { type WebSocket, WebSocketServer } from "ws"
import type { BusEvent } from "../ports/bus.ts"
import type { SocketDeps } from "./deps.ts"
import { refusalOf, refuseUpgrade } from "./upgrade.ts"

interface Page {
  readonly ws: WebSocket
  readonly person: PersonId
  readonly session: SessionId
}

/** More than this unsent, in bytes, and a page is taken for gone. */
const SLOW = 1024 * 1024

/** `/live`: tells every open page what changed for its person. It never says what it changed to: the page asks, as itself. */
export class LiveEdge {
  readonly #deps: SocketDeps
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: 1024,
  })
  readonly #pages = new Set<Page>()
  readonly #stop: () => void

  constructor(deps: SocketDeps) {
    this.#deps = deps
    this.#stop = deps.bus.subscribe(event => this.#pass(event))
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      if (!this.#deps.sameOrigin(request.headers)) throw new Refused("cross-site")
      const signedIn = await this.#deps.authenticate(request.headers.cookie)
      if (signedIn === undefined) throw new Refused("not-signed-in")
      const { person, session } = signedIn
      this.#server.handleUpgrade(request, socket, head, ws =>
        this.#serve({ ws, person: person.id, session: session.id }),
      )
    } catch (error) {
      refuseUpgrade(socket, refusalOf(error))
    }
  }

  /** Says to every page that the server restarts. */
  close(): void {
    this.#stop()
    for (const { ws } of this.#pages) ws.close(CLOSE.restart, "the server restarts")
  }

  /** The sockets that are open, for the heartbeat. */
  get sockets(): Iterable<WebSocket> {
    return [...this.#pages].map(({ ws }) => ws)
  }

  #serve(page: Page): void {
    const { ws } = page
    this.#pages.add(page)
    ws.on("close", () => this.#pages.delete(page))
    ws.on("error", error => this.#deps.log.debug({ err: error }, "a live socket failed"))
    say(page, { kind: "hello" })
  }

  #pass(event: BusEvent): void {
    if (event.kind === "people-changed") for (const page of this.#pages) say(page, { kind: "people" })
    if (event.kind === "file-changed") {
      const those = new Set(event.for)
      for (const page of this.#pages) if (those.has(page.person)) say(page, { kind: "file", id: event.file })
    }
    if (event.kind === "sessions-ended") {
      const ended = new Set(event.sessions)
      for (const page of this.#pages) if (ended.has(page.session)) page.ws.close(CLOSE.signedOut, SIGNED_OUT.session)
    }
  }
}

function say({ ws }: Page, event: LiveEvent): void {
  if (ws.readyState !== ws.OPEN) return
  if (ws.bufferedAmount > SLOW) return ws.terminate()
  ws.send(JSON.stringify(event))
}
