/**
 * Every way in which a person can be refused, in one closed union: what it means, apart from HTTP and from the words
 * for people (those are in the page's message tables, one a code).
 */
export const REFUSALS = [
  "malformed", // not JSON, or not of the form that the route takes
  "invalid", // of the form, but a value is outside what is allowed; `fields` says which
  "not-signed-in",
  "wrong-credentials", // the same for an unknown address and a wrong password
  "too-many-attempts", // sign-in is slowed; `retryAfter` seconds
  "too-many-requests",
  "cross-site",
  "not-found", // also: there, but not for this person to see
  "not-allowed", // seen, but not theirs to do
  "already-set-up",
  "not-set-up",
  "email-taken",
  "unknown-person", // a grant to nobody
  "departed-person",
  "above-own-role",
  "owner-has-all", // a grant to the owner would say nothing
  "last-steward", // the organisation always has one
  "in-trash", // restore it first
  "not-an-image",
  "unsafe-image", // an SVG with scripts, handlers or references to elsewhere
  "too-large",
  "unsupported-type",
  "method-not-allowed",
  "store-unavailable", // the disk is full or the store is down: nothing was changed
  "internal",
] as const
export type Refusal = (typeof REFUSALS)[number]

export interface RefusalDetails {
  /** Names of the fields that are wrong, with what is wrong. */
  readonly fields?: Readonly<Record<string, string>>
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number
}

/** Thrown by use cases to refuse what a person asked; the edges turn it into a problem or a close code. */
export class Refused extends Error {
  override readonly name = "Refused"
  readonly code: Refusal
  readonly details: RefusalDetails

  constructor(code: Refusal, details: RefusalDetails = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}
