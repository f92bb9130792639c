import type { Socket } from "node:net"
import type { Outlet, Packet } from "@sheaf/sync"
import { CLOSE } from "@sheaf/wire"
import type { WebSocket } from "ws"

/** A reader that leaves more than this unsent is too slow to stay, in bytes; what a join itself sends is not counted. */
const SLOW = 8 * 1024 * 1024
/** How long a reader who is too slow may take to hear so, in milliseconds. */
const LAST_CALL = 3_000

/**
 * Writes to one websocket. Messages are framed here once for all readers (server frames carry no mask, so they are the same for
 * everybody) and several go out with one system call; `ws` itself would frame, copy and write for each reader anew, which was 57 to 78 %
 * of a core in the peers that were measured.
 */
export class SocketOutlet implements Outlet {
  readonly #socket: Socket
  readonly #ws: WebSocket
  /** Bytes of joins that are still on their way. */
  #allowed = 0

  constructor(ws: WebSocket, socket: Socket) {
    this.#ws = ws
    this.#socket = socket
  }

  get backlog(): number {
    return this.#socket.writableLength
  }

  sendJoin(packets: readonly Packet[]): void {
    this.#allowed += packets.reduce((sum, packet) => sum + packet.payload.length, 0)
    this.send(packets)
  }

  send(packets: readonly Packet[]): void {
    if (this.#ws.readyState !== this.#ws.OPEN || packets.length === 0) return
    const socket = this.#socket
    if (packets.length > 1) socket.cork()
    for (const packet of packets) socket.write(framed(packet))
    if (packets.length > 1) socket.uncork()
    // What a join was allowed is used up as it leaves.
    this.#allowed = Math.min(this.#allowed, socket.writableLength)
    if (socket.writableLength > SLOW + this.#allowed) {
      this.close(CLOSE.slowDown, "too slow a reader")
      // The close frame waits behind what is unsent: one that reads on gets it, one that hangs is cut off.
      setTimeout(() => this.#ws.terminate(), LAST_CALL).unref()
    }
  }

  close(code: number, reason: string): void {
    this.#ws.close(code, reason)
  }
}

function framed(packet: Packet): Uint8Array {
  packet.framed ??= frame(packet.payload)
  return packet.framed
}

/** A binary message as one unmasked, final frame (RFC 6455, 5.2). */
function frame(payload: Uint8Array): Uint8Array {
  const length = payload.length
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = new Uint8Array(head + length)
  bytes[0] = 0x82
  const view = new DataView(bytes.buffer)
  if (head === 2) bytes[1] = length
  else if (head === 4) {
    bytes[1] = 126
    view.setUint16(2, length)
  } else {
    bytes[1] = 127
    view.setBigUint64(2, BigInt(length))
  }
  bytes.set(payload, head)
  return bytes
}
