import type { ReactiveController, ReactiveControllerHost } from "lit"

/** Whether the window is a phone's: the same width as in the style sheets. */
const PHONE = "(max-width: 767px)"

/** Renders its element again when the window becomes narrow or wide. */
export class Narrow implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #query = matchMedia(PHONE)

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  get now(): boolean {
    return this.#query.matches
  }

  hostConnected(): void {
    this.#query.addEventListener("change", this.#changed)
  }

  hostDisconnected(): void {
    this.#query.removeEventListener("change", this.#changed)
  }

  #changed = (): void => this.#host.requestUpdate()
}
