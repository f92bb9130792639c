import type { ReactiveController, ReactiveControllerHost } from "lit"
import { DOCUMENT_CHANGED, type DocumentFacts, type SheafEditor } from "./editor.ts"

/** Follows what an editor tells of its document, and renders the host again. */
export class Facts implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #editor: SheafEditor | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  get now(): DocumentFacts | undefined {
    return this.#editor?.facts
  }

  /** The editor to follow from now on. */
  follow(editor: SheafEditor | undefined): void {
    if (editor === this.#editor) return
    this.hostDisconnected()
    this.#editor = editor
    this.hostConnected()
  }

  hostConnected(): void {
    this.#editor?.addEventListener(DOCUMENT_CHANGED, this.#changed)
  }

  hostDisconnected(): void {
    this.#editor?.removeEventListener(DOCUMENT_CHANGED, this.#changed)
  }

  readonly #changed = (): void => this.#host.requestUpdate()
}
