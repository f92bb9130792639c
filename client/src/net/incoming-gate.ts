import type { Stop } from "@sheaf/std"

/** Lets what comes in through, or keeps it in order while somebody holds the gate. */
export class IncomingGate {
  #holders = 0
  #kept: (() => void)[] = []

  /** Does `act` now, or when the gate opens. */
  pass(act: () => void): void {
    if (this.#holders > 0) this.#kept.push(act)
    else act()
  }

  /** Keeps everything until the answer is called. Several may hold at once. */
  hold(): Stop {
    this.#holders++
    let held = true
    return () => {
      if (!held) return
      held = false
      if (--this.#holders === 0) this.#release()
    }
  }

  #release(): void {
    // What comes while these run goes behind them only if the gate is held again meanwhile; otherwise it is newer and comes later anyway.
    for (let act = this.#kept.shift(); act !== undefined; act = this.#kept.shift()) {
      act()
      if (this.#holders > 0) return
    }
  }
}
