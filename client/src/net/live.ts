import { Emitter, type Stop } from "@sheaf/std"
import { LiveEvent } from "@sheaf/wire"
import { later } from "./later.ts"
import { jsonOf, parsed } from "./parsed.ts"

export interface LiveLine {
  close(): void
}

export interface LivePorts {
  /** Opens a websocket; `onClose` is called once, also when it never opened. */
  connect(onMessage: (data: unknown) => void, onClose: (code: number) => void): LiveLine
  /** Runs the task after so many milliseconds, unless stopped. */
  later(ms: number, task: () => void): Stop
  /** From 0 to 1. */
  random(): number
}

export type LiveNews =
  | LiveEvent
  /** The line is down; what changes now is not heard until the next `hello`. */
  | { readonly kind: "down"; readonly code: number }

const FIRST_WAIT = 500
const LONGEST_WAIT = 20_000
/** A server that takes the socket and says nothing is as good as none: behind some proxies a dead upgrade looks like this. */
const SILENCE = 10_000

/**
 * The page's one websocket for all that is not a file's content. It comes back by itself, later each time and never at the
 * same moment as everybody else; `hello` then says that lists must be asked for again.
 */
export class Live {
  readonly news = new Emitter<LiveNews>()
  readonly #ports: LivePorts
  #line: LiveLine | undefined
  #cancel: Stop | undefined
  #failures = 0
  #running = false

  constructor(ports: LivePorts) {
    this.#ports = ports
  }

  /** Connects, and stays connected until the answered function is called. */
  start(): Stop {
    if (!this.#running) {
      this.#running = true
      this.#connect()
    }
    return () => this.#stop()
  }

  /** Tries at once instead of waiting: the browser says that the network is back, or the person asked. */
  hurry(): void {
    if (!this.#running || this.#line !== undefined) return
    this.#cancel?.()
    this.#connect()
  }

  #connect(): void {
    const line = this.#ports.connect(
      data => this.#heard(data),
      code => this.#lost(code),
    )
    this.#line = line
    this.#cancel = this.#ports.later(SILENCE, () => line.close())
  }

  #heard(data: unknown): void {
    const event = eventOf(data)
    if (event === undefined) return
    this.#cancel?.()
    this.#failures = 0
    this.news.emit(event)
  }

  #lost(code: number): void {
    this.#line = undefined
    this.#cancel?.()
    if (!this.#running) return
    this.#cancel = this.#ports.later(waitAfter(this.#failures++, this.#ports.random()), () => this.#connect())
    this.news.emit({ kind: "down", code })
  }

  #stop(): void {
    this.#running = false
    this.#cancel?.()
    this.#line?.close()
    this.#line = undefined
  }
}

/** Milliseconds to wait: doubled each time, up to 20 s, and between half and all of that by chance. */
export function waitAfter(failures: number, random: number): number {
  const full = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures)
  return Math.round(full * (0.5 + random / 2))
}

/** What the message says; nothing for a kind that this page is too old to know. */
function eventOf(data: unknown): LiveEvent | undefined {
  return typeof data === "string" ? parsed(LiveEvent, jsonOf(data)) : undefined
}

/** The browser's own socket, clock and chance. */
export function browserLivePorts(): LivePorts {
  return {
    connect: (onMessage, onClose) => {
      const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/live`)
      socket.onmessage = event => onMessage(event.data)
      socket.onclose = event => onClose(event.code)
      return socket
    },
    later,
    random: Math.random,
  }
}
