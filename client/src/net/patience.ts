/** An acknowledgement takes milliseconds. After so long without one the connection is taken for dead, though nobody has said so. */
const PATIENCE = 5_000

/** Tells when something has been waited for too long. */
export class Patience {
  readonly #ended: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #since: number | undefined

  /** `ended` is called when it has run out. */
  constructor(ended: () => void) {
    this.#ended = ended
  }

  /** Whether `waiting` has been true for too long without a sign of life. */
  isOver(waiting: boolean): boolean {
    if (!waiting) this.renew()
    else if (this.#since === undefined) {
      this.#since = performance.now()
      this.#timer = setTimeout(this.#ended, PATIENCE)
    }
    return this.#since !== undefined && performance.now() - this.#since >= PATIENCE
  }

  /** A sign of life came. */
  renew(): void {
    clearTimeout(this.#timer)
    this.#since = undefined
  }
}
