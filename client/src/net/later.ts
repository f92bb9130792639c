import type { Stop } from "@sheaf/std"

/** Runs the task after so many milliseconds, unless stopped: the browser's clock, in the form that the state classes take one. */
export function later(ms: number, task: () => void): Stop {
  const timer = setTimeout(task, ms)
  return () => clearTimeout(timer)
}
