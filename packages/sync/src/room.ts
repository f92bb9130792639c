import { type FileId, mayEdit, type PersonId, type Role, type SessionId } from "@sheaf/domain"
import { assert } from "@sheaf/std"
import { CLOSE, type CloseReason, type FrameRefusal, SIGNED_OUT } from "@sheaf/wire"
import { type Admitted, Connection, NO_FRAMES, type Outlet } from "./connection.ts"
import { Malformed } from "./cursor.ts"
import { decodeStateVector } from "./delete-set.ts"
import { type CheckpointNote, History } from "./history.ts"
import type { Batch, Checkpoint, Claim, Fence, LogState, NewRow } from "./journal.ts"
import { KnownState, type News } from "./known-state.ts"
import { Merger } from "./merger.ts"
import { readMessage } from "./message.ts"
import {
  accessPacket,
  ackPacket,
  epochPacket,
  type Packet,
  presencePacket,
  refusalPacket,
  step1Packet,
  updatePacket,
} from "./packet.ts"
import { PresenceDesk } from "./presence-desk.ts"
import type { ContentRules } from "./rules.ts"
import { scan } from "./scan.ts"
import { EMPTY_UPDATE } from "./update-bytes.ts"

/** Who has left so many bytes of an answer unread is not given another. */
const ANSWER_BACKLOG = 1024 * 1024
/** New clientIDs that one connection may bring: a page brings its own, and one for each visit that it spent offline. */
const MOST_CLAIMS = 200

/** For edits of the server's own, which nobody waits for. */
const NOWHERE: Outlet = { send: () => undefined, sendJoin: () => undefined, backlog: 0, close: () => undefined }
const NO_SESSION = "" as SessionId

const NO_CLAIMS: readonly Claim[] = []
const NO_NEWS: News = { blocks: [], deletes: [] }

/** What one file may hold and one connection may leave waiting. */
export interface RoomLimits {
  /** Bytes of the newest checkpoint and the log after it. */
  readonly content: number
  /** Frames that build on something unknown, a connection. */
  readonly heldFrames: number
  readonly heldBytes: number
}

/** What a room needs from where it runs. */
export interface RoomPorts {
  readonly now: () => number
  /** Runs `act` once, after `ms`. */
  readonly later: (ms: number, act: () => void) => void
  /** The room has something for the next group commit, or presence to pass on. */
  readonly ready: (room: Room) => void
  /** The update of the checkpoint that the room was opened with or has adopted since. */
  readonly checkpoint: (file: FileId) => Promise<Checkpoint | undefined>
  readonly limits: RoomLimits
}

/** A frame that was taken and waits for its commit. Without news it only waits for its turn to be acknowledged. */
interface Taken {
  readonly connection: Connection
  readonly n: number
  readonly update: Uint8Array
  readonly news: News
  readonly isNews: boolean
  /** Nothing in `update` was known before. */
  readonly whole: boolean
}

interface InFlight {
  readonly taken: readonly Taken[]
  readonly rows: readonly NewRow[]
  readonly claims: readonly Claim[]
  readonly schema: number
}

/** Who may do what with the file from now on. Undefined from `roleOf`: may not open it any more. */
export interface Rights {
  readonly fence: Fence
  readonly roleOf: (person: PersonId) => Role | undefined
}

/**
 * One open file: one mailbox for everybody who has it open. It checks what comes, hands it to the group commit, and only then
 * acknowledges and passes on (rules S1 to S3). It holds no `Y.Doc`: the newest checkpoint by reference, the log after it, and what of
 * it is known.
 */
export class Room {
  readonly file: FileId
  readonly rules: ContentRules
  readonly #ports: RoomPorts
  readonly #connections = new Set<Connection>()
  readonly #known: KnownState
  readonly #history: History
  /** Made when somebody first says where they are. */
  #presence: PresenceDesk | undefined
  #fence: Fence
  #head: number
  #schema: number
  #taken: Taken[] = []
  #inFlight: InFlight | undefined
  /** Rights that changed while a batch was on its way: they count once it is known how that went. */
  #rightsAfterFlight: Rights | undefined
  #step1: Packet | undefined
  #closed = false
  #frozen = false

  constructor(file: FileId, rules: ContentRules, state: LogState, ports: RoomPorts) {
    this.file = file
    this.rules = rules
    this.#ports = ports
    this.#known = new KnownState(state)
    this.#history = new History(state, () => ports.checkpoint(file))
    this.#fence = state.fence
    this.#head = state.head
    this.#schema = state.schema
  }

  get size(): number {
    return this.#connections.size
  }
  get fence(): Fence {
    return this.#fence
  }
  get head(): number {
    return this.#head
  }
  get schema(): number {
    return this.#schema
  }
  /** No connection, nothing taken that is not on disk. */
  get idle(): boolean {
    return this.#connections.size === 0 && this.#taken.length === 0 && this.#inFlight === undefined
  }
  get closed(): boolean {
    return this.#closed
  }
  /** What a checkpoint would take in, and how large the one before it is. */
  get sinceCheckpoint(): History["sinceCheckpoint"] {
    return this.#history.sinceCheckpoint
  }
  get checkpointBytes(): number {
    return this.#history.checkpointBytes
  }
  get connections(): ReadonlySet<Connection> {
    return this.#connections
  }

  /** Lets a client in: it is told its role, what is on disk, and who is here. */
  join(outlet: Outlet, who: Admitted, role: Role): Connection {
    const connection = new Connection(outlet, who, role)
    this.#connections.add(connection)
    this.#step1 ??= step1Packet(this.#known.stateVector)
    const present = this.#presence?.all()
    outlet.send([
      ...(who.extended ? [epochPacket(this.#fence.epoch), accessPacket(this.#toldRole(connection))] : []),
      this.#step1,
      ...(present === undefined ? [] : [presencePacket(present)]),
    ])
    return connection
  }

  /** The client is gone. What it sent stays taken. */
  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    connection.closed = true
    connection.held = NO_FRAMES
    this.#presence?.leave(connection)
  }

  /** One message of a client. Whatever is wrong with it closes that connection and nothing else. */
  receive(connection: Connection, bytes: Uint8Array): void {
    if (connection.closed) return
    try {
      const message = readMessage(bytes)
      if (message.kind === "update") this.#update(connection, message.update)
      else if (message.kind === "step1") this.#answerStep1(connection, decodeStateVector(message.stateVector))
      else if (message.kind === "presence")
        this.#desk.receive(connection, message.update, client => this.#known.writerOf(client))
      else this.#desk.tell(connection)
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      this.#close(connection, "malformed", error.message)
    }
  }

  /** What is to be written now; undefined when nothing is, or the last batch is still on its way. */
  takeBatch(): Batch | undefined {
    if (this.#inFlight !== undefined || this.#taken.length === 0 || this.#frozen) return undefined
    const taken = this.#taken
    this.#taken = []
    const rows = this.#rowsOf(taken)
    const claims = this.#claimsOf(taken)
    const schema = taken.reduce(
      (newest, { connection, isNews }) => (isNews ? Math.max(newest, connection.who.schema) : newest),
      0,
    )
    this.#inFlight = { taken, rows, claims, schema }
    if (rows.length > 0) return { file: this.file, fence: this.#fence, rows, claims, schema }
    this.settle(this.#head)
    return undefined
  }

  /** The batch is on disk, and `head` is the number of its last row: now, and not before, it is acknowledged and passed on. */
  settle(head: number): void {
    const { taken, rows, claims, schema } = this.#endFlight()
    if (rows.length > 0) this.#remember(taken, rows, claims, head)
    this.#raiseSchema(schema)
    for (const { connection, n } of taken) connection.settled = Math.max(connection.settled, n)
    const packets = rows.map(row => updatePacket(row.update))
    for (const connection of this.#connections) {
      const ack = this.#ackFor(connection)
      if (ack !== undefined) connection.outlet.send([ack, ...packets])
      else if (packets.length > 0) connection.outlet.send(packets)
    }
    const rights = this.#rightsAfterFlight
    if (rights !== undefined) this.refresh(rights)
    if (rows.length > 0) this.#retryHeld()
    if (this.#taken.length > 0) this.#ports.ready(this)
  }

  /** The batch was not written, because somebody's rights had changed. What it held is looked at again under `rights` (rule S9). */
  fenced(rights: Rights): void {
    this.#taken = [...this.#endFlight().taken, ...this.#taken]
    this.#rightsAfterFlight = undefined
    this.refresh(rights)
  }

  /** Sends on what changed in who is where. After the commit, so that a caret never points at text that has not come. */
  flushPresence(): void {
    const changes = this.#presence?.takeChanges()
    if (changes === undefined) return
    const packet = presencePacket(changes)
    for (const connection of this.#connections) connection.outlet.send([packet])
  }

  /** Who may do what has changed: everybody connected, and everything taken that is not on disk, is looked at again. */
  refresh(rights: Rights): void {
    if (this.#inFlight !== undefined) {
      this.#rightsAfterFlight = rights
      return
    }
    this.#rightsAfterFlight = undefined
    if (rights.fence.epoch !== this.#fence.epoch) return this.end("epochReplaced", "the history was replaced")
    this.#fence = rights.fence
    const again = this.#taken
    this.#taken = []
    this.#known.retract()
    for (const { connection } of again)
      if (connection.closed) connection.role = rights.roleOf(connection.who.person) ?? "viewer"
    for (const connection of [...this.#connections]) this.#changeRole(connection, rights.roleOf(connection.who.person))
    for (const { connection, n, update } of again) this.#take(connection, n, update)
  }

  /** Writes an edit of the server's own in the name of `person`, as if it had come from a page of theirs. */
  write(update: Uint8Array, person: PersonId): void {
    const who = {
      person,
      session: NO_SESSION,
      present: { id: person, name: "", colour: 0 },
      extended: true,
      schema: this.#schema,
    }
    this.#take(new Connection(NOWHERE, who, "editor"), 1, update)
  }

  /**
   * While it is frozen nothing is written: what is taken waits, unacknowledged. For a look at the log that must not go on under one's
   * eyes. Thawed by `refresh` or by {@link thaw}.
   */
  freeze(): void {
    this.#frozen = true
  }

  thaw(): void {
    this.#frozen = false
    if (this.#taken.length > 0) this.#ports.ready(this)
  }

  /** Nothing is on its way to the disk. */
  get settled(): boolean {
    return this.#inFlight === undefined
  }

  /** Closes everybody: the file is gone, the store is down, the server restarts. What is not on disk is forgotten here, not by the clients. */
  end(reason: CloseReason, words: string): void {
    this.#closed = true
    this.#taken = []
    this.#inFlight = undefined
    for (const connection of [...this.#connections]) this.#close(connection, reason, words)
  }

  /** Closes those connections that `which` picks. */
  closeThose(which: (connection: Connection) => boolean, reason: CloseReason, words: string): void {
    for (const connection of [...this.#connections]) if (which(connection)) this.#close(connection, reason, words)
  }

  /** A newer checkpoint is in the store: the log before it is no longer held here. */
  adopt(checkpoint: CheckpointNote, bytes: number): void {
    if (checkpoint.epoch === this.#fence.epoch) this.#history.adopt(checkpoint, bytes)
  }

  /** Frees what can be had from the store again. */
  dropCaches(): void {
    this.#history.dropCaches()
  }

  get #desk(): PresenceDesk {
    this.#presence ??= new PresenceDesk(this.#ports, () => this.#ports.ready(this))
    return this.#presence
  }

  #update(connection: Connection, update: Uint8Array): void {
    const n = ++connection.received
    if (connection.held.length > 0) return this.#hold(connection, n, update)
    this.#take(connection, n, update)
  }

  #take(connection: Connection, n: number, update: Uint8Array): void {
    const scanned = scan(update, this.rules, this.#known.clockOf)
    const news = this.#known.newsOf(scanned)
    const isNews = news.blocks.length > 0 || news.deletes.length > 0
    if (isNews) {
      if (!mayEdit(connection.role)) return this.#refuse(connection, n, "read-only")
      if (connection.who.schema < this.#schema) return this.#close(connection, "clientTooOld", "reload the page")
      const { person } = connection.who
      if (news.blocks.some(block => (this.#known.writerOf(block.client) ?? person) !== person))
        return this.#close(connection, "clientIdTaken", "somebody else writes under this client")
      if (scanned.waits) return this.#hold(connection, n, update)
      connection.claims += news.blocks.filter(block => this.#known.writerOf(block.client) === undefined).length
      if (connection.claims > MOST_CLAIMS) return this.#close(connection, "tooLarge", "too many clientIDs")
      if (
        this.#history.checkpointBytes + this.#history.sinceCheckpoint.bytes + update.length >
        this.#ports.limits.content
      )
        return this.#refuse(connection, n, "quota")
      this.#known.anticipate(news, person)
    }
    const whole = scanned.tidy && news.blocks.length === scanned.blocks.length && news.deletes === scanned.deletes
    this.#taken.push({ connection, n, update, news, isNews, whole })
    this.#ports.ready(this)
  }

  /** Keeps a frame until what it builds on has come: another tab of the same person may be a moment behind (rule S8). */
  #hold(connection: Connection, n: number, update: Uint8Array): void {
    connection.held = [...connection.held, { n, update: update.slice() }]
    const bytes = connection.held.reduce((sum, frame) => sum + frame.update.length, 0)
    const { heldFrames, heldBytes } = this.#ports.limits
    if (connection.held.length > heldFrames || bytes > heldBytes)
      this.#close(connection, "slowDown", "what these edits build on has not come")
  }

  #retryHeld(): void {
    for (const connection of [...this.#connections]) {
      if (connection.held.length === 0) continue
      const held = connection.held
      connection.held = NO_FRAMES
      try {
        for (const { n, update } of held) {
          if (connection.held.length > 0) this.#hold(connection, n, update)
          else this.#take(connection, n, update)
        }
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        this.#close(connection, "malformed", error.message)
      }
    }
  }

  #refuse(connection: Connection, n: number, code: FrameRefusal): void {
    if (!connection.who.extended) {
      if (code === "read-only") this.#close(connection, "readOnly", "you may read this, not change it")
      else this.#close(connection, "tooLarge", "the file is as large as it may be")
      return
    }
    connection.outlet.send([refusalPacket(n, code, code)])
    // It has its answer, and what came before it may still be on its way: it is counted in its turn.
    this.#taken.push({ connection, n, update: EMPTY_UPDATE, news: NO_NEWS, isNews: false, whole: true })
    this.#ports.ready(this)
  }

  #answerStep1(connection: Connection, clocks: ReadonlyMap<number, number>): void {
    if (connection.closed) return
    if (connection.outlet.backlog > ANSWER_BACKLOG)
      return this.#close(connection, "slowDown", "the last answer has not been read")
    const answer = this.#history.answerTo(clocks)
    if (answer !== undefined) return connection.outlet.sendJoin(answer)
    // One that asks again while the content is being loaded is answered once.
    if (connection.answering) return
    connection.answering = true
    const loaded = () => {
      connection.answering = false
      this.#answerStep1(connection, clocks)
    }
    this.#history.load().then(loaded, () => this.#close(connection, "storeDown", "the store does not answer"))
  }

  /** One row a person (a log row names its author), each the bytes that came, put together. */
  #rowsOf(taken: readonly Taken[]): NewRow[] {
    const mergers = new Map<PersonId, Merger>()
    for (const { connection, update, news, isNews, whole } of taken) {
      if (!isNews) continue
      const person = connection.who.person
      const merger = mergers.get(person) ?? new Merger()
      mergers.set(person, merger)
      merger.add({ bytes: update, ...news, whole })
    }
    const at = this.#ports.now()
    return [...mergers].flatMap(([person, merger]) => merger.updates.map(update => ({ person, at, update })))
  }

  #claimsOf(taken: readonly Taken[]): Claim[] {
    const claims = new Map<number, Claim>()
    for (const { connection, news } of taken)
      for (const claim of this.#known.newClaims(news.blocks, connection.who.person))
        if (!claims.has(claim.client)) claims.set(claim.client, claim)
    return [...claims.values()]
  }

  #endFlight(): InFlight {
    assert(this.#inFlight !== undefined, "a batch is on its way")
    const flight = this.#inFlight
    this.#inFlight = undefined
    return flight
  }

  #remember(taken: readonly Taken[], rows: readonly NewRow[], claims: readonly Claim[], head: number): void {
    for (const { news } of taken) this.#known.commit(news, NO_CLAIMS)
    this.#known.commit(NO_NEWS, claims)
    for (const [index, row] of rows.entries())
      this.#history.add({ update: row.update, seq: head - rows.length + 1 + index })
    this.#head = head
    this.#step1 = undefined
    this.#known.retract()
    for (const { connection, news } of this.#taken) this.#known.anticipate(news, connection.who.person)
  }

  #ackFor(connection: Connection): Packet | undefined {
    if (!connection.who.extended) return undefined
    const n = connection.settledInOrder
    if (n <= connection.acknowledged) return undefined
    connection.acknowledged = n
    return ackPacket(n, this.#head)
  }

  /** A newer page wrote: older ones are told to read only from here on (rule S19). */
  #raiseSchema(schema: number): void {
    if (schema <= this.#schema) return
    this.#schema = schema
    for (const connection of this.#connections) {
      if (connection.who.extended && connection.who.schema < schema)
        connection.outlet.send([accessPacket(this.#toldRole(connection))])
    }
  }

  #changeRole(connection: Connection, role: Role | undefined): void {
    if (role === undefined) {
      connection.role = "viewer"
      return this.#close(connection, "signedOut", SIGNED_OUT.access)
    }
    if (role === connection.role) return
    connection.role = role
    if (connection.who.extended) connection.outlet.send([accessPacket(this.#toldRole(connection))])
  }

  /** An older page would delete what it does not know: it is told to read only (rule S19), and closed if it writes all the same. */
  #toldRole({ who, role }: Connection): Role {
    return mayEdit(role) && who.schema < this.#schema ? "viewer" : role
  }

  #close(connection: Connection, reason: CloseReason, words: string): void {
    this.leave(connection)
    connection.outlet.close(CLOSE[reason], words)
  }
}
