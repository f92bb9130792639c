import { Plugin } from "prosemirror-state"
import { isRemote } from "./binding.ts"

/**
 * While the document holds what the binding cannot draw, the view is not what the document is: publishing it would delete the
 * others' text. From its beginning to its end nothing may be changed here.
 */
export class Pause {
  #active = false
  readonly #told: () => void
  readonly #waiting: (() => void)[] = []

  /** `told` is called when it begins or ends, and may ask {@link active}. */
  constructor(told: () => void) {
    this.#told = told
  }

  get active(): boolean {
    return this.#active
  }

  begin(): void {
    if (this.#active) return
    this.#active = true
    this.#told()
  }

  end(): void {
    if (!this.#active) return
    this.#active = false
    this.#told()
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /** Resolves when nothing is paused: for what would change the document by itself. */
  over(): Promise<void> {
    return this.#active ? new Promise(resolve => this.#waiting.push(resolve)) : Promise.resolve()
  }

  /** Menus, keys and uploads ask different things whether they may write: here all of them are stopped. */
  get plugin(): Plugin {
    return new Plugin({ filterTransaction: tr => !this.#active || !tr.docChanged || isRemote(tr) })
  }
}
