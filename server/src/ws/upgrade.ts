import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { type Refusal, Refused } from "@sheaf/domain"
import { STATUS } from "@sheaf/wire"
import { StoreDown } from "../ports/journal.ts"

/** Answers an upgrade with a problem instead: the socket never opens, and the reason is readable by programs. */
export function refuseUpgrade(socket: Duplex, code: Refusal): void {
  const status = STATUS[code]
  const body = JSON.stringify({ type: "about:blank", title: code, status, code })
  socket.on("error", () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** Path and query of the request; undefined when they are not an address. */
export function addressOf(request: IncomingMessage): URL | undefined {
  return URL.parse(request.url ?? "", "http://sheaf.invalid") ?? undefined
}

/** The refusal that `error` is; anything else is thrown on. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.code
  if (error instanceof StoreDown) return "store-unavailable"
  throw error
}
