import { signal } from "@lit-labs/signals"

/** A list as a page may find it. Items stay while they are asked for again, so that nothing flickers. */
export type ListState<T> =
  | { readonly kind: "waiting" }
  | { readonly kind: "ready"; readonly items: readonly T[] }
  | { readonly kind: "failed"; readonly error: unknown }

/** One list of the server's, kept for as long as the page lives. */
export class Listing<T> {
  readonly state = signal<ListState<T>>({ kind: "waiting" })
  readonly #ask: () => Promise<readonly T[]>
  #asking: Promise<void> | undefined
  #again = false

  constructor(ask: () => Promise<readonly T[]>) {
    this.#ask = ask
  }

  /**
   * Asks the server again; one question at a time, and one more if something changed meanwhile. A failure leaves the items there
   * were: they are old, not wrong. It shows only when there is nothing else to show.
   */
  async refresh(): Promise<void> {
    if (this.#asking !== undefined) {
      this.#again = true
      return this.#asking
    }
    this.#asking = this.#askUntilQuiet().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  /** Shows a change before the server has answered; the next answer replaces it. */
  change(edit: (items: readonly T[]) => readonly T[]): void {
    const state = this.state.get()
    if (state.kind === "ready") this.state.set({ kind: "ready", items: edit(state.items) })
  }

  /** Forgets everything: another person has signed in. */
  clear(): void {
    this.state.set({ kind: "waiting" })
  }

  async #askUntilQuiet(): Promise<void> {
    do {
      this.#again = false
      await this.#askOnce()
    } while (this.#again)
  }

  async #askOnce(): Promise<void> {
    try {
      this.state.set({ kind: "ready", items: await this.#ask() })
    } catch (error) {
      if (this.state.get().kind !== "ready") this.state.set({ kind: "failed", error })
    }
  }
}
