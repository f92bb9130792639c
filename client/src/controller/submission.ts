import type { ReactiveController, ReactiveControllerHost } from "lit"

/** One form's way to the server: whether it is under way, and why it was refused. */
export class Submission implements ReactiveController {
  /** What the last attempt was rejected with; absent when there was none or it succeeded. */
  error: unknown
  busy = false
  readonly #host: ReactiveControllerHost

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {}

  /** Runs the attempt, unless one is under way. Answers whether it succeeded. */
  async run(attempt: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.#host.requestUpdate()
    try {
      await attempt()
      this.error = undefined
      return true
    } catch (error) {
      this.error = error
      return false
    } finally {
      this.busy = false
      this.#host.requestUpdate()
    }
  }

  /** Forgets the refusal: the form is shown anew. */
  clear(): void {
    this.error = undefined
    this.#host.requestUpdate()
  }
}
