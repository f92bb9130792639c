import { readServerMessage, type ServerMessage } from "@sheaf/sync"
import { MESSAGE, SYNC } from "@sheaf/wire"
import { createDecoder, readVarUint, readVarUint8Array } from "lib0/decoding"
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding"
import { vi } from "vitest"
import { WebSocket } from "ws"
import * as Y from "yjs"
import type { Visitor } from "./running-server.ts"

export interface Closed {
  readonly code: number
  readonly reason: string
}

export interface SocketOptions {
  /** Understands our own messages; on unless said otherwise. */
  readonly extended?: boolean
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A client of `/sync/:fileId` that a test drives frame by frame: it applies what it hears and answers step 1, and nothing else by itself. */
export class SocketClient {
  readonly doc = new Y.Doc()
  readonly extras: ServerMessage[] = []
  readonly #ws: WebSocket
  closed: Closed | undefined
  synced = false
  /** Update frames sent, as the server counts them. */
  sent = 0

  constructor(ws: WebSocket) {
    this.#ws = ws
    ws.binaryType = "nodebuffer"
    ws.on("message", (data: Buffer) => this.#hear(new Uint8Array(data)))
    ws.on("close", (code, reason) => {
      this.closed = { code, reason: String(reason) }
    })
    ws.on("error", () => undefined)
  }

  get acknowledged(): number {
    return this.extras.reduce((most, extra) => (extra.kind === "ack" ? Math.max(most, extra.n) : most), 0)
  }

  get text(): string {
    return this.doc.getXmlFragment("content").toString()
  }

  raw(bytes: Uint8Array | string): void {
    this.#ws.send(bytes)
  }

  update(update: Uint8Array, kind: number = SYNC.update): void {
    this.sent++
    this.raw(message(kind, update))
  }

  /** Writes a paragraph and sends it; the update. */
  write(text: string): Uint8Array {
    const made: Uint8Array[] = []
    const note = (update: Uint8Array) => made.push(update)
    this.doc.on("update", note)
    this.doc.transact(() => {
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.insert(0, [new Y.XmlText(text)])
      const content = this.doc.getXmlFragment("content")
      content.insert(content.length, [paragraph])
    })
    this.doc.off("update", note)
    const update = made[0] ?? Uint8Array.of(0, 0)
    this.update(update)
    return update
  }

  /** Leaves everything that comes in the kernel, as a page that hangs does. */
  stopReading(): void {
    this.#ws.pause()
  }

  end(): void {
    this.#ws.terminate()
  }

  #hear(bytes: Uint8Array): void {
    const extra = readServerMessage(bytes)
    if (extra !== undefined) {
      this.extras.push(extra)
      return
    }
    const decoder = createDecoder(bytes)
    if (readVarUint(decoder) !== MESSAGE.sync) return
    const kind = readVarUint(decoder)
    const content = readVarUint8Array(decoder)
    if (kind === SYNC.step1) return
    Y.applyUpdate(this.doc, content, "remote")
    if (kind === SYNC.step2) this.synced = true
  }
}

export function message(kind: number, bytes: Uint8Array): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, MESSAGE.sync)
  writeVarUint(encoder, kind)
  writeVarUint8Array(encoder, bytes)
  return toUint8Array(encoder)
}

/** Waits until `fact` is true; fails, saying what it waited for, when that takes too long. */
export async function until(fact: () => unknown, what: string, timeout = 10_000): Promise<void> {
  await vi.waitFor(
    () => {
      if (!fact()) throw new Error(`not yet: ${what}`)
    },
    { timeout, interval: 5 },
  )
}

/** Opens a socket to a file as `who`, asks for its content, and waits until it has come. */
export async function connect(
  url: string,
  who: Visitor,
  file: string,
  options: SocketOptions = {},
): Promise<SocketClient> {
  const client = await opened(url, who, file, options)
  client.raw(message(SYNC.step1, Y.encodeStateVector(client.doc)))
  await until(() => client.synced || client.closed, "synced")
  return client
}

export async function opened(
  url: string,
  who: Visitor,
  file: string,
  { extended = true, query = "", headers = {} }: SocketOptions = {},
): Promise<SocketClient> {
  const address = `${url.replace("http", "ws")}/sync/${file}?${extended ? "v=1&" : ""}${query}`
  const ws = new WebSocket(address, { headers: { ...who.headers, ...headers } })
  const client = new SocketClient(ws)
  await new Promise<void>((resolve, reject) => {
    ws.once("open", resolve)
    ws.once("unexpected-response", (_, response) => reject(new Refusal(response.statusCode ?? 0)))
    ws.once("error", reject)
  })
  return client
}

/** The upgrade was answered with this status instead. */
export class Refusal extends Error {
  override readonly name = "Refusal"
  readonly status: number
  constructor(status: number) {
    super(`refused with ${status}`)
    this.status = status
  }
}

/** The status with which an upgrade is refused; 101 when it is not. */
export async function statusOf(url: string, who: Visitor, file: string, options: SocketOptions = {}): Promise<number> {
  try {
    const client = await opened(url, who, file, options)
    client.end()
    return 101
  } catch (error) {
    if (error instanceof Refusal) return error.status
    throw error
  }
}
