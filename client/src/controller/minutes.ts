import { Emitter, type Stop } from "@sheaf/std"

const ticks = new Emitter<undefined>()
let timer: ReturnType<typeof setInterval> | undefined

/** Calls once a minute: one timer for the whole page, however many times it shows. */
export function everyMinute(task: () => void): Stop {
  timer ??= setInterval(() => ticks.emit(undefined), 60_000)
  const leave = ticks.on(task)
  return () => {
    leave()
    if (ticks.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
