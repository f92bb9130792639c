/** Thrown where a rule that the code itself must keep is broken: a bug, never something that a person did. */
export class Broken extends Error {
  override readonly name = "Broken"
}

/** Throws {@link Broken} unless `fact` holds. */
export function assert(fact: unknown, rule: string): asserts fact {
  if (!fact) throw new Broken(rule)
}

/** For the default branch of a switch that must know every case: a new case then fails to compile. */
export function never(value: never): never {
  throw new Broken(`unexpected ${JSON.stringify(value)}`)
}

/** The value, which the caller knows to be there. */
export function known<T>(value: T | null | undefined, what: string): T {
  assert(value !== null && value !== undefined, `${what} must be there`)
  return value
}
