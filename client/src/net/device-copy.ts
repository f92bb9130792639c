import { type FileId, type PersonId, ROLES, type Role } from "@sheaf/domain"
import { IndexeddbPersistence } from "y-indexeddb"
import type * as Y from "yjs"
import { jsonOf } from "./parsed.ts"

/** What this device remembers of a file besides its content. */
export interface Remembered {
  readonly role?: Role
  /** The history that the copy belongs to. */
  readonly epoch?: number
  /** Something in the copy has not been acknowledged by the server. */
  readonly owes: boolean
}

/** Clocks by client. */
type Clocks = readonly (readonly [client: number, clock: number])[]

const nameOf = (person: PersonId, file: FileId): string => `sheaf/${person}/${file}`
/** Opening a database that another tab is deleting can take for ever; the page goes on without a copy then. */
const PATIENCE = 3_000

/** The copy of one document on this device, of one person: two people who share a browser never see each other's. */
export class DeviceCopy {
  readonly #name: string
  readonly #persistence: IndexeddbPersistence
  readonly #changed: () => void
  #works = false
  #failed = false
  #forgotten = false
  /** Local changes so far, and how many of them are known to be stored. */
  #written = 0
  #stored = 0
  #checking = false

  /** `changed` is called when {@link safe} may have changed. */
  constructor(person: PersonId, file: FileId, doc: Y.Doc, changed: () => void) {
    this.#name = nameOf(person, file)
    this.#changed = changed
    this.#persistence = new IndexeddbPersistence(this.#name, doc)
  }

  /** The origin of transactions that this copy makes while it loads. */
  get origin(): unknown {
    return this.#persistence
  }

  /** Everything written is stored on this device. */
  get safe(): boolean {
    return this.#works && !this.#failed && this.#stored === this.#written
  }

  /** Resolves when the copy's content is in the document, or it is clear that there is none to be had. */
  async load(): Promise<void> {
    const late = new Promise<false>(resolve => setTimeout(() => resolve(false), PATIENCE))
    const opened = this.#persistence.whenSynced.then(() => true)
    this.#works = await Promise.race([opened, late]).catch(() => false)
    const db = this.#persistence.db
    if (db !== null) {
      db.onabort = () => this.#fail()
      db.onversionchange = () => this.#fail()
    }
  }

  /** A local change was made, and y-indexeddb has begun to store it. */
  wrote(): void {
    this.#written++
    if (!this.#checking) void this.#check()
  }

  /** Notes what of the copy the server is known to have; it is only told apart from the rest by this when the server no longer answers. */
  noteConfirmed(clocks: Clocks): void {
    if (!this.#forgotten) localStorage.setItem(`${this.#name}/confirmed`, JSON.stringify(clocks))
  }

  recallConfirmed(): Clocks {
    const said = jsonOf(localStorage.getItem(`${this.#name}/confirmed`) ?? "")
    return Array.isArray(said) ? said.filter(isClock) : []
  }

  remember(memory: Remembered): void {
    if (!this.#forgotten) localStorage.setItem(this.#name, JSON.stringify(memory))
  }

  recall(): Remembered {
    return readMemory(localStorage.getItem(this.#name))
  }

  /** Removes the copy: its history was replaced, or the file is no longer this person's to see. */
  async forget(): Promise<void> {
    this.#forgotten = true
    forgetNotes(this.#name)
    await this.#persistence.clearData()
  }

  close(): void {
    void this.#persistence.destroy()
  }

  /** A read of the same store waits for the writes before it: when it is done, they are. */
  async #check(): Promise<void> {
    this.#checking = true
    while (this.#works && !this.#failed && this.#stored < this.#written) {
      const upTo = this.#written
      const db = this.#persistence.db
      if (db === null || !(await readThrough(db))) this.#fail()
      else this.#stored = upTo
    }
    this.#checking = false
    this.#changed()
  }

  #fail(): void {
    this.#failed = true
    this.#changed()
  }
}

function readThrough(db: IDBDatabase): Promise<boolean> {
  return new Promise(resolve => {
    try {
      const reading = db.transaction("updates", "readonly")
      reading.objectStore("updates").count()
      reading.oncomplete = () => resolve(true)
      reading.onabort = () => resolve(false)
    } catch {
      // The database is closing under us: nothing more will be stored in it.
      resolve(false)
    }
  })
}

function readMemory(text: string | null): Remembered {
  const said = jsonOf(text ?? "")
  // Written by another version, or by hand: the copy is kept, what was noted about it is not.
  if (typeof said !== "object" || said === null) return { owes: false }
  const role = "role" in said ? ROLES.find(known => known === said.role) : undefined
  const epoch = "epoch" in said && typeof said.epoch === "number" ? said.epoch : undefined
  return {
    owes: "owes" in said && said.owes === true,
    ...(role === undefined ? {} : { role }),
    ...(epoch === undefined ? {} : { epoch }),
  }
}

function isClock(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(part => typeof part === "number")
}

function forgetNotes(name: string): void {
  localStorage.removeItem(name)
  localStorage.removeItem(`${name}/confirmed`)
}

/**
 * Removes this person's copies from this device, at sign-out: a shared computer keeps nothing. A copy with something that the server
 * has not acknowledged stays, because it is the only one there is.
 */
export async function forgetCopies(person: PersonId): Promise<void> {
  const databases = await indexedDB.databases()
  for (const { name } of databases) {
    if (name === undefined || !name.startsWith(`sheaf/${person}/`) || readMemory(localStorage.getItem(name)).owes)
      continue
    forgetNotes(name)
    indexedDB.deleteDatabase(name)
  }
}
