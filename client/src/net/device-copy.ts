import type { FileId, PersonId } from "@sheaf/domain"
import { IndexeddbPersistence } from "y-indexeddb"
import type * as Y from "yjs"
import { DeviceNotes, forgetNotes, owesAnything } from "./device-notes.ts"

const nameOf = (person: PersonId, file: FileId): string => `sheaf/${person}/${file}`
/** Opening a database that another tab is deleting can take for ever; the page goes on without a copy then. */
const PATIENCE = 3_000

/** The copy of one document on this device, of one person: two people who share a browser never see each other's. */
export class DeviceCopy {
  readonly notes: DeviceNotes
  readonly #persistence: IndexeddbPersistence
  readonly #changed: () => void
  #works = false
  #failed = false
  /** Local changes so far, and how many of them are known to be stored. */
  #written = 0
  #stored = 0
  #checking = false

  /** `changed` is called when {@link safe} may have changed. */
  constructor(person: PersonId, file: FileId, doc: Y.Doc, changed: () => void) {
    const name = nameOf(person, file)
    this.#changed = changed
    this.notes = new DeviceNotes(localStorage, name, doc.clientID)
    this.#persistence = new IndexeddbPersistence(name, doc)
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

  /** Removes the copy: its history was replaced, or the file is no longer this person's to see. */
  async forget(): Promise<void> {
    this.notes.forget()
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

/**
 * Removes this person's copies from this device, at sign-out: a shared computer keeps nothing. A copy with something that the server
 * has not acknowledged stays, because it is the only one there is.
 */
export async function forgetCopies(person: PersonId): Promise<void> {
  const databases = await indexedDB.databases()
  for (const { name } of databases) {
    if (name === undefined || !name.startsWith(`sheaf/${person}/`) || owesAnything(localStorage, name)) continue
    forgetNotes(localStorage, name)
    indexedDB.deleteDatabase(name)
  }
}
