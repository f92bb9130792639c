import { describe, expect, it } from "vitest"
import { Live, type LiveNews, waitAfter } from "./live.ts"

/** A live line on a clock that the test moves. */
function line() {
  const opened: { say(event: unknown): void; fall(code?: number): void }[] = []
  const timers: { ms: number; task: () => void; stopped: boolean }[] = []
  const news: LiveNews[] = []
  const live = new Live({
    connect: (onMessage, onClose) => {
      opened.push({
        say: event => onMessage(typeof event === "string" ? event : JSON.stringify(event)),
        fall: (code = 1006) => onClose(code),
      })
      return { close: () => onClose(1000) }
    },
    later: (ms, task) => {
      const timer = { ms, task, stopped: false }
      timers.push(timer)
      return () => {
        timer.stopped = true
      }
    },
    random: () => 1,
  })
  live.news.on(event => news.push(event))
  const wait = () => timers.filter(timer => !timer.stopped).at(-1)
  const pass = () => {
    const timer = wait()
    if (timer === undefined) throw new Error("nothing waits")
    timer.stopped = true
    timer.task()
  }
  return { live, opened, news, wait, pass }
}

describe("the live line", () => {
  it("tells what it hears, and passes over what it does not know", () => {
    const { live, opened, news } = line()
    live.start()
    for (const event of [{ kind: "hello" }, { kind: "file", id: "f1" }, { kind: "of-tomorrow" }, "not json"])
      opened[0]?.say(event)
    expect(news).toEqual([{ kind: "hello" }, { kind: "file", id: "f1" }])
  })

  it("comes back by itself, later each time, and soon again once it was heard", () => {
    const { live, opened, wait, pass } = line()
    live.start()
    opened[0]?.fall()
    expect(wait()?.ms).toBe(500)
    pass()
    opened[1]?.fall()
    expect(wait()?.ms).toBe(1000)
    pass()
    opened[2]?.say({ kind: "hello" })
    opened[2]?.fall()
    expect(wait()?.ms).toBe(500)
  })

  it("that opens and stays silent counts as fallen", () => {
    const { live, news, pass } = line()
    live.start()
    pass()
    expect(news).toEqual([{ kind: "down", code: 1000 }])
  })

  it("tries at once when hurried, and not twice", () => {
    const { live, opened } = line()
    live.start()
    opened[0]?.fall()
    live.hurry()
    live.hurry()
    expect(opened).toHaveLength(2)
  })

  it("that was ended stays ended", () => {
    const { live, opened, news, wait } = line()
    const stop = live.start()
    stop()
    live.hurry()
    expect(opened).toHaveLength(1)
    expect(wait()).toBeUndefined()
    expect(news).toEqual([])
  })

  it("never waits longer than 20 seconds, nor less than half of its time", () => {
    expect(waitAfter(40, 1)).toBe(20_000)
    expect(waitAfter(0, 0)).toBe(250)
  })
})
