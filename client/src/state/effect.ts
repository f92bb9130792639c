import { Signal } from "@lit-labs/signals"
import type { Stop } from "@sheaf/std"

/** Runs `task` now and again after each change of a signal that it read, until the answered function is called. */
export function effect(task: () => void): Stop {
  const ran = new Signal.Computed(() => task(), { equals: () => false })
  // A watcher tells before the new value may be read, and once only: it is armed again after each reading.
  const watcher = new Signal.subtle.Watcher(() =>
    queueMicrotask(() => {
      if (stopped) return
      ran.get()
      watcher.watch()
    }),
  )
  let stopped = false
  watcher.watch(ran)
  ran.get()
  return () => {
    stopped = true
    watcher.unwatch(ran)
  }
}
