import type { PersonId, Role, SessionId } from "@sheaf/domain"
import type { Packet } from "./packet.ts"
import type { PresentPerson } from "./presence.ts"

/** How a room reaches one client. Kept free of `ws`: a transport for networks that block websockets can take its place. */
export interface Outlet {
  /** Sends whole messages, in order, as one write. Does nothing once closed. */
  send(packets: readonly Packet[]): void
  /** The same for the answer to a step 1, which may be as large as the file: a reader is not slow for having asked for it. */
  sendJoin(packets: readonly Packet[]): void
  /** Bytes that were sent and have not left yet. */
  readonly backlog: number
  /** `code` from `CLOSE` of the wire; `reason` at most 123 bytes. */
  close(code: number, reason: string): void
}

/** Who is at the other end, decided when the connection was let in. */
export interface Admitted {
  readonly person: PersonId
  readonly session: SessionId
  readonly present: PresentPerson
  /** Understands our own messages (`v=1`). */
  readonly extended: boolean
  /** The document schema that it writes. */
  readonly schema: number
}

/** A frame that cannot be taken yet, because something that it builds on has not come. */
export interface HeldFrame {
  readonly n: number
  readonly update: Uint8Array
}

export const NO_FRAMES: readonly HeldFrame[] = []

/** One client of a room: who it is, what it may do, and how far its frames are settled. Changed by its room only. */
export class Connection {
  readonly outlet: Outlet
  readonly who: Admitted
  role: Role
  /** Update frames that came, which numbers them from 1. */
  received = 0
  /** The highest frame that is on disk, refused, or needed nothing. */
  settled = 0
  /** What the client was told last. */
  acknowledged = 0
  held: readonly HeldFrame[] = NO_FRAMES
  /** A step 1 is being answered. */
  answering = false
  /** ClientIDs that it wrote under first. */
  claims = 0
  /** The client whose presence this connection speaks for; bound by its first presence. */
  presenceClient: number | undefined
  closed = false

  constructor(outlet: Outlet, who: Admitted, role: Role) {
    this.outlet = outlet
    this.who = who
    this.role = role
  }

  /** The first n frames of which all are settled: what an ack may say. */
  get settledInOrder(): number {
    const first = this.held[0]
    return first === undefined ? this.settled : Math.min(this.settled, first.n - 1)
  }
}
