import type { FileId } from "@sheaf/domain"
import { readServerMessage, type ServerMessage } from "@sheaf/sync"
import { MESSAGE, SCHEMA_VERSION, SYNC, WIRE_VERSION } from "@sheaf/wire"
import { createDecoder, readVarUint8Array } from "lib0/decoding"
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding"
import { type Awareness, encodeAwarenessUpdate } from "y-protocols/awareness"
import { WebsocketProvider } from "y-websocket"
import type * as Y from "yjs"
import { isFinal } from "./ending.ts"
import type { IncomingGate } from "./incoming-gate.ts"
import { countingSocket } from "./sync-socket.ts"

/** What a document does with its line to the server. */
export interface LinePorts {
  readonly file: FileId
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly gate: IncomingGate
  readonly mayWrite: () => boolean
  /** An update frame was sent. `answer`: it holds all that the server said it did not have. */
  readonly sent: (answer: boolean) => void
  readonly heard: (message: ServerMessage) => void
  /** What the server has, as a state vector. */
  readonly serverHas: (stateVector: Uint8Array) => void
}

/**
 * The plain y-websocket provider, not connected yet, with what is ours on it: our own messages are read, content waits at the gate, and
 * only what may leave leaves, counted.
 */
export function openLine(ports: LinePorts): WebsocketProvider {
  const { file, doc, awareness } = ports
  const origin = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}`
  const provider = new WebsocketProvider(`${origin}/sync`, file, doc, {
    connect: false,
    awareness,
    // Tabs of one browser meet at the server like everybody else: what is shown is what is on disk.
    disableBc: true,
    shouldReconnect: ({ code }) => !isFinal(code),
    params: { v: String(WIRE_VERSION), schema: String(SCHEMA_VERSION) },
    WebSocketPolyfill: countingSocket({ ...ports, ownPresence: () => ownPresence(doc, awareness) }),
  })
  handleMessages(provider, ports)
  return provider
}

function handleMessages({ messageHandlers }: WebsocketProvider, { gate, heard, serverHas }: LinePorts): void {
  const sync = messageHandlers[MESSAGE.sync]
  messageHandlers[MESSAGE.sync] = (encoder, decoder, provider, emitSynced, kind) => {
    if (decoder.arr[decoder.pos] === SYNC.step1) {
      serverHas(readVarUint8Array(createDecoder(decoder.arr.subarray(decoder.pos + 1))))
      sync?.(encoder, decoder, provider, emitSynced, kind)
      return
    }
    // The handler writes into `encoder` only to answer a step 1, so it need not run before this message is answered.
    gate.pass(() => sync?.(createEncoder(), decoder, provider, emitSynced, kind))
  }
  for (const kind of [MESSAGE.ack, MESSAGE.refusal, MESSAGE.access, MESSAGE.epoch]) {
    messageHandlers[kind] = (_, decoder) => {
      const message = readServerMessage(decoder.arr)
      if (message !== undefined) heard(message)
    }
  }
}

/** The only presence that is sent on: y-websocket repeats what it hears of others too. */
function ownPresence(doc: Y.Doc, awareness: Awareness): Uint8Array | undefined {
  if (!awareness.meta.has(doc.clientID)) return undefined
  return message(MESSAGE.awareness, encoder =>
    writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [doc.clientID])),
  )
}

/** Says everything that is not confirmed, as an answer to a step 1 does; nothing without an open connection. */
export function sayEverything({ ws }: WebsocketProvider, update: Uint8Array): void {
  if (ws === null || ws.readyState !== ws.OPEN) return
  ws.send(
    message(MESSAGE.sync, encoder => {
      writeVarUint(encoder, SYNC.step2)
      writeVarUint8Array(encoder, update)
    }),
  )
}

function message(kind: number, write: (encoder: ReturnType<typeof createEncoder>) => void): Uint8Array<ArrayBuffer> {
  const encoder = createEncoder()
  writeVarUint(encoder, kind)
  write(encoder)
  return toUint8Array(encoder).slice()
}
