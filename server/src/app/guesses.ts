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

/** An attempt that nobody has taken back; itself, not its time, says which one it is. */
interface Failure {
  readonly at: number
}

/** After so many doublings every wait is the longest: older failures need not be kept. */
const MOST_DOUBLINGS = 32

/**
 * Counts wrong passwords, by account (whether there is one or not) and by network address. Each attempt counts as a failure from its
 * start, so that many at once gain nothing; only the right password takes that back, and never what was counted after it began: else
 * whoever has an account would guess while their own sign-in is being checked.
 */
export class Guesses {
  readonly #clock: Clock
  readonly #limits: GuessLimits
  /** The failures of each account and address, in the order in which they began; never none. */
  readonly #entries = new Map<string, readonly Failure[]>()

  constructor(clock: Clock, limits: GuessLimits = GUESS_LIMITS) {
    this.#clock = clock
    this.#limits = limits
  }

  /** Throws `too-many-attempts` while the account or the address has to wait. Call the answer when the password was right. */
  attempt(account: string, address: string): () => void {
    const ofAccount = `account ${account}`
    const ofAddress = `address ${networkOf(address)}`
    const limits = this.#limits
    const wait = Math.max(this.#waitOf(ofAccount, limits.account), this.#waitOf(ofAddress, limits.address))
    if (wait > 0) throw new Refused("too-many-attempts", { retryAfter: Math.ceil(wait / 1000) })
    const own: Failure = { at: this.#clock.now() }
    this.#fail(ofAccount, limits.account, own)
    this.#fail(ofAddress, limits.address, own)
    return () => {
      this.#keep(ofAccount, failures => failures.slice(failures.indexOf(own) + 1))
      // Only itself: a guesser with an account of their own would clear their address between guesses.
      this.#keep(ofAddress, failures => failures.filter(failure => failure !== own))
    }
  }

  get size(): number {
    return this.#entries.size
  }

  #waitOf(key: string, free: number): number {
    const { firstWait, longestWait } = this.#limits
    const failures = this.#failures(key)
    const last = failures.at(-1)
    if (last === undefined || failures.length < free) return 0
    const wait = Math.min(firstWait * 2 ** (failures.length - free), longestWait)
    return last.at + wait - this.#clock.now()
  }

  #failures(key: string): readonly Failure[] {
    const failures = this.#entries.get(key)
    const last = failures?.at(-1)
    if (failures === undefined || last === undefined) return []
    if (this.#clock.now() - last.at < this.#limits.memory) return failures
    this.#entries.delete(key)
    return []
  }

  #fail(key: string, free: number, failure: Failure): void {
    const failures = [...this.#failures(key), failure].slice(-(free + MOST_DOUBLINGS))
    this.#entries.delete(key)
    this.#entries.set(key, failures)
    if (this.#entries.size <= this.#limits.entries) return
    const oldest = this.#entries.keys().next().value
    if (oldest !== undefined) this.#entries.delete(oldest)
  }

  /** Keeps of the failures, as they are now, those that `choose` answers. */
  #keep(key: string, choose: (failures: readonly Failure[]) => readonly Failure[]): void {
    const kept = choose(this.#entries.get(key) ?? [])
    if (kept.length === 0) this.#entries.delete(key)
    else this.#entries.set(key, kept)
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
