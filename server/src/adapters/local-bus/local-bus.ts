import { Emitter } from "@sheaf/std"
import type { Bus, BusEvent } from "../../ports/bus.ts"

/**
 * The bus of one process: who listens is told at once. A listener that throws keeps the others from nothing and the publisher neither,
 * whose transaction is long on disk; `failed` gets what it threw.
 */
export function localBus(failed: (error: unknown) => void): Bus {
  const emitter = new Emitter<BusEvent>()
  return {
    publish: event => emitter.emit(event),
    subscribe: listener =>
      emitter.on(event => {
        try {
          listener(event)
        } catch (error) {
          failed(error)
        }
      }),
  }
}
