/** Time and chance have one home each: tests give their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

export interface Chance {
  /** A new id: 21 letters, digits, `_` and `-` (126 bits). */
  id<Id extends string>(): Id
  /** A secret for a cookie: 43 letters (256 bits). */
  secret(): string
}
