import { expect, it } from "vitest"
import { Live } from "../net/live.ts"
import { Connection } from "./connection.ts"

/** A connection whose line the test opens and cuts, on a clock that it moves. */
function connection() {
  let say: (data: unknown) => void = () => undefined
  let cut: (code: number) => void = () => undefined
  const forgiving: (() => void)[] = []
  const heard: string[] = []
  const live = new Live({
    connect: (onMessage, onClose) => {
      say = onMessage
      cut = onClose
      return { close: () => undefined }
    },
    later: () => () => undefined,
    random: () => 1,
  })
  const one = new Connection(live, {
    later: (_, task) => {
      forgiving.push(task)
      return () => void forgiving.splice(forgiving.indexOf(task), 1)
    },
    onEvent: event => heard.push(event.kind),
    onDown: () => heard.push("down"),
  })
  one.start()
  return { one, heard, forgiving, hello: () => say('{"kind":"hello"}'), fall: () => cut(1006) }
}

it("a line that falls and comes back in a moment is nobody's business", () => {
  const { one, heard, forgiving, hello, fall } = connection()
  hello()
  fall()
  expect(one.state.get()).toBe("wavering")
  one.retry()
  hello()
  expect(one.state.get()).toBe("online")
  expect(forgiving).toEqual([])
  expect(heard).toEqual(["hello", "down", "hello"])
})

it("a line that stays down is offline", () => {
  const { one, forgiving, hello, fall } = connection()
  hello()
  fall()
  forgiving[0]?.()
  expect(one.state.get()).toBe("offline")
})
