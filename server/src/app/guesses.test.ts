import { Refused } from "@sheaf/domain"
import { beforeEach, describe, expect, it } from "vitest"
import { GUESS_LIMITS, Guesses } from "./guesses.ts"

describe("guessing at passwords is slowed", () => {
  let now = 0
  let guesses: Guesses
  beforeEach(() => {
    now = 1_000_000
    guesses = new Guesses({ now: () => now })
  })
  /** Seconds to wait; 0 when the attempt went through. */
  const guess = (account: string, address = "192.0.2.1"): number => {
    try {
      guesses.attempt(account, address)
      return 0
    } catch (error) {
      if (error instanceof Refused && error.code === "too-many-attempts") return error.details.retryAfter ?? -1
      throw error
    }
  }
  const fail = (times: number, account: (i: number) => string, address?: (i: number) => string) => {
    for (let i = 0; i < times; i++) expect(guess(account(i), address?.(i))).toBe(0)
  }

  it("an account: five at once, then each failure doubles the wait", () => {
    fail(5, () => "ann")
    const waits = Array.from({ length: 12 }, () => {
      const wait = guess("ann")
      now += wait * 1000
      expect(guess("ann")).toBe(0)
      return wait
    })
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
  })

  it("an account is slowed from everywhere, others are not", () => {
    fail(
      5,
      () => "ann",
      i => `192.0.2.${i}`,
    )
    expect(guess("ann", "198.51.100.7")).toBe(1)
    expect(guess("bo", "198.51.100.7")).toBe(0)
  })

  it("an address: twenty, whatever the accounts", () => {
    fail(20, i => `account-${i}`)
    expect(guess("another")).toBe(1)
    expect(guess("another", "192.0.2.2")).toBe(0)
  })

  it("a /64 of IPv6 is one address, however it is written; an IPv4 is itself", () => {
    fail(
      20,
      i => `account-${i}`,
      i => `2001:db8:0:1::${i.toString(16)}`,
    )
    expect(guess("another", "2001:0db8:0:1:ffff::9".replace("0db8", "db8"))).toBe(1)
    expect(guess("another", "2001:db8:0:2::1")).toBe(0)
    fail(
      20,
      i => `other-${i}`,
      () => "::ffff:203.0.113.5",
    )
    expect(guess("last", "203.0.113.5")).toBe(1)
    expect(guess("last", "::ffff:203.0.113.6")).toBe(0)
  })

  it("the right password clears the account, and does not count for the address", () => {
    fail(4, () => "ann")
    guesses.attempt("ann", "192.0.2.1")()
    fail(
      5,
      () => "ann",
      () => "192.0.2.2",
    )
    expect(guess("ann", "192.0.2.3")).toBe(1)
  })

  it("a guesser does not clear their address with an account of their own", () => {
    for (let i = 0; i < 20; i++) {
      expect(guess(`account-${i}`)).toBe(0)
      if (i < 19) guesses.attempt("mine", "192.0.2.1")()
    }
    expect(guess("another")).toBe(1)
  })

  it("a right password takes back nothing that was counted while it was checked", () => {
    const right = guesses.attempt("mine", "192.0.2.1")
    fail(15, i => `account-${i}`)
    right()
    fail(5, i => `other-${i}`)
    expect(guess("another")).toBe(1)

    const rightAgain = guesses.attempt("ann", "192.0.2.2")
    fail(
      4,
      () => "ann",
      i => `198.51.100.${i}`,
    )
    rightAgain()
    expect(guess("ann", "192.0.2.3")).toBe(0)
    expect(guess("ann", "192.0.2.4")).toBe(1)
  })

  it("of right passwords that overlap, each takes back what began before it, in whatever order they end", () => {
    const [first, second] = [guesses.attempt("ann", "192.0.2.1"), guesses.attempt("ann", "192.0.2.1")]
    fail(3, () => "ann")
    second()
    first()
    fail(2, () => "ann")
    expect(guess("ann")).toBe(1)
  })

  it("a right password does not make its address wait again", () => {
    fail(22, i => {
      now += 10_000
      return `account-${i}`
    })
    now += 4_000
    guesses.attempt("mine", "192.0.2.1")()
    expect(guess("another")).toBe(0)
    expect(guess("another")).toBe(8)
  })

  it("many at once gain nothing", () => {
    const through = Array.from({ length: 100 }, () => guess("ann")).filter(wait => wait === 0)
    expect(through.length).toBe(5)
  })

  it("an hour after the last failure all is forgotten", () => {
    fail(5, () => "ann")
    now += GUESS_LIMITS.memory
    fail(5, () => "ann")
  })

  it("remembers only so many", () => {
    const few = new Guesses({ now: () => now }, { ...GUESS_LIMITS, entries: 100, address: 1e9 })
    for (let i = 0; i < 1000; i++) few.attempt(`account-${i}`, "192.0.2.1")
    expect(few.size).toBe(100)
  })
})
