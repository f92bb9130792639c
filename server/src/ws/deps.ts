import type { IncomingHttpHeaders } from "node:http"
import type { FileKind, Person } from "@sheaf/domain"
import type { Allowance, ContentRules } from "@sheaf/sync"
import type { Logger } from "pino"
import type { Bus } from "../ports/bus.ts"
import type { Clock } from "../ports/clock.ts"
import type { Session, Store } from "../ports/store.ts"

/** What a websocket's client may use. */
export interface SocketLimits {
  /** The largest message, in bytes. */
  readonly message: number
  /** Messages and bytes that one connection may send: over it, the server reads on more slowly; nothing is lost. */
  readonly frames: Allowance
  readonly bytes: Allowance
  /** Open sockets to documents that one session may have: a browser with very many tabs. */
  readonly connections: number
  /** Content of one file, in bytes. */
  readonly content: number
}

/** What the websocket edges need. */
export interface SocketDeps {
  readonly store: Store
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Logger
  /** Who the cookie header says this is; undefined when nobody. */
  readonly authenticate: (cookie: string | undefined) => Promise<{ session: Session; person: Person } | undefined>
  /** Whether a browser that sends these headers is on a page of ours, or it is no browser. */
  readonly sameOrigin: (headers: IncomingHttpHeaders) => boolean
  readonly limits?: Partial<SocketLimits>
  /** What may stand in files of each kind, where it is not the product's own (benchmarks bring their own content). */
  readonly rules?: (kind: FileKind) => ContentRules
}
