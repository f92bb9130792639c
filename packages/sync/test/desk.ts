import type { FileId, PersonId, Role, SessionId } from "@sheaf/domain"
import { MESSAGE, SYNC } from "@sheaf/wire"
import { createDecoder, readVarUint, readVarUint8Array } from "lib0/decoding"
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding"
import * as Y from "yjs"
import type { Connection } from "../src/connection.ts"
import type { Batch, Checkpoint, Claim, LogState, Row } from "../src/journal.ts"
import { encodePresence, type PresenceEntry, readPresence } from "../src/presence.ts"
import { type Rights, Room } from "../src/room.ts"
import { CONTENT_RULES } from "../src/rules.ts"
import { readServerMessage, type ServerMessage } from "../src/server-message.ts"

/** A room with its disk in hand: nothing is written before a test says so. */

export interface Heard {
  readonly updates: Uint8Array[]
  readonly extras: ServerMessage[]
  readonly presence: PresenceEntry[]
  readonly kinds: string[]
  closed: number | undefined
}

export interface Member {
  readonly connection: Connection
  readonly heard: Heard
}

export interface MemberOptions {
  readonly person?: string
  readonly role?: Role
  readonly extended?: boolean
  readonly schema?: number
}

export class Desk {
  readonly room: Room
  readonly rows: Row[] = []
  readonly claims: Claim[] = []
  checkpoint: Checkpoint | undefined
  fence = { epoch: 1, aclVersion: 1 }
  now = 0
  /** How often the checkpoint's content was read. */
  reads = 0
  readonly later: { readonly ms: number; readonly act: () => void }[] = []

  constructor(start: Partial<LogState> & { readonly checkpointUpdate?: Uint8Array } = {}, content = 1e9) {
    const state: LogState = {
      fence: this.fence,
      head: 0,
      schema: 1,
      claims: [],
      checkpoint: undefined,
      checkpointBytes: 0,
      tail: [],
      ...start,
    }
    const update = start.checkpointUpdate
    if (state.checkpoint !== undefined && update !== undefined) this.checkpoint = { ...state.checkpoint, update }
    this.room = new Room("f" as FileId, CONTENT_RULES.document, state, {
      now: () => this.now,
      later: (ms, act) => this.later.push({ ms, act }),
      ready: () => undefined,
      checkpoint: async () => {
        this.reads++
        return this.checkpoint
      },
      limits: { content, heldFrames: 8, heldBytes: 64 * 1024 },
    })
  }

  join({ person = "ann", role = "editor", extended = true, schema = 1 }: MemberOptions = {}): Member {
    const heard: Heard = { updates: [], extras: [], presence: [], kinds: [], closed: undefined }
    const who = {
      person: person as PersonId,
      session: `s-${person}` as SessionId,
      present: { id: person, name: person.toUpperCase(), colour: 3 },
      extended,
      schema,
    }
    const outlet = {
      send: (packets: readonly { readonly payload: Uint8Array }[]) => {
        for (const { payload } of packets) note(heard, payload)
      },
      sendJoin: (packets: readonly { readonly payload: Uint8Array }[]) => outlet.send(packets),
      backlog: 0,
      close: (code: number) => {
        heard.closed ??= code
      },
    }
    return { connection: this.room.join(outlet, who, role), heard }
  }

  send({ connection }: Member, update: Uint8Array, kind: number = SYNC.update): void {
    this.room.receive(connection, message(MESSAGE.sync, kind, update))
  }

  say({ connection }: Member, entries: readonly PresenceEntry[]): void {
    const encoder = createEncoder()
    writeVarUint(encoder, MESSAGE.awareness)
    writeVarUint8Array(encoder, encodePresence(entries))
    this.room.receive(connection, toUint8Array(encoder))
  }

  askState({ connection }: Member, stateVector: Uint8Array = Uint8Array.of(0)): void {
    this.room.receive(connection, message(MESSAGE.sync, SYNC.step1, stateVector))
  }

  /** Takes what the room has to write; the disk has not answered yet. */
  take(): Batch | undefined {
    return this.room.takeBatch()
  }

  /** The disk has it. */
  settle(batch: Batch | undefined): void {
    for (const row of batch?.rows ?? []) this.rows.push({ ...row, seq: this.rows.length + 1 })
    this.claims.push(...(batch?.claims ?? []))
    if (batch !== undefined) this.room.settle(this.rows.length)
    this.room.flushPresence()
  }

  commit(): Batch | undefined {
    const batch = this.take()
    this.settle(batch)
    return batch
  }

  rights(roles: Readonly<Record<string, Role | undefined>>, epoch = 1): Rights {
    this.fence = { epoch, aclVersion: this.fence.aclVersion + 1 }
    return { fence: this.fence, roleOf: person => roles[person] }
  }

  /** The document that the log makes. */
  get content(): string {
    const doc = new Y.Doc()
    if (this.checkpoint !== undefined) Y.applyUpdate(doc, this.checkpoint.update)
    for (const row of this.rows) Y.applyUpdate(doc, row.update)
    return doc.getXmlFragment("content").toString()
  }
}

export function message(...parts: readonly [number, number, Uint8Array]): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, parts[0])
  writeVarUint(encoder, parts[1])
  writeVarUint8Array(encoder, parts[2])
  return toUint8Array(encoder)
}

function note(heard: Heard, payload: Uint8Array): void {
  const extra = readServerMessage(payload)
  if (extra !== undefined) {
    heard.extras.push(extra)
    heard.kinds.push(extra.kind)
    return
  }
  const decoder = createDecoder(payload)
  if (readVarUint(decoder) === MESSAGE.awareness) {
    heard.presence.push(...readPresence(readVarUint8Array(decoder)))
    heard.kinds.push("presence")
    return
  }
  const kind = readVarUint(decoder)
  heard.kinds.push(kind === SYNC.step1 ? "step1" : kind === SYNC.step2 ? "step2" : "update")
  if (kind !== SYNC.step1) heard.updates.push(readVarUint8Array(decoder))
}

/** A replica that collects what it writes. */
export function writer(clientID: number): {
  readonly doc: Y.Doc
  readonly made: Uint8Array[]
  write(text: string): Uint8Array
  erase(): Uint8Array
} {
  const doc = new Y.Doc()
  doc.clientID = clientID
  const made: Uint8Array[] = []
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "remote") made.push(update)
  })
  const content = doc.getXmlFragment("content")
  const last = () => made.at(-1) ?? Uint8Array.of(0, 0)
  return {
    doc,
    made,
    write(text) {
      doc.transact(() => {
        const paragraph = new Y.XmlElement("paragraph")
        paragraph.insert(0, [new Y.XmlText(text)])
        content.insert(content.length, [paragraph])
      })
      return last()
    },
    erase() {
      content.delete(0, 1)
      return last()
    },
  }
}
