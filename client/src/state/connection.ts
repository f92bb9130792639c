import { signal } from "@lit-labs/signals"
import type { Stop } from "@sheaf/std"
import type { LiveEvent } from "@sheaf/wire"
import type { Live } from "../net/live.ts"

/** Whether the server is heard. `wavering` is a line that fell a moment ago: it mostly comes back before anybody must know. */
export type ConnectionState = "connecting" | "online" | "wavering" | "offline"

interface ConnectionPorts {
  later(ms: number, task: () => void): Stop
  /** Something changed, or may have: after `hello`, everything. */
  onEvent(event: LiveEvent): void
  /** The line fell; perhaps because the session ended. */
  onDown(): void
}

/** A line that is down for less than this is nobody's business. */
const FORGIVEN = 2_500

/** Whether this page hears the server, from its live line. */
export class Connection {
  readonly state = signal<ConnectionState>("connecting")
  readonly #live: Live
  readonly #ports: ConnectionPorts
  #cancel: Stop | undefined

  constructor(live: Live, ports: ConnectionPorts) {
    this.#live = live
    this.#ports = ports
  }

  /** Listens until the answered function is called. */
  start(): Stop {
    const unlisten = this.#live.news.on(news => {
      if (news.kind === "down") this.#down()
      else this.#heard(news)
    })
    const stop = this.#live.start()
    return () => {
      unlisten()
      stop()
      this.#cancel?.()
      this.state.set("connecting")
    }
  }

  /** Tries to reach the server now. */
  retry(): void {
    this.#live.hurry()
  }

  #heard(event: LiveEvent): void {
    this.#cancel?.()
    this.state.set("online")
    this.#ports.onEvent(event)
  }

  #down(): void {
    this.#ports.onDown()
    if (this.state.get() === "wavering" || this.state.get() === "offline") return
    this.state.set("wavering")
    this.#cancel = this.#ports.later(FORGIVEN, () => this.state.set("offline"))
  }
}
