import { signal } from "@lit-labs/signals"
import { colourOf, type FileId, mayEdit, type PersonId, Refused, type Role } from "@sheaf/domain"
import { Disposer } from "@sheaf/std"
import { Ledger, readServerMessage, type ServerMessage } from "@sheaf/sync"
import { CLOSE, MESSAGE, routes, SCHEMA_VERSION, SYNC, WIRE_VERSION } from "@sheaf/wire"
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding"
import { Awareness, encodeAwarenessUpdate } from "y-protocols/awareness"
import { messageYjsSyncStep1 } from "y-protocols/sync"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import type { CallApi } from "./api.ts"
import { Offline } from "./api.ts"
import { Confirmed } from "./confirmed.ts"
import { DeviceCopy } from "./device-copy.ts"
import type { DocumentConnection, Ended, OpenDocument, Present, SaveState } from "./document-connection.ts"
import { IncomingGate } from "./incoming-gate.ts"
import { presentIn } from "./present.ts"
import { saveStateOf } from "./save-state.ts"
import { countingSocket } from "./sync-socket.ts"

interface Me {
  readonly id: PersonId
  readonly name: string
}

/** The server takes no message of that size (RFC 6455; our own code is for what is only a little too large): sending it again is no use. */
const TOO_BIG = 1009

/** Makes the function that pages open documents with. */
export function documentOpener(call: CallApi): OpenDocument {
  return (file, me) => new OpenedDocument(file, me, call)
}

/**
 * One open document: a replica that is kept on this device, sent to the server as it changes, and honest about which of the two has
 * it. y-websocket carries the bytes; what is ours rides on its message handlers and on a socket that counts.
 */
class OpenedDocument implements DocumentConnection {
  readonly replica
  readonly saveState = signal<SaveState>({ kind: "connecting" })
  readonly role = signal<Role | undefined>(undefined)
  readonly loaded = signal(false)
  readonly people = signal<readonly Present[]>([])
  readonly ended = signal<Ended | undefined>(undefined)
  readonly onlyHere = signal(false)

  readonly #doc = new Y.Doc()
  readonly #awareness = new Awareness(this.#doc)
  readonly #ledger = new Ledger()
  readonly #confirmed = new Confirmed(this.#doc)
  readonly #gate = new IncomingGate()
  readonly #copy: DeviceCopy
  readonly #provider: WebsocketProvider
  readonly #disposer = new Disposer()
  readonly #file: FileId
  readonly #me: Me
  readonly #call: CallApi
  #frames = 0
  #epoch: number | undefined
  /** The store was down when the connection ended. */
  #storeDown = false
  #reached = false

  constructor(file: FileId, me: Me, call: CallApi) {
    this.#file = file
    this.#me = me
    this.#call = call
    this.replica = { doc: this.#doc, awareness: this.#awareness, hold: () => this.#gate.hold() }
    this.#copy = new DeviceCopy(me.id, file, this.#doc, () => this.#show())
    this.#provider = this.#makeProvider()
    this.#listen()
    this.#awareness.setLocalStateField("user", { id: me.id, name: me.name, colour: colourOf(me.id) })
    void this.#start()
  }

  unsavedText(): string {
    return this.#ledger.owes ? this.#confirmed.unsavedText(this.#doc.getXmlFragment("content")) : ""
  }

  retry(): void {
    this.ended.set(undefined)
    this.#provider.connect()
    this.#show()
  }

  close(): void {
    this.#disposer.dispose()
    this.#awareness.destroy()
    this.#provider.destroy()
    this.#copy.close()
    this.#doc.destroy()
  }

  /** First what is on this device, then the server: what was written offline goes out with the first answer. */
  async #start(): Promise<void> {
    const { role, epoch, owes } = this.#copy.recall()
    this.#epoch = epoch
    if (owes) this.#ledger.wrote()
    await this.#copy.load()
    if (this.#doc.isDestroyed) return
    const kept = this.#doc.store.clients.size > 0
    if (role !== undefined && kept) this.role.set(role)
    if (kept) this.loaded.set(true)
    this.#tellEpoch()
    this.#provider.connect()
    this.#show()
  }

  #makeProvider(): WebsocketProvider {
    const origin = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}`
    const provider = new WebsocketProvider(`${origin}/sync`, this.#file, this.#doc, {
      connect: false,
      awareness: this.#awareness,
      // Tabs of one browser meet at the server like everybody else: what is shown is what is on disk.
      disableBc: true,
      shouldReconnect: ({ code }) => code !== TOO_BIG && !(code >= 4400 && code < 4500),
      params: { v: String(WIRE_VERSION), schema: String(SCHEMA_VERSION) },
      WebSocketPolyfill: countingSocket({
        mayWrite: () => mayEdit(this.role.get()),
        sent: answer => this.#sent(answer),
        ownPresence: () => this.#ownPresence(),
      }),
    })
    this.#handleMessages(provider)
    return provider
  }

  /** Content waits at the gate; our own messages are read here. */
  #handleMessages(provider: WebsocketProvider): void {
    const handlers = provider.messageHandlers
    const sync = handlers[MESSAGE.sync]
    handlers[MESSAGE.sync] = (encoder, decoder, to, emitSynced, kind) => {
      if (decoder.arr[decoder.pos] === messageYjsSyncStep1) {
        this.#serverSays(decoder.arr.subarray(decoder.pos))
        sync?.(encoder, decoder, to, emitSynced, kind)
        return
      }
      // The handler writes into `encoder` only to answer a step 1, so it need not run before this message is answered.
      this.#gate.pass(() => sync?.(createEncoder(), decoder, to, emitSynced, kind))
    }
    for (const kind of [MESSAGE.ack, MESSAGE.refusal, MESSAGE.access, MESSAGE.epoch]) {
      handlers[kind] = (_, decoder) => {
        const message = readServerMessage(decoder.arr)
        if (message !== undefined) this.#heard(message)
      }
    }
  }

  #serverSays(step1: Uint8Array): void {
    // `0, length, state vector`: the length is one byte for up to some twenty clients, so it is read, not guessed.
    let at = 1
    while ((step1[at] ?? 0) >= 128) at++
    this.#confirmed.serverHas(step1.subarray(at + 1))
  }

  #listen(): void {
    const doc = this.#doc
    const onUpdate = (_: Uint8Array, origin: unknown) => this.#updated(origin)
    const onTransaction = (transaction: Y.Transaction) => {
      if (transaction.origin === this.#provider) this.#confirmed.received(transaction)
    }
    doc.on("update", onUpdate)
    doc.on("afterTransaction", onTransaction)
    const onPresence = () => this.people.set(presentIn(this.#awareness, this.#me))
    this.#awareness.on("change", onPresence)
    const provider = this.#provider
    provider.on("status", ({ status }) => {
      if (status === "connected") this.#opened()
      this.#show()
    })
    provider.on("sync", synced => {
      if (synced) this.loaded.set(true)
    })
    provider.on("connection-close", event => this.#closed(event))
    provider.on("closed", ({ code, reason }) => void this.#over(code, reason))
  }

  #updated(origin: unknown): void {
    if (origin === this.#provider || origin === this.#copy.origin) return
    this.#ledger.wrote()
    this.#copy.wrote()
    this.#show()
  }

  #opened(): void {
    this.#reached = true
    this.#frames = 0
    this.#ledger.opened()
  }

  #sent(answer: boolean): void {
    this.#frames++
    this.#ledger.sent(answer)
    this.#confirmed.frameSent(this.#frames)
    this.#show()
  }

  #ownPresence(): Uint8Array | undefined {
    if (!this.#awareness.meta.has(this.#doc.clientID)) return undefined
    const encoder = createEncoder()
    writeVarUint(encoder, MESSAGE.awareness)
    writeVarUint8Array(encoder, encodeAwarenessUpdate(this.#awareness, [this.#doc.clientID]))
    return toUint8Array(encoder)
  }

  #heard(message: ServerMessage): void {
    switch (message.kind) {
      case "ack":
        this.#storeDown = false
        this.#ledger.acknowledged(message.n)
        this.#confirmed.acknowledged(message.n)
        break
      case "refusal":
        this.#ledger.refused(message.code)
        break
      case "access":
        this.#changeRole(message.role)
        break
      case "epoch":
        this.#epoch = message.epoch
        this.#tellEpoch()
    }
    this.#show()
  }

  #changeRole(role: Role): void {
    const before = this.role.get()
    this.role.set(role)
    if (!mayEdit(role)) {
      // What is typed from here on, or was on its way, stays here; the ledger must not wait for it.
      if (this.#ledger.owes) this.#ledger.refused("read-only")
      return
    }
    this.#ledger.forgive()
    if (before !== undefined && !mayEdit(before)) this.#sayEverything()
  }

  /** Writing is allowed again on an open connection: everything that was kept back goes out as one answer. */
  #sayEverything(): void {
    const { ws } = this.#provider
    if (ws === null || ws.readyState !== ws.OPEN) return
    const encoder = createEncoder()
    writeVarUint(encoder, MESSAGE.sync)
    writeVarUint(encoder, SYNC.step2)
    writeVarUint8Array(encoder, Y.encodeStateAsUpdate(this.#doc, this.#confirmed.stateVector))
    ws.send(toUint8Array(encoder))
  }

  /** On the next connection the server is told which history is here: two histories must not be merged. */
  #tellEpoch(): void {
    if (this.#epoch !== undefined) this.#provider.params = { ...this.#provider.params, epoch: String(this.#epoch) }
  }

  #closed(event: CloseEvent | null): void {
    this.#ledger.closed()
    this.#confirmed.closed()
    if (event?.code === CLOSE.storeDown) this.#storeDown = true
    if (!this.#reached) void this.#askWhy()
    this.#reached = false
    this.#show()
  }

  /** The socket did not open, and browsers do not say why: the file's address does. */
  async #askWhy(): Promise<void> {
    try {
      await this.#call(routes.file, { params: { id: this.#file } })
    } catch (error) {
      if (error instanceof Offline) return
      const code = error instanceof Refused ? error.code : undefined
      if (code === "not-signed-in") this.#end({ kind: "signed-out" })
      if (code === "not-found") this.#end({ kind: "access-ended" })
    }
  }

  #over(code: number, reason: string): void {
    if (code === CLOSE.epochReplaced) void this.#copy.forget()
    if (code === TOO_BIG || code === CLOSE.tooLarge) this.#ledger.refused("too-large")
    this.#end(endOf(code, reason))
  }

  #end(how: Ended): void {
    this.#provider.shouldConnect = false
    this.ended.set(how)
    this.#show()
  }

  #show(): void {
    const role = this.role.get()
    const { owes, standing } = this.#ledger
    this.saveState.set(
      saveStateOf({
        standing,
        role,
        connected: this.#provider.wsconnected,
        safe: this.#copy.safe,
        storeDown: this.#storeDown,
      }),
    )
    this.onlyHere.set(owes && !this.#copy.safe)
    this.#copy.remember({
      owes,
      ...(role === undefined ? {} : { role }),
      ...(this.#epoch === undefined ? {} : { epoch: this.#epoch }),
    })
  }
}

function endOf(code: number, reason: string): Ended {
  switch (code) {
    case CLOSE.signedOut:
      return { kind: reason === "signed out" ? "signed-out" : "access-ended" }
    case CLOSE.gone:
      return { kind: "access-ended" }
    case CLOSE.epochReplaced:
      return { kind: "history-replaced" }
    case CLOSE.clientTooOld:
      return { kind: "page-too-old" }
    default:
      return { kind: "broken" }
  }
}
