import { connect as open, type Socket } from "node:net"
import { COOKIE } from "./open-server.ts"

/**
 * A websocket client that costs less than the server it measures: raw TCP, frames cut where they lie. Messages are handed on as views that
 * are valid during the call only.
 */
export class Client {
  onMessage: (message: Uint8Array) => void = () => {}
  /** Bytes received. */
  bytes = 0
  readonly #socket: Socket
  #rest: Uint8Array[] = []
  #held = 0
  #needed = 2

  constructor(socket: Socket) {
    this.#socket = socket
  }

  send(payload: Uint8Array): void {
    this.#socket.write(masked(payload))
  }

  sendAll(payloads: readonly Uint8Array[]): void {
    if (payloads.length > 0) this.#socket.write(Buffer.concat(payloads.map(masked)))
  }

  end(): void {
    this.#socket.destroy()
  }

  take(chunk: Uint8Array): void {
    this.bytes += chunk.length
    this.#rest.push(chunk)
    this.#held += chunk.length
    if (this.#held < this.#needed) return
    const bytes = this.#rest.length === 1 ? chunk : Buffer.concat(this.#rest)
    let at = 0
    for (;;) {
      const size = frameSize(bytes, at)
      if (size === undefined || at + size > bytes.length) {
        this.#needed = size ?? bytes.length - at + 1
        break
      }
      if ((bytes[at] ?? 0) === 0x82) this.onMessage(bytes.subarray(at + headSize(bytes, at), at + size))
      at += size
    }
    this.#rest = at === bytes.length ? [] : [bytes.subarray(at)]
    this.#held = bytes.length - at
  }
}

const headSize = (bytes: Uint8Array, at: number): number => {
  const short = bytes[at + 1] ?? 0
  return short < 126 ? 2 : short === 126 ? 4 : 10
}

/** Size of the frame at `at`; undefined while its head has not come. Server frames carry no mask. */
function frameSize(bytes: Uint8Array, at: number): number | undefined {
  if (bytes.length - at < 2) return undefined
  const head = headSize(bytes, at)
  if (bytes.length - at < head) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset + at)
  const short = view.getUint8(1)
  return head + (head === 2 ? short : head === 4 ? view.getUint16(2) : Number(view.getBigUint64(2)))
}

/** A final binary frame with a mask of zeros: allowed, and the server undoes it all the same. */
function masked(payload: Uint8Array): Buffer {
  const { length } = payload
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.alloc(head + 4 + length)
  frame[0] = 0x82
  if (head === 2) frame[1] = 0x80 | length
  else if (head === 4) {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 0x80 | 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, head + 4)
  return frame
}

/** Connects to a document; resolves when the upgrade is answered. */
export function connect(
  port: number,
  file: string,
  onMessage: (message: Uint8Array) => void = () => {},
): Promise<Client> {
  return new Promise((resolve, reject) => {
    const socket = open({ port, host: "127.0.0.1", noDelay: true })
    const client = new Client(socket)
    client.onMessage = onMessage
    let head = Buffer.alloc(0)
    const handshake = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf("\r\n\r\n")
      if (end < 0) return
      socket.off("data", handshake)
      if (!head.toString("latin1", 0, 12).endsWith("101")) return reject(new Error(head.toString("latin1", 0, 60)))
      socket.on("data", (data: Buffer) => client.take(data))
      resolve(client)
      if (head.length > end + 4) client.take(head.subarray(end + 4))
    }
    socket.on("data", handshake)
    socket.on("error", reject)
    socket.write(
      `GET /sync/${file} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${COOKIE}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    )
  })
}

/** "I have nothing": step 1 with an empty state vector. */
export const ASK_ALL: Uint8Array = Uint8Array.of(0, 0, 1, 0)
export const isUpdate = (message: Uint8Array): boolean => message[0] === 0 && message[1] === 2
export const isSynced = (message: Uint8Array): boolean => message[0] === 0 && message[1] === 1
