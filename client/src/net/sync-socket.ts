import { MESSAGE, SYNC } from "@sheaf/wire"

/** What leaves on the websocket of a document, before it leaves. */
export interface Outgoing {
  /** Whether content may be sent at all: a reader's page sends none, whatever its editor does. */
  readonly mayWrite: () => boolean
  /** A frame with content was sent. `answer`: it holds all that the server said it did not have. */
  readonly sent: (answer: boolean) => void
  /** The only presence that is sent on: y-websocket repeats what it hears of others too. */
  readonly ownPresence: () => Uint8Array | undefined
}

/** A `WebSocket` for y-websocket that counts the update frames it sends, as the server counts them. */
export function countingSocket(outgoing: Outgoing): typeof WebSocket {
  return class extends WebSocket {
    override send(data: Parameters<WebSocket["send"]>[0]): void {
      if (!(data instanceof Uint8Array)) return super.send(data)
      const kind = kindOf(data)
      if (kind === "other") return super.send(data)
      if (kind === "presence") {
        const own = outgoing.ownPresence()
        if (own !== undefined) super.send(own.slice())
        return
      }
      if (!outgoing.mayWrite()) return
      super.send(data)
      outgoing.sent(kind === "answer")
    }
  }
}

/** The messages' numbers are all under 128, so they are single bytes. */
function kindOf(message: Uint8Array): "answer" | "update" | "presence" | "other" {
  if (message[0] === MESSAGE.awareness) return "presence"
  if (message[0] !== MESSAGE.sync) return "other"
  return message[1] === SYNC.step2 ? "answer" : message[1] === SYNC.update ? "update" : "other"
}
