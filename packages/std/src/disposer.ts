/** Undoes one start. Calling it twice does nothing more. */
export type Stop = () => void

/** Collects the stops of what was opened, to end all of it in reverse order. */
export class Disposer {
  #stops: Stop[] = []

  add(stop: Stop): void {
    this.#stops.push(stop)
  }

  /** Ends everything, last opened first; then the disposer is empty and can be used again. */
  dispose(): void {
    const stops = this.#stops
    this.#stops = []
    for (const stop of stops.reverse()) stop()
  }
}
