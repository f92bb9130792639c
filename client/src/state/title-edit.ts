import { signal } from "@lit-labs/signals"
import type { Stop } from "@sheaf/std"

interface TitlePorts {
  save(title: string): Promise<unknown>
  later(ms: number, task: () => void): Stop
}

/** How long typing pauses before a title is saved: others see it soon, and not letter by letter. */
const PAUSE = 600

/**
 * The title of an open document while it may be written here and changed elsewhere. What is typed here wins until it is saved;
 * a title that could not be saved stays, and is tried again when asked.
 */
export class TitleEdit {
  readonly text
  /** Typed here and not yet on the server. */
  readonly pending = signal(false)
  /** Why the last attempt failed. */
  readonly error = signal<unknown>(undefined)
  readonly #ports: TitlePorts
  #cancel: Stop | undefined
  #saving = false

  constructor(title: string, ports: TitlePorts) {
    this.text = signal(title)
    this.#ports = ports
  }

  /** A line break cannot be in a title: pasted ones become spaces. */
  typed(text: string): void {
    const title = text.replace(/[\r\n\u2028\u2029]+/g, " ")
    this.text.set(title)
    this.pending.set(true)
    this.#cancel?.()
    this.#cancel = this.#ports.later(PAUSE, () => void this.flush())
  }

  /** The server's title: shown, unless something else was typed here since. */
  heard(title: string): void {
    if (!this.pending.get()) this.text.set(title)
  }

  /** Saves at once what waits. */
  async flush(): Promise<void> {
    this.#cancel?.()
    if (!this.pending.get() || this.#saving) return
    this.#saving = true
    const title = this.text.get()
    try {
      await this.#ports.save(title.trim())
      this.error.set(undefined)
      this.pending.set(this.text.get() !== title)
    } catch (error) {
      this.error.set(error)
      return
    } finally {
      this.#saving = false
    }
    if (this.pending.get()) await this.flush()
  }
}
