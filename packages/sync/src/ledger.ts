import type { FrameRefusal } from "@sheaf/wire"

/**
 * How far what was written here is safe, as far as the connection knows.
 * - `unknown`: not connected yet, or the server has not said what it has
 * - `settled`: everything written here is on the server's disk
 * - `pending`: something is on its way, or waits for the connection
 * - `refused`: the server does not take it; it stays here
 */
export type Standing =
  | { readonly kind: "unknown" }
  | { readonly kind: "settled" }
  | { readonly kind: "pending" }
  | { readonly kind: "refused"; readonly code: FrameRefusal }

/**
 * The client's book of what is not acknowledged (rules S14, S15). Counts update frames per connection, as the server does; what was
 * not acknowledged when a connection ended is in the first answer of the next one, and so is everything written in between.
 */
export class Ledger {
  #open = false
  #sent = 0
  #acknowledged = 0
  /** The number of the frame that holds all that the server did not have: until it is settled nothing is known to be saved. */
  #answer: number | undefined
  /** Something was written that no connection has acknowledged. */
  #owed = false
  #refusal: FrameRefusal | undefined

  opened(): void {
    this.#open = true
    this.#sent = 0
    this.#acknowledged = 0
    this.#answer = undefined
  }

  closed(): void {
    if (this.#open && this.#sent > this.#acknowledged) this.#owed = true
    this.#open = false
  }

  /** Something was written here, whether or not it could be sent. */
  wrote(): void {
    if (!this.#open) this.#owed = true
  }

  /** An update frame was sent. `answer`: it is the one that says everything the server did not have. */
  sent(answer: boolean): void {
    this.#sent++
    if (answer) this.#answer = this.#sent
  }

  /** The first `n` frames are on disk, or were refused one by one. */
  acknowledged(n: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, n)
    if (this.#answer !== undefined && n >= this.#answer && this.#refusal === undefined) this.#owed = false
  }

  refused(code: FrameRefusal): void {
    this.#refusal = code
    this.#owed = true
  }

  /** The role allows writing again: what was refused goes out with the next answer. */
  forgive(): void {
    this.#refusal = undefined
  }

  /** Whether something written here is not known to be on the server's disk. */
  get owes(): boolean {
    return this.#owed || (this.#open && this.#sent > this.#acknowledged)
  }

  get standing(): Standing {
    if (this.#refusal !== undefined) return { kind: "refused", code: this.#refusal }
    if (this.owes) return { kind: "pending" }
    if (!this.#open || this.#answer === undefined) return { kind: "unknown" }
    return { kind: "settled" }
  }
}
