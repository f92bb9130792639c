/** How much of something may be used: `burst` at once, `perSecond` in the long run. */
export interface Allowance {
  readonly burst: number
  readonly perSecond: number
}

/** Counts one allowance down as it is used and up as time passes. It may be overdrawn; then it tells how long to wait. */
export class TokenBucket {
  readonly #allowance: Allowance
  #left: number
  #at: number

  constructor(allowance: Allowance, now: number) {
    this.#allowance = allowance
    this.#left = allowance.burst
    this.#at = now
  }

  /** Uses `amount`; answers the milliseconds until the bucket is out of debt, 0 when it is not in any. */
  use(amount: number, now: number): number {
    const { burst, perSecond } = this.#allowance
    this.#left = Math.min(burst, this.#left + (Math.max(0, now - this.#at) * perSecond) / 1000) - amount
    this.#at = now
    return this.#left >= 0 ? 0 : Math.ceil((-this.#left * 1000) / perSecond)
  }
}
