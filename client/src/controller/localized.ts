import type { Stop } from "@sheaf/std"
import type { ReactiveController, ReactiveControllerHost } from "lit"
import { onLanguage } from "../i18n/language.ts"

/** Renders its element again when the language changes: `readonly localized = new Localized(this)`. */
export class Localized implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #stop: Stop | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#stop = onLanguage(() => this.#host.requestUpdate())
  }

  hostDisconnected(): void {
    this.#stop?.()
    this.#stop = undefined
  }
}
