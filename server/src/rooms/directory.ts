import type { FileId } from "@sheaf/domain"
import { type ContentRules, GroupCommit, Room, type RoomLimits, type RoomPorts } from "@sheaf/sync"
import type { Logger } from "pino"
import type { Bus } from "../ports/bus.ts"
import type { Clock } from "../ports/clock.ts"
import type { Store } from "../ports/store.ts"
import type { Checkpoints } from "./checkpoints.ts"
import { rightsOf } from "./rights.ts"

export interface DirectoryDeps {
  readonly store: Store
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Logger
  readonly limits: RoomLimits
  /** What may stand in this file. */
  readonly rulesOf: (file: FileId) => Promise<ContentRules | undefined>
  readonly checkpoints: Checkpoints
}

interface Watched {
  readonly room: Room
  head: number
  changedAt: number
  idleSince: number | undefined
  /** The head that lists were last told of. */
  told: number
}

/** How long a room that everybody left stays open, in milliseconds: who reloads the page finds it warm. */
const LINGER = 30_000
const SWEEP = 1_000
/** Nobody has written for so long: lists may be told. */
const PAUSE = 2_000

/** The rooms that are open on this node, at most one a file; they open when somebody comes and close when nobody is left. */
export class Directory {
  readonly #deps: DirectoryDeps
  readonly #opening = new Map<FileId, Promise<Room | undefined>>()
  readonly #watched = new Map<FileId, Watched>()
  readonly #commits: GroupCommit
  /** The same for every room. */
  readonly #ports: RoomPorts
  /** Files whose rooms are worth a look: something was written, somebody left, or a look said: again. */
  readonly #lively = new Set<FileId>()
  readonly #sweeping: NodeJS.Timeout

  constructor(deps: DirectoryDeps) {
    this.#deps = deps
    this.#commits = new GroupCommit(deps.store, {
      defer: act => setImmediate(act),
      rights: async file => {
        const admission = await deps.store.admission(file)
        return admission === undefined ? undefined : rightsOf(admission)
      },
      failed: error =>
        deps.log.error({ err: error }, "a group commit failed: its rooms were closed, nothing of it was acknowledged"),
    })
    this.#ports = {
      now: () => deps.clock.now(),
      later: (ms, act) => void setTimeout(act, ms).unref(),
      ready: room => {
        this.#commits.request(room)
        this.#lively.add(room.file)
      },
      checkpoint: id => deps.store.checkpoint(id),
      limits: deps.limits,
    }
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP)
    this.#sweeping.unref()
  }

  /** The room of `file`, opened if need be; undefined when there is no such file. */
  async open(file: FileId): Promise<Room | undefined> {
    const open = this.find(file)
    if (open !== undefined) return open
    const opening = this.#opening.get(file) ?? this.#load(file).finally(() => this.#opening.delete(file))
    this.#opening.set(file, opening)
    return opening
  }

  /** The room of `file` if it is open. */
  find(file: FileId): Room | undefined {
    const room = this.#watched.get(file)?.room
    return room?.closed ? undefined : room
  }

  get rooms(): readonly Room[] {
    return [...this.#watched.values()].map(({ room }) => room).filter(room => !room.closed)
  }

  /** Reads again who may do what with `file`, and tells its room. */
  async refresh(file: FileId): Promise<void> {
    const room = this.find(file)
    if (room === undefined) return
    try {
      const admission = await this.#deps.store.admission(file)
      if (admission === undefined) room.end("gone", "the file is gone")
      else room.refresh(rightsOf(admission))
    } catch (error) {
      // Who may do what is not known any more, so nobody may do anything: clients come back when the store does.
      this.#deps.log.error({ err: error, file }, "rights could not be read again: the room was closed")
      room.end("storeDown", "the store does not answer")
    }
  }

  /** Waits until everything taken is on disk, then closes every room with "restart". */
  async close(): Promise<void> {
    clearInterval(this.#sweeping)
    while (!this.#commits.quiet) await new Promise(resolve => setImmediate(resolve))
    for (const room of this.rooms) room.end("restart", "the server restarts")
    this.#watched.clear()
  }

  async #load(file: FileId): Promise<Room | undefined> {
    const { store, clock } = this.#deps
    const [rules, state] = [await this.#deps.rulesOf(file), await store.open(file)]
    if (rules === undefined || state === undefined) return undefined
    const room = new Room(file, rules, state, this.#ports)
    this.#lively.add(file)
    this.#watched.set(file, { room, head: room.head, changedAt: clock.now(), idleSince: undefined, told: room.head })
    return room
  }

  /** Somebody left the room of `file`. */
  left(file: FileId): void {
    this.#lively.add(file)
  }

  #sweep(): void {
    const now = this.#deps.clock.now()
    for (const file of this.#lively) {
      const watched = this.#watched.get(file)
      if (watched === undefined || !this.#look(file, watched, now)) this.#lively.delete(file)
    }
  }

  /** Lists show when a file was last written in: those who see it are told once people pause. */
  async #tell(file: FileId): Promise<void> {
    try {
      const admission = await this.#deps.store.admission(file)
      if (admission === undefined) return
      const those = [admission.file.owner, ...admission.grants.map(grant => grant.to.id)]
      this.#deps.bus.publish({ kind: "file-changed", file, for: [...new Set(those)] })
    } catch (error) {
      this.#deps.log.warn({ err: error, file }, "lists were not told that a file was written in")
    }
  }

  /** Answers whether there is something to look at again. */
  #look(file: FileId, watched: Watched, now: number): boolean {
    const { room } = watched
    if (room.head !== watched.head) {
      watched.head = room.head
      watched.changedAt = now
    }
    if (watched.told !== room.head && (now - watched.changedAt >= PAUSE || room.idle)) {
      watched.told = room.head
      void this.#tell(file)
    }
    watched.idleSince = room.idle ? (watched.idleSince ?? now) : undefined
    const quiet = now - watched.changedAt
    this.#deps.checkpoints.consider(room, quiet)
    if (room.closed || (watched.idleSince !== undefined && now - watched.idleSince >= LINGER)) {
      // Whoever still holds it must not write into it any more: the next to come get another room.
      if (!room.closed) room.end("restart", "nobody is left")
      this.#watched.delete(file)
      return false
    }
    if (this.#deps.checkpoints.owes(room) || quiet < LINGER || watched.idleSince !== undefined) return true
    room.dropCaches()
    return false
  }
}
