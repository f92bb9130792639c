import { StoreDown } from "../../ports/journal.ts"

/** Primary result codes (https://sqlite.org/rescode.html) that speak of the disk or the machine, not of a mistake in our SQL. */
export const CODE = {
  busy: 5,
  locked: 6,
  noMemory: 7,
  readOnly: 8,
  interrupted: 9,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  protocol: 15,
  notADatabase: 26,
} as const
const OF_THE_STORE: ReadonlySet<number> = new Set(Object.values(CODE))

/** SQLite's primary result code, when it is an error of SQLite's. */
export function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined
  return error.errcode & 0xff
}

/** A failure of the store as {@link StoreDown}; anything else (a bug, a refusal) as it is. */
export function failure(error: unknown): unknown {
  const code = codeOf(error)
  if (code !== undefined && OF_THE_STORE.has(code)) return new StoreDown(String(error), { cause: error })
  const closed = error instanceof Error && "code" in error && error.code === "ERR_INVALID_STATE"
  return closed ? new StoreDown("the store is closed", { cause: error }) : error
}

/** Runs `act`; its failure is thrown as {@link failure} says. */
export function guarded<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw failure(error)
  }
}
