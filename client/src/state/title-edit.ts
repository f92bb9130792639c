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
  /** The server has said once what the title is. */
  #known = false
  /** The caret is in it: what others call it waits in {@link #theirs}. */
  #held = false
  #theirs: string | undefined

  constructor(title: string, ports: TitlePorts) {
    this.text = signal(title)
    this.#ports = ports
  }

  /** A line break cannot be in a title: pasted ones become spaces. */
  typed(text: string): void {
    const title = text.replace(/[\r\n\u2028\u2029]+/g, " ")
    this.#theirs = undefined
    this.text.set(title)
    this.pending.set(true)
    this.#cancel?.()
    this.#cancel = this.#ports.later(PAUSE, () => void this.flush())
  }

  /** The caret has come into it: nothing changes under it until {@link release}. */
  hold(): void {
    this.#held = true
  }

  /** The caret has left it: what was typed is saved; else what others call it by now is shown. */
  async release(): Promise<void> {
    this.#held = false
    if (this.#theirs !== undefined) this.text.set(this.#theirs)
    this.#theirs = undefined
    await this.flush()
  }

  /**
   * The server's title: shown, unless something else was typed here since. A space at the end is typed on the way to the next
   * word, and the server's answer without it is no news.
   */
  heard(title: string): void {
    const waits = this.#held && this.#known
    this.#known = true
    if (this.pending.get()) return
    this.#theirs = undefined
    if (title === this.text.get().trim()) return
    if (waits) this.#theirs = title
    else this.text.set(title)
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
