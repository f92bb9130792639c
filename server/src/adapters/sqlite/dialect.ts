import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite"
import { Kysely, SqliteDialect } from "kysely"
import { guarded } from "./failure.ts"
import type { Tables } from "./tables.ts"

/** Kysely over `node:sqlite`. Each text of SQL is prepared once: there are some dozens, all from this folder. */
export function kyselyOver(db: DatabaseSync): Kysely<Tables> {
  const prepared = new Map<string, ReturnType<typeof statement>>()
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => prepared.clear(),
        prepare: sql => {
          const known = prepared.get(sql)
          if (known !== undefined) return known
          const made = statement(guarded(() => db.prepare(sql)))
          prepared.set(sql, made)
          return made
        },
      },
    }),
  })
}

/** The shape that kysely knows from better-sqlite3: parameters as one array, and whether there are rows to read. */
function statement(own: StatementSync) {
  return {
    reader: own.columns().length > 0,
    all: (values: readonly unknown[]): unknown[] => guarded(() => own.all(...(values as SQLInputValue[]))),
    run: (values: readonly unknown[]) => guarded(() => own.run(...(values as SQLInputValue[]))),
    iterate: (values: readonly unknown[]): IterableIterator<unknown> => own.iterate(...(values as SQLInputValue[])),
  }
}
