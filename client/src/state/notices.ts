import { signal } from "@lit-labs/signals"
import type { Stop } from "@sheaf/std"

/** A word about something already done, with a way back where there is one. */
export interface Notice {
  readonly id: number
  readonly text: string
  readonly tone: "done" | "refused"
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** Long enough to read and reach Undo (WCAG 2.2.1 wants it to stop while one is there: the element holds it while hovered). */
const SHOWN_FOR = 7_000

/** The notices at the foot of the page, oldest first. */
export class Notices {
  readonly shown = signal<readonly Notice[]>([])
  readonly #later: (ms: number, task: () => void) => Stop
  readonly #timers = new Map<number, Stop>()
  #last = 0

  constructor(later: (ms: number, task: () => void) => Stop) {
    this.#later = later
  }

  done(text: string, action?: Notice["action"]): void {
    this.#show({ text, tone: "done", ...(action === undefined ? {} : { action }) })
  }

  refused(text: string): void {
    this.#show({ text, tone: "refused" })
  }

  dismiss(id: number): void {
    this.hold(id)
    this.shown.set(this.shown.get().filter(notice => notice.id !== id))
  }

  /** Keeps it there: somebody is about to use it. */
  hold(id: number): void {
    this.#timers.get(id)?.()
    this.#timers.delete(id)
  }

  /** Lets it go after its time, counted from now. */
  release(id: number): void {
    this.hold(id)
    this.#timers.set(
      id,
      this.#later(SHOWN_FOR, () => this.dismiss(id)),
    )
  }

  #show(notice: Omit<Notice, "id">): void {
    const id = ++this.#last
    this.shown.set([...this.shown.get(), { ...notice, id }].slice(-3))
    this.release(id)
  }
}
