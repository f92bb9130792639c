import type { Stop } from "@sheaf/std"

/** Knows whether leaving the page now would lose something; whoever leaves, asks first. */
export class LeaveGuard {
  readonly #checks = new Set<() => boolean>()

  /** From now on leaving is unsafe whenever `check` says so. */
  watch(check: () => boolean): Stop {
    this.#checks.add(check)
    return () => {
      this.#checks.delete(check)
    }
  }

  get unsafe(): boolean {
    return [...this.#checks].some(check => check())
  }
}
