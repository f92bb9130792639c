import type { Stop } from "./disposer.ts"

/** Tells every listener of one kind of event, in the order they came. A listener may leave while it is told. */
export class Emitter<Event> {
  readonly #listeners = new Set<(event: Event) => void>()

  on(listener: (event: Event) => void): Stop {
    const own = (event: Event) => listener(event)
    this.#listeners.add(own)
    return () => {
      this.#listeners.delete(own)
    }
  }

  emit(event: Event): void {
    for (const listener of [...this.#listeners]) listener(event)
  }

  get size(): number {
    return this.#listeners.size
  }
}
