import { type Signal, signal } from "@lit-labs/signals"
import type { FileId, GrantedRole, GrantId, PersonId } from "@sheaf/domain"
import { type Answer, routes } from "@sheaf/wire"
import type { CallApi } from "../net/api.ts"

export type AccessAnswer = Answer<typeof routes.access>

/** Who can open one file, and why I can; asked for when somebody looks, and again after every change. */
export class FileAccess {
  readonly answer: Signal.State<AccessAnswer | undefined> = signal<AccessAnswer | undefined>(undefined)
  readonly error = signal<unknown>(undefined)
  readonly #call: CallApi
  readonly #id: FileId

  constructor(call: CallApi, id: FileId) {
    this.#call = call
    this.#id = id
  }

  async load(): Promise<void> {
    try {
      this.answer.set(await this.#call(routes.access, { params: { id: this.#id } }))
      this.error.set(undefined)
    } catch (error) {
      this.error.set(error)
    }
  }

  /** Gives a role, or changes the one given. Rejects when refused; what is shown is then asked for again. */
  give(to: PersonId, role: GrantedRole): Promise<void> {
    return this.#then(
      this.#call(routes.grant, { params: { id: this.#id }, body: { to: { kind: "person", id: to }, role } }),
    )
  }

  revoke(grantId: GrantId): Promise<void> {
    return this.#then(this.#call(routes.revoke, { params: { id: this.#id, grantId } }))
  }

  async #then(change: Promise<unknown>): Promise<void> {
    try {
      await change
    } finally {
      await this.load()
    }
  }
}
