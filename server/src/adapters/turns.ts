/**
 * One at a time, in the order they came. What finds the turn free runs at once, inside the call: a group commit then costs no trip
 * through the event loop.
 */
export class Turns {
  #taken = false
  readonly #waiting: (() => void)[] = []

  /** Runs `act` at once when nobody has the turn, else after all who came before. */
  run<T>(act: () => T): Promise<T> {
    return this.#taken ? this.hold(async () => act()) : settled(act)
  }

  /** Has the turn until what `work` answered settles. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken) await new Promise<void>(resolve => this.#waiting.push(resolve))
    this.#taken = true
    try {
      return await work()
    } finally {
      this.#handOn()
    }
  }

  /** The turn stays taken while it goes to the next: nobody who comes in between may overtake. */
  #handOn(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#taken = false
    else next()
  }
}

function settled<T>(act: () => T): Promise<T> {
  try {
    return Promise.resolve(act())
  } catch (error) {
    return Promise.reject(error)
  }
}
