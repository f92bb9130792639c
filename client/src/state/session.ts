import { signal } from "@lit-labs/signals"
import { Refused } from "@sheaf/domain"
import { type Call, type Person, routes } from "@sheaf/wire"
import type { CallApi } from "../net/api.ts"

export type SessionState =
  | { readonly kind: "starting" }
  /** The server did not answer, or answered with a fault, before anything was known. */
  | { readonly kind: "unreachable"; readonly error: unknown }
  /** The first visit: the organisation is still to be created. */
  | { readonly kind: "setup" }
  | { readonly kind: "signed-out"; readonly organisation: string }
  | { readonly kind: "signed-in"; readonly person: Person; readonly organisation: string }
  /** It was theirs until now. The page stays as it is, with a sign-in over it: what was typed must not be lost. */
  | { readonly kind: "ended"; readonly person: Person; readonly organisation: string }

export type SetupInput = Call<typeof routes.setup>["body"]

/** Who uses this page. */
export class Session {
  readonly state = signal<SessionState>({ kind: "starting" })
  readonly #call: CallApi

  constructor(call: CallApi) {
    this.#call = call
  }

  /** The person who is signed in, or was until a moment ago. */
  get person(): Person | undefined {
    const state = this.state.get()
    return state.kind === "signed-in" || state.kind === "ended" ? state.person : undefined
  }

  /** Finds out who this is; also to try again when the server could not be reached. */
  async start(): Promise<void> {
    try {
      const { person, organisation } = await this.#call(routes.me)
      this.state.set({ kind: "signed-in", person, organisation })
    } catch (error) {
      await this.#startWithout(error)
    }
  }

  async setUp(input: SetupInput): Promise<void> {
    const { person } = await this.#call(routes.setup, { body: input })
    this.state.set({ kind: "signed-in", person, organisation: input.organisation.trim() })
  }

  async signIn(email: string, password: string): Promise<void> {
    const { person } = await this.#call(routes.signIn, { body: { email, password } })
    const { organisation } = await this.#call(routes.me)
    this.state.set({ kind: "signed-in", person, organisation })
  }

  async signOut(): Promise<void> {
    const organisation = this.#organisation
    await this.#call(routes.signOut)
    this.state.set({ kind: "signed-out", organisation })
  }

  /** Another part of the page was told that nobody is signed in. */
  lost(): void {
    const state = this.state.get()
    if (state.kind === "signed-in") this.state.set({ ...state, kind: "ended" })
  }

  /** Asks whether the session still stands, without waiting: the live line may have been closed because it does not. */
  async check(): Promise<void> {
    await this.#call(routes.me).catch(() => undefined) // A `not-signed-in` arrives at `lost` by itself; the rest is being offline.
  }

  async rename(name: string): Promise<void> {
    const state = this.state.get()
    if (state.kind !== "signed-in") return
    const { person } = await this.#call(routes.changePerson, { params: { id: state.person.id }, body: { name } })
    this.state.set({ ...state, person })
  }

  async changePassword(current: string, password: string): Promise<void> {
    await this.#call(routes.changePassword, { body: { current, password } })
  }

  get #organisation(): string {
    const state = this.state.get()
    return "organisation" in state ? state.organisation : ""
  }

  async #startWithout(error: unknown): Promise<void> {
    const nobody = error instanceof Refused && (error.code === "not-signed-in" || error.code === "not-set-up")
    if (!nobody) {
      this.state.set({ kind: "unreachable", error })
      return
    }
    try {
      const { needed, organisation } = await this.#call(routes.setupState)
      this.state.set(needed ? { kind: "setup" } : { kind: "signed-out", organisation: organisation ?? "" })
    } catch (fault) {
      this.state.set({ kind: "unreachable", error: fault })
    }
  }
}
