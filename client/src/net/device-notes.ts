import { ROLES, type Role } from "@sheaf/domain"
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
export type Clocks = readonly (readonly [client: number, clock: number])[]

/**
 * The notes beside one copy. Tabs share them, so each says for itself that it owes something, and takes back for another only what it
 * found when it loaded that other's text: a tab that has nothing to save must not wipe out the only sign of what another has.
 */
export class DeviceNotes {
  readonly #storage: Storage
  readonly #name: string
  readonly #own: string
  /** What other tabs, mostly closed ones, said when this one loaded the copy. */
  readonly #inherited: ReadonlyMap<string, string>
  #changes = 0
  #forgotten = false

  /** `tab` tells this tab from all others that have the file open. */
  constructor(storage: Storage, name: string, tab: number) {
    this.#storage = storage
    this.#name = name
    this.#own = `${name}/owes/${tab}`
    this.#inherited = new Map(owed(storage, name).map(key => [key, storage.getItem(key) ?? ""]))
  }

  recall(): Remembered {
    const said = jsonOf(this.#storage.getItem(this.#name) ?? "")
    const owes = this.#inherited.size > 0
    // Written by another version, or by hand: the copy is kept, what was noted about it is not.
    if (typeof said !== "object" || said === null) return { owes }
    const role = "role" in said ? ROLES.find(known => known === said.role) : undefined
    const epoch = "epoch" in said && typeof said.epoch === "number" ? said.epoch : undefined
    return { owes, ...(role === undefined ? {} : { role }), ...(epoch === undefined ? {} : { epoch }) }
  }

  remember({ owes, ...rest }: Remembered): void {
    if (this.#forgotten) return
    this.#storage.setItem(this.#name, JSON.stringify(rest))
    if (owes) this.#storage.setItem(this.#own, String(++this.#changes))
    else this.#settle()
  }

  /** What of the copy the server is known to have; it is told apart from the rest only by this when the server no longer answers. */
  recallConfirmed(): Clocks {
    const said = jsonOf(this.#storage.getItem(`${this.#name}/confirmed`) ?? "")
    return Array.isArray(said) ? said.filter(isClock) : []
  }

  noteConfirmed(clocks: Clocks): void {
    if (this.#forgotten) return
    const all = new Map(this.recallConfirmed())
    for (const [client, clock] of clocks) all.set(client, Math.max(clock, all.get(client) ?? 0))
    this.#storage.setItem(`${this.#name}/confirmed`, JSON.stringify([...all]))
  }

  forget(): void {
    this.#forgotten = true
    forgetNotes(this.#storage, this.#name)
  }

  /** All of the copy as it was loaded is with the server, and so is all that was written since. */
  #settle(): void {
    this.#storage.removeItem(this.#own)
    for (const [key, said] of this.#inherited) if (this.#storage.getItem(key) === said) this.#storage.removeItem(key)
  }
}

/** Whether any tab has said that the copy of this name holds something that the server has not. */
export function owesAnything(storage: Storage, name: string): boolean {
  return owed(storage, name).length > 0
}

/** Removes everything that was noted beside the copy of this name. */
export function forgetNotes(storage: Storage, name: string): void {
  for (const key of Object.keys(storage)) if (key === name || key.startsWith(`${name}/`)) storage.removeItem(key)
}

const owed = (storage: Storage, name: string): string[] =>
  Object.keys(storage).filter(key => key.startsWith(`${name}/owes/`))

function isClock(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(part => typeof part === "number")
}
