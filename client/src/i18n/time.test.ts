import { afterEach, describe, expect, it } from "vitest"
import { setLanguage } from "./language.ts"
import { exactTime, percent, relativeTime } from "./time.ts"

const at = (...[year, month, day, hour, minute]: [number, number, number, number, number]) =>
  new Date(year, month - 1, day, hour, minute)
const now = at(2026, 11, 23, 14, 5).getTime()
const told = (time: Date) => relativeTime(time.toISOString(), now)

afterEach(() => setLanguage("en"))

describe("a time", () => {
  it("of a moment ago is just now", () => {
    expect(told(new Date(now - 20_000))).toBe("just now")
  })

  it("of a clock that runs ahead is just now too", () => {
    expect(told(new Date(now + 20_000))).toBe("just now")
  })

  it("within the hour is told in minutes", () => {
    expect(told(new Date(now - 60_000))).toBe("1 minute ago")
    expect(told(new Date(now - 59 * 60_000))).toBe("59 minutes ago")
  })

  it("of this day is told by the clock", () => {
    expect(told(at(2026, 11, 23, 9, 30))).toBe("today 09:30")
  })

  it("of last night is yesterday, however near", () => {
    expect(relativeTime(at(2026, 11, 22, 23, 0).toISOString(), at(2026, 11, 23, 0, 30).getTime())).toBe(
      "yesterday 23:00",
    )
  })

  it("of this week is told in days, then by its date", () => {
    expect(told(at(2026, 11, 20, 23, 59))).toBe("3 days ago")
    expect(told(at(2026, 11, 1, 12, 0))).toBe("Nov 1")
    expect(told(at(2025, 11, 1, 12, 0))).toBe("Nov 1, 2025")
  })

  it("is told in Chinese as people write it", () => {
    setLanguage("zh")
    expect(told(at(2026, 11, 23, 9, 30))).toBe("今天 09:30")
    expect(told(at(2026, 11, 20, 9, 30))).toBe("3 天前")
    expect(told(at(2026, 11, 1, 12, 0))).toBe("11月1日")
    expect(told(at(2025, 11, 1, 12, 0))).toBe("2025年11月1日")
  })

  it("is exact to the minute when asked for", () => {
    expect(exactTime(at(2026, 11, 23, 9, 30).toISOString())).toContain("9:30")
  })
})

it("a share is a percentage", () => {
  expect(percent(0.456)).toBe("46%")
})
