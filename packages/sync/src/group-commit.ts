import type { FileId } from "@sheaf/domain"
import type { Appended, Batch, Journal } from "./journal.ts"
import type { Rights, Room } from "./room.ts"

export interface CommitPorts {
  /** Runs `act` when this turn of the loop has brought all that it brings. */
  readonly defer: (act: () => void) => void
  /** Who may do what now; undefined when the file is gone. */
  readonly rights: (file: FileId) => Promise<Rights | undefined>
  /** The store did not take it: these rooms are closed, their clients come back and send again what was not acknowledged. */
  readonly failed: (error: unknown) => void
}

interface Asked {
  readonly room: Room
  readonly batch: Batch
}

/**
 * Writes what all rooms took in one turn of the loop with one transaction: one wait for the disk, however many people type (rule S2). While
 * one is under way the next gathers.
 */
export class GroupCommit {
  readonly #journal: Pick<Journal, "append">
  readonly #ports: CommitPorts
  #ready = new Set<Room>()
  #scheduled = false
  #writing = false

  constructor(journal: Pick<Journal, "append">, ports: CommitPorts) {
    this.#journal = journal
    this.#ports = ports
  }

  /** The room has something to write or to pass on. */
  request(room: Room): void {
    this.#ready.add(room)
    this.#schedule()
  }

  /** Nothing is waiting or on its way. */
  get quiet(): boolean {
    return this.#ready.size === 0 && !this.#writing
  }

  #schedule(): void {
    if (this.#scheduled || this.#writing) return
    this.#scheduled = true
    this.#ports.defer(() => {
      this.#scheduled = false
      this.#turn()
    })
  }

  #turn(): void {
    const rooms = [...this.#ready]
    this.#ready = new Set()
    const asked = rooms.flatMap(room => {
      const batch = room.takeBatch()
      return batch === undefined ? [] : [{ room, batch }]
    })
    const writing = new Set(asked.map(({ room }) => room))
    for (const room of rooms) if (!writing.has(room)) room.flushPresence()
    if (asked.length > 0) void this.#write(asked)
  }

  async #write(asked: readonly Asked[]): Promise<void> {
    this.#writing = true
    try {
      const results = await this.#journal.append(asked.map(({ batch }) => batch))
      for (const [index, { room }] of asked.entries()) await this.#settle(room, results[index])
    } catch (error) {
      // Nothing of it is on disk, and nothing was acknowledged or shown: everybody may send it again.
      for (const { room } of asked) room.end("storeDown", "the store does not answer")
      this.#ports.failed(error)
    }
    this.#writing = false
    if (this.#ready.size > 0) this.#schedule()
  }

  async #settle(room: Room, result: Appended | undefined): Promise<void> {
    if (room.closed) return
    if (result?.kind === "appended") room.settle(result.head)
    else {
      const rights = result?.kind === "fenced" ? await this.#ports.rights(room.file) : undefined
      if (rights === undefined) room.end("gone", "the file is gone")
      else room.fenced(rights)
    }
    room.flushPresence()
  }
}
