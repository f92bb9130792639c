import { Refused } from "@sheaf/domain"
import type { Clock } from "../ports/clock.ts"

/** How sign-in is slowed. Times in milliseconds. */
export interface GuessLimits {
  /** Failures at one account before the next attempt has to wait. */
  readonly account: number
  /** The same from one network address: many people may sit behind one. */
  readonly address: number
  /** The first wait; each failure more doubles it. */
  readonly firstWait: number
  /** The longest wait. Long enough to make guessing hopeless, short enough that locking somebody else out is no fun. */
  readonly longestWait: number
  /** Failures are forgotten this long after the last. */
  readonly memory: number
  /** Accounts and addresses remembered; the least recently tried go first. */
  readonly entries: number
}

export const GUESS_LIMITS: GuessLimits = {
  account: 5,
  address: 20,
  firstWait: 1000,
  longestWait: 5 * 60_000,
  memory: 60 * 60_000,
  entries: 20_000,
}

interface Entry {
  readonly failures: number
  readonly last: number
  readonly blockedUntil: number
}

/**
 * Counts wrong passwords, by account (whether there is one or not) and by network address. Each attempt counts as a failure from its
 * start, so that many at once gain nothing; only the right password takes that back.
 */
export class Guesses {
  readonly #clock: Clock
  readonly #limits: GuessLimits
  readonly #entries = new Map<string, Entry>()

  constructor(clock: Clock, limits: GuessLimits = GUESS_LIMITS) {
    this.#clock = clock
    this.#limits = limits
  }

  /** Throws `too-many-attempts` while the account or the address has to wait. Call the answer when the password was right. */
  attempt(account: string, address: string): () => void {
    const ofAccount = `account ${account}`
    const ofAddress = `address ${networkOf(address)}`
    const wait = Math.max(this.#waitOf(ofAccount), this.#waitOf(ofAddress))
    if (wait > 0) throw new Refused("too-many-attempts", { retryAfter: Math.ceil(wait / 1000) })
    const before = this.#entry(ofAddress)
    this.#fail(ofAccount, this.#limits.account)
    this.#fail(ofAddress, this.#limits.address)
    return () => {
      this.#entries.delete(ofAccount)
      this.#takeBack(ofAddress, before)
    }
  }

  get size(): number {
    return this.#entries.size
  }

  #waitOf(key: string): number {
    return (this.#entry(key)?.blockedUntil ?? 0) - this.#clock.now()
  }

  #entry(key: string): Entry | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined || this.#clock.now() - entry.last < this.#limits.memory) return entry
    this.#entries.delete(key)
    return undefined
  }

  #fail(key: string, free: number): void {
    const { firstWait, longestWait } = this.#limits
    const failures = (this.#entry(key)?.failures ?? 0) + 1
    const now = this.#clock.now()
    const wait = failures < free ? 0 : Math.min(firstWait * 2 ** (failures - free), longestWait)
    this.#remember(key, { failures, last: now, blockedUntil: now + wait })
  }

  /**
   * The right password does not clear its address, or a guesser with an account of their own would clear it between guesses; it only
   * does not count.
   */
  #takeBack(key: string, before: Entry | undefined): void {
    if (before === undefined) this.#entries.delete(key)
    else this.#remember(key, before)
  }

  #remember(key: string, entry: Entry): void {
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    if (this.#entries.size <= this.#limits.entries) return
    const oldest = this.#entries.keys().next().value
    if (oldest !== undefined) this.#entries.delete(oldest)
  }
}

/** One network is one guesser: with IPv6 everybody has at least a /64 to draw addresses from. */
function networkOf(address: string): string {
  if (!address.includes(":")) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = "", tail] = address.split("::")
  const groups = head === "" ? [] : head.split(":")
  const after = tail === undefined || tail === "" ? [] : tail.split(":")
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length
  return [...groups, ...Array<string>(Math.max(zeros, 0)).fill("0"), ...after].slice(0, 4).join(":")
}
