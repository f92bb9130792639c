import { signal } from "@lit-labs/signals"
import { colourOf, type FileId, mayEdit, type PersonId, Refused, type Role } from "@sheaf/domain"
import { Disposer } from "@sheaf/std"
import { Ledger, type ServerMessage } from "@sheaf/sync"
import { CLOSE, routes } from "@sheaf/wire"
import { Awareness } from "y-protocols/awareness"
import type { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { type CallApi, Offline } from "./api.ts"
import { Confirmed } from "./confirmed.ts"
import { DeviceCopy } from "./device-copy.ts"
import type {
  DocumentConnection,
  DocumentReplica,
  Ended,
  OpenDocument,
  Present,
  SaveState,
} from "./document-connection.ts"
import { endOf, isTooLarge } from "./ending.ts"
import { IncomingGate } from "./incoming-gate.ts"
import { Patience } from "./patience.ts"
import { presentIn } from "./present.ts"
import { saveStateOf } from "./save-state.ts"
import { openLine, sayEverything } from "./sync-line.ts"

interface Me {
  readonly id: PersonId
  readonly name: string
}

/** Makes the function that pages open documents with. */
export function documentOpener(call: CallApi): OpenDocument {
  return (file, me) => new SyncedDocument(file, me, call)
}

/** How long after a change the confirmed clocks are written down, in milliseconds. */
const NOTE = 500

/** One open document: a replica that is kept on this device, sent to the server as it changes, and honest about which of the two has it. */
class SyncedDocument implements DocumentConnection {
  readonly replica: DocumentReplica
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
  readonly #patience = new Patience(() => this.#show())
  readonly #copy: DeviceCopy
  readonly #provider: WebsocketProvider
  readonly #disposer = new Disposer()
  readonly #file: FileId
  readonly #me: Me
  readonly #call: CallApi
  #frames = 0
  #epoch: number | undefined
  #noting: ReturnType<typeof setTimeout> | undefined
  /** The store was down when the connection ended. */
  #storeDown = false
  /** The connection under way has been open. */
  #reached = false

  constructor(file: FileId, me: Me, call: CallApi) {
    this.#file = file
    this.#me = me
    this.#call = call
    const gate = new IncomingGate()
    this.replica = { doc: this.#doc, awareness: this.#awareness, hold: () => gate.hold() }
    this.#copy = new DeviceCopy(me.id, file, this.#doc, () => this.#show())
    this.#provider = openLine({
      file,
      doc: this.#doc,
      awareness: this.#awareness,
      gate,
      mayWrite: () => mayEdit(this.role.get()),
      sent: answer => this.#sent(answer),
      heard: message => this.#heard(message),
      serverHas: stateVector => this.#confirmed.serverHas(stateVector),
    })
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
    this.#patience.renew()
    this.#note()
    this.#awareness.destroy()
    this.#provider.destroy()
    this.#copy.close()
    this.#doc.destroy()
  }

  /** First what is on this device, then the server: what was written offline goes out with the first answer. */
  async #start(): Promise<void> {
    const { role, epoch, owes } = this.#copy.notes.recall()
    this.#epoch = epoch
    if (owes) this.#ledger.wrote()
    this.#confirmed.recall(this.#copy.notes.recallConfirmed())
    await this.#copy.load()
    if (this.#doc.isDestroyed) return
    const kept = this.#doc.store.clients.size > 0
    if (role !== undefined && kept) this.role.set(role)
    if (kept) this.loaded.set(true)
    this.#tellEpoch()
    this.#provider.connect()
    this.#show()
  }

  #listen(): void {
    this.#doc.on("update", (_: Uint8Array, origin: unknown) => this.#updated(origin))
    this.#doc.on("afterTransaction", (transaction: Y.Transaction) => {
      if (transaction.origin === this.#provider) this.#received(transaction)
    })
    this.#awareness.on("change", () => this.people.set(presentIn(this.#awareness, this.#me)))
    const provider = this.#provider
    provider.on("status", ({ status }) => {
      if (status === "connected") this.#opened()
      this.#show()
    })
    provider.on("sync", synced => {
      if (synced) this.loaded.set(true)
    })
    provider.on("connection-close", event => this.#closed(event))
    provider.on("closed", ({ code, reason }) => this.#over(code, reason))
    // Browsers do not close sockets when the network goes or comes back: a new one finds out at once what is true.
    this.#onWindow("offline", () => this.#connectAnew())
    this.#onWindow("online", () => this.#connectAnew())
    this.#onWindow("pagehide", () => this.#note())
  }

  #onWindow(event: string, act: () => void): void {
    window.addEventListener(event, act)
    this.#disposer.add(() => window.removeEventListener(event, act))
  }

  #connectAnew(): void {
    if (this.ended.get() !== undefined) return
    this.#provider.disconnect()
    this.#provider.connect()
  }

  #updated(origin: unknown): void {
    if (origin === this.#provider || origin === this.#copy.origin) return
    this.#ledger.wrote()
    this.#copy.wrote()
    this.#show()
  }

  #received(transaction: Y.Transaction): void {
    this.#confirmed.received(transaction)
    this.#noteSoon()
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

  #heard(message: ServerMessage): void {
    switch (message.kind) {
      case "ack":
        this.#storeDown = false
        this.#patience.renew()
        this.#ledger.acknowledged(message.n)
        this.#confirmed.acknowledged(message.n)
        this.#noteSoon()
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
    // Writing is allowed again on an open connection: everything that was kept back goes out as one answer.
    if (before !== undefined && !mayEdit(before))
      sayEverything(this.#provider, Y.encodeStateAsUpdate(this.#doc, this.#confirmed.stateVector))
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
    if (isTooLarge(code)) this.#ledger.refused("too-large")
    this.#end(endOf(code, reason))
  }

  #end(how: Ended): void {
    this.#provider.shouldConnect = false
    this.ended.set(how)
    const isTheirs = how.kind === "access-ended"
    // Not this person's to see any more, so the copy goes, unless something in it is nowhere else.
    if (how.kind === "history-replaced" || (isTheirs && !this.#ledger.owes)) void this.#copy.forget()
    this.#show()
  }

  /** Writes down what the server has, a moment after it changed: it is needed only when the server is gone for this person. */
  #noteSoon(): void {
    this.#noting ??= setTimeout(() => this.#note(), NOTE)
  }

  #note(): void {
    clearTimeout(this.#noting)
    this.#noting = undefined
    this.#copy.notes.noteConfirmed(this.#confirmed.clocks)
  }

  #show(): void {
    const role = this.role.get()
    const { owes, standing } = this.#ledger
    const { safe } = this.#copy
    const stalled = this.#patience.isOver(standing.kind === "pending")
    const connected = this.#provider.wsconnected
    this.saveState.set(saveStateOf({ standing, role, connected, safe, stalled, storeDown: this.#storeDown }))
    this.onlyHere.set(owes && !safe)
    this.#copy.notes.remember({
      owes,
      ...(role === undefined ? {} : { role }),
      ...(this.#epoch === undefined ? {} : { epoch: this.#epoch }),
    })
  }
}
