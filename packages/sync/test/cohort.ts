import { atLeast, type FileId, mayEdit, type PersonId, type Role, type SessionId } from "@sheaf/domain"
import { known } from "@sheaf/std"
import { MESSAGE, SYNC } from "@sheaf/wire"
import { createDecoder, readVarUint, readVarUint8Array } from "lib0/decoding"
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding"
import * as Y from "yjs"
import { compact } from "../src/compaction.ts"
import type { Connection, Outlet } from "../src/connection.ts"
import { GroupCommit } from "../src/group-commit.ts"
import type { Appended, Batch, Checkpoint, Claim, Fence, LogState, Row } from "../src/journal.ts"
import { scanLogged } from "../src/known-state.ts"
import { Ledger } from "../src/ledger.ts"
import type { Packet } from "../src/packet.ts"
import { Room } from "../src/room.ts"
import { CONTENT_RULES } from "../src/rules.ts"
import { readServerMessage } from "../src/server-message.ts"

/** Simulated clients, network, disk and clock in one process, driven by one seed: the same seed is the same history, always. */

const FILE = "f" as FileId
const RULES = CONTENT_RULES.document

/** Mulberry32: small, fast, good enough to choose what happens next. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A fault that a history found: thrown with what is needed to run it again. */
export class Fault extends Error {
  override readonly name = "Fault"
}

const must = (fact: boolean, rule: string): void => {
  if (!fact) throw new Fault(rule)
}

/** The disk, and who may do what: what survives every crash. */
class World {
  rows: Row[] = []
  claims: Claim[] = []
  checkpoint: Checkpoint | undefined
  fence: Fence = { epoch: 1, aclVersion: 1 }
  readonly roles = new Map<PersonId, Role | undefined>()
  /** Clocks on disk. */
  readonly clocks = new Map<number, number>()
  failNext = false

  get head(): number {
    return this.rows.length
  }

  append(batch: Batch): Appended {
    const { fence } = this
    if (batch.fence.aclVersion !== fence.aclVersion || batch.fence.epoch !== fence.epoch)
      return { kind: "fenced", fence }
    for (const { person, at, update } of batch.rows) {
      must(mayEdit(this.roles.get(person)), `S9: a row of ${person} was written after the right was taken away`)
      this.rows.push({ seq: this.head + 1, person, at, update: update.slice() })
      for (const { client, end } of scanLogged(update).blocks)
        this.clocks.set(client, Math.max(end, this.clocks.get(client) ?? 0))
    }
    for (const { update } of batch.rows)
      for (const { client, to } of scanLogged(update).deletes)
        must(to <= (this.clocks.get(client) ?? 0), "S8: a row deletes what is not in the log")
    for (const claim of batch.claims) {
      must(!this.claims.some(({ client }) => client === claim.client), "S7: a client was claimed twice")
      this.claims.push(claim)
    }
    return { kind: "appended", head: this.head }
  }

  open(): LogState {
    const { fence, head, claims, checkpoint } = this
    const tail = this.rows.slice(checkpoint?.seq ?? 0)
    return {
      fence,
      head,
      schema: 1,
      claims: [...claims],
      checkpoint,
      checkpointBytes: checkpoint?.update.length ?? 0,
      tail,
    }
  }

  holds(update: Uint8Array): boolean {
    return scanLogged(update).blocks.every(({ client, end }) => end <= (this.clocks.get(client) ?? 0))
  }

  get doc(): Y.Doc {
    const doc = new Y.Doc()
    for (const row of this.rows) Y.applyUpdate(doc, row.update)
    return doc
  }
}

/** One person's page: a replica, its ledger, and a connection that may be cut at any moment. */
class Page {
  readonly person: PersonId
  readonly doc = new Y.Doc()
  readonly ledger = new Ledger()
  /** Updates sent on this connection, by frame number from 1. */
  readonly sent: Uint8Array[] = []
  toServer: Uint8Array[] = []
  toPage: (Uint8Array | "close")[] = []
  connection: Connection | undefined
  role: Role | undefined
  link = 0

  constructor(person: PersonId, clientID: number) {
    this.person = person
    this.doc.clientID = clientID
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === "remote") return
      this.ledger.wrote()
      this.send(SYNC.update, update)
    })
  }

  get online(): boolean {
    return this.connection !== undefined
  }

  send(kind: number, bytes: Uint8Array): void {
    if (!this.online) return
    const encoder = createEncoder()
    writeVarUint(encoder, MESSAGE.sync)
    writeVarUint(encoder, kind)
    writeVarUint8Array(encoder, bytes)
    this.toServer.push(toUint8Array(encoder))
    if (kind === SYNC.step1) return
    this.sent.push(bytes)
    this.ledger.sent(kind === SYNC.step2)
  }

  cut(): void {
    this.connection = undefined
    this.toServer = []
    this.toPage = []
    this.sent.length = 0
    this.ledger.closed()
    this.link++
  }
}

export interface CohortOptions {
  readonly seed: number
  readonly pages: number
  readonly steps: number
}

/** Runs one history. Throws {@link Fault} where a rule of SPEC.md does not hold. */
export class Cohort {
  readonly #chance: () => number
  readonly #world = new World()
  readonly #pages: Page[] = []
  readonly #people: PersonId[]
  readonly #steps: number
  #room: Room | undefined
  #commits: GroupCommit | undefined
  #deferred: (() => void)[] = []
  #storeCalls: (() => void)[] = []
  #nextClient = 1

  constructor({ seed, pages, steps }: CohortOptions) {
    this.#chance = chanceOf(seed)
    this.#steps = steps
    this.#people = Array.from({ length: Math.max(2, pages - 1) }, (_, i) => `p${i}` as PersonId)
    for (const person of this.#people) this.#world.roles.set(person, "editor")
    for (let i = 0; i < pages; i++) this.#addPage(known(this.#people[i % this.#people.length], "a person"))
    this.#start()
    for (const page of this.#pages) this.#connect(page)
  }

  async run(): Promise<void> {
    for (let i = 0; i < this.#steps; i++) await this.#step()
    await this.#calm()
    this.#verify()
  }

  #addPage(person: PersonId): void {
    this.#pages.push(new Page(person, this.#nextClient++))
  }

  #start(): void {
    const world = this.#world
    this.#deferred = []
    this.#storeCalls = []
    const commits = new GroupCommit(
      { append: batches => this.#store(() => batches.map(batch => world.append(batch)), true) },
      {
        defer: act => this.#deferred.push(act),
        rights: async () => ({ fence: world.fence, roleOf: person => world.roles.get(person) }),
        failed: () => this.#crash(),
      },
    )
    this.#commits = commits
    this.#room = new Room(FILE, RULES, world.open(), {
      now: () => 0,
      later: (_, act) => this.#deferred.push(act),
      ready: room => commits.request(room),
      checkpoint: () => this.#store(() => world.checkpoint, false),
      limits: { content: 1e9, heldFrames: 8, heldBytes: 65_536 },
    })
  }

  /** A call of the store: it answers at some later step, or never, when the server dies first. */
  #store<T>(call: () => T, mayFail: boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#storeCalls.push(() => {
        if (mayFail && this.#world.failNext) {
          this.#world.failNext = false
          reject(new Error("the disk is full"))
        } else {
          try {
            resolve(call())
          } catch (error) {
            this.#fault ??= error
            reject(error)
          }
        }
      })
    })
  }
  #fault: unknown

  #crash(): void {
    for (const page of this.#pages) page.cut()
    this.#start()
  }

  get #live(): Room {
    return known(this.#room, "the room")
  }

  async #step(): Promise<void> {
    const page = this.#pick(this.#pages)
    const dice = this.#chance()
    if (dice < 0.34) this.#edit(page)
    else if (dice < 0.56) this.#deliverToServer(page)
    else if (dice < 0.74) this.#deliverToPage(page)
    else if (dice < 0.84) this.#runDeferred()
    else if (dice < 0.93) this.#storeCalls.shift()?.()
    else if (dice < 0.955) this.#connect(page)
    else if (dice < 0.97) this.#disconnect(page)
    else if (dice < 0.982) this.#changeRights()
    else if (dice < 0.99) this.#compact()
    else if (dice < 0.995) this.#world.failNext = true
    else if (dice < 0.998) this.#crash()
    else if (this.#pages.length < 7) this.#addPage(this.#pick(this.#people))
    await this.#breathe()
  }

  /** Lets promises that are settled go on; nothing else moves meanwhile. */
  async #breathe(): Promise<void> {
    for (let i = 0; i < 6; i++) await Promise.resolve()
    if (this.#fault !== undefined) throw this.#fault
  }

  #pick<T>(list: readonly T[]): T {
    return known(list[Math.floor(this.#chance() * list.length)], "something to pick")
  }

  #edit(page: Page): void {
    // A page that has been told that it may only read does not write; one that has not been told may still try.
    if (page.role !== undefined && !mayEdit(page.role)) return
    const content = page.doc.getXmlFragment("content")
    page.doc.transact(() => {
      const dice = this.#chance()
      if (content.length === 0 || dice < 0.1) {
        const paragraph = new Y.XmlElement("paragraph")
        paragraph.insert(0, [new Y.XmlText("x")])
        content.insert(Math.floor(this.#chance() * (content.length + 1)), [paragraph])
        return
      }
      const at = Math.floor(this.#chance() * content.length)
      const paragraph = content.get(at) as Y.XmlElement
      if (dice < 0.16) return content.delete(at, 1)
      if (dice < 0.22) return paragraph.setAttribute("level", String(Math.floor(this.#chance() * 6)))
      const text = paragraph.firstChild
      if (!(text instanceof Y.XmlText)) return
      const place = Math.floor(this.#chance() * (text.length + 1))
      if (dice < 0.7) text.insert(place, this.#pick(["a", "汉字", "😀", "hello "]))
      else if (dice < 0.9 && text.length > 0) text.delete(Math.min(place, text.length - 1), 1)
      else if (text.length > 0) text.format(0, text.length, { strong: {} })
    })
  }

  #connect(page: Page): void {
    const role = this.#world.roles.get(page.person)
    if (page.online || role === undefined || this.#live.closed) return
    const link = page.link
    const outlet: Outlet = {
      send: packets => {
        if (page.link === link) for (const packet of packets) this.#sendToPage(page, packet)
      },
      sendJoin: packets => outlet.send(packets),
      backlog: 0,
      close: () => {
        if (page.link === link) page.toPage.push("close")
      },
    }
    // As the server's edge does: rights are read at the upgrade, and the room is told when they are newer than its own.
    const { fence } = this.#world
    if (fence.aclVersion !== this.#live.fence.aclVersion)
      this.#live.refresh({ fence, roleOf: who => this.#world.roles.get(who) })
    page.ledger.opened()
    page.role = role
    const who = {
      person: page.person,
      session: "s" as SessionId,
      present: { id: page.person, name: "", colour: 0 },
      extended: true,
      schema: 1,
    }
    page.connection = this.#live.join(outlet, who, role)
    page.send(SYNC.step1, Y.encodeStateVector(page.doc))
  }

  #sendToPage(page: Page, packet: Packet): void {
    const update = updateIn(packet.payload)
    if (update !== undefined) must(this.#world.holds(update), "S1: an edit was shown before it was on disk")
    page.toPage.push(packet.payload)
  }

  #disconnect(page: Page): void {
    const { connection } = page
    if (connection === undefined) return
    page.cut()
    this.#live.leave(connection)
  }

  #deliverToServer(page: Page): void {
    const message = page.toServer.shift()
    if (message !== undefined && page.connection !== undefined) this.#live.receive(page.connection, message)
  }

  #deliverToPage(page: Page): void {
    const message = page.toPage.shift()
    if (message === undefined) return
    if (message === "close") return this.#disconnect(page)
    const extra = readServerMessage(message)
    if (extra?.kind === "ack") {
      for (const update of page.sent.slice(0, extra.n))
        must(this.#refusedOrHeld(page, update), "S1: an edit was acknowledged that is not on disk")
      page.ledger.acknowledged(extra.n)
    } else if (extra?.kind === "refusal") {
      page.ledger.refused(extra.code)
      this.#refused.add(page.person)
    } else if (extra?.kind === "access") {
      page.role = extra.role
      if (mayEdit(extra.role)) page.ledger.forgive()
    } else this.#sync(page, message)
  }
  /** People who were refused: what they wrote then is theirs alone until they may write again. */
  readonly #refused = new Set<PersonId>()

  #refusedOrHeld(page: Page, update: Uint8Array): boolean {
    return this.#refused.has(page.person) || this.#world.holds(update)
  }

  #sync(page: Page, message: Uint8Array): void {
    const decoder = createDecoder(message)
    if (readVarUint(decoder) !== MESSAGE.sync) return
    const kind = readVarUint(decoder)
    const bytes = readVarUint8Array(decoder)
    if (kind === SYNC.step1) page.send(SYNC.step2, Y.encodeStateAsUpdate(page.doc, bytes))
    else Y.applyUpdate(page.doc, bytes, "remote")
  }

  #runDeferred(): void {
    this.#deferred.shift()?.()
  }

  #changeRights(): void {
    const person = this.#pick(this.#people)
    const role = this.#pick(["editor", "editor", "viewer", "commenter", "none"] as const)
    this.#setRole(person, role === "none" ? undefined : role)
    // Sometimes the notification is lost; the fence must hold all the same.
    if (this.#chance() < 0.5) this.#refresh()
  }

  #setRole(person: PersonId, role: Role | undefined): void {
    this.#world.roles.set(person, role)
    this.#world.fence = { ...this.#world.fence, aclVersion: this.#world.fence.aclVersion + 1 }
  }

  #refresh(): void {
    if (!this.#live.closed)
      this.#live.refresh({ fence: this.#world.fence, roleOf: person => this.#world.roles.get(person) })
  }

  #compact(): void {
    const world = this.#world
    const since = world.checkpoint?.seq ?? 0
    const upTo = since + Math.floor(this.#chance() * (world.head - since + 1))
    if (upTo <= since) return
    const rows = world.rows.slice(since, upTo).map(row => row.update)
    const compaction = compact(world.checkpoint?.update, rows, RULES)
    must(
      compaction.kind === "sound",
      `S13: what the room took is not sound: ${compaction.kind === "broken" ? compaction.rule : ""}`,
    )
    if (compaction.kind !== "sound") return
    world.checkpoint = { epoch: world.fence.epoch, seq: upTo, sha256: "", ...compaction.state }
    this.#live.adopt(world.checkpoint, world.checkpoint.update.length)
  }

  /** The network heals, everybody may write, nothing fails any more: everything must come together. */
  async #calm(): Promise<void> {
    this.#world.failNext = false
    for (const person of this.#people)
      if (!atLeast(this.#world.roles.get(person), "editor")) this.#setRole(person, "editor")
    if (this.#live.closed) this.#start()
    this.#refresh()
    for (const page of this.#pages) this.#disconnect(page)
    for (let round = 0; round < 2000; round++) {
      if (this.#live.closed) this.#crash()
      for (const page of this.#pages) {
        this.#connect(page)
        this.#deliverToServer(page)
        this.#deliverToPage(page)
      }
      this.#runDeferred()
      this.#storeCalls.shift()?.()
      await this.#breathe()
      if (this.#quiet) return
    }
    throw new Fault("S16: it does not come to rest")
  }

  get #quiet(): boolean {
    const nothingMoves =
      this.#deferred.length === 0 && this.#storeCalls.length === 0 && known(this.#commits, "commits").quiet
    return (
      nothingMoves && this.#pages.every(page => page.online && page.toPage.length === 0 && page.toServer.length === 0)
    )
  }

  #verify(): void {
    const truth = contentOf(this.#world.doc)
    must(this.#world.doc.store.pendingStructs === null, "S8: the log holds an edit that builds on nothing")
    for (const page of this.#pages) {
      must(contentOf(page.doc) === truth, `S16: the replica of ${page.person} differs from the log`)
      must(page.ledger.standing.kind === "settled", `S15: a page is not settled but ${page.ledger.standing.kind}`)
    }
  }
}

function updateIn(message: Uint8Array): Uint8Array | undefined {
  const decoder = createDecoder(message)
  if (readVarUint(decoder) !== MESSAGE.sync || readVarUint(decoder) === SYNC.step1) return undefined
  return readVarUint8Array(decoder)
}

const contentOf = (doc: Y.Doc): string => doc.getXmlFragment("content").toString()
