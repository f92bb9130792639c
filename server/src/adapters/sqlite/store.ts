import type { DatabaseSync } from "node:sqlite"
import { StoreDown } from "../../ports/journal.ts"
import type { Store } from "../../ports/store.ts"
import { inTurn } from "../in-turn.ts"
import { Turns } from "../turns.ts"
import { openDatabase } from "./database.ts"
import { kyselyOver } from "./dialect.ts"
import { failure, guarded } from "./failure.ts"
import { SqliteJournal } from "./journal.ts"
import { hotReads, readsOver } from "./reads.ts"
import { writesOver } from "./writes.ts"

export interface SqliteOptions {
  /** The data folder (made when missing), or `:memory:`. */
  readonly folder: string
  readonly now: () => number
}

/** A store whose inside tests can reach, to fill its disk. */
export interface SqliteStore extends Store {
  readonly database: DatabaseSync
}

/**
 * The store in one SQLite file, over one connection: reads, the journal and transactions take turns on it, so that nobody sees what is
 * not committed. Throws `CannotStart` when the folder cannot be held.
 */
export function openSqliteStore({ folder, now }: SqliteOptions): SqliteStore {
  const db = openDatabase(folder)
  const turns = new Turns()
  const sql = kyselyOver(db)
  const hot = hotReads(db)
  const reads = readsOver(sql, hot)
  const journal = new SqliteJournal(db, now)
  const read = <T>(act: () => T): Promise<T> => turns.run(() => guarded(act))
  const write = <T>(act: () => T): Promise<T> => turns.run(() => committed(db, act))

  return {
    database: db,
    ...inTurn(reads, turns),
    session: (tokenHash, at) => read(() => hot.session(tokenHash, at)),
    admission: file => read(() => hot.admission(file)),

    transact: work => turns.hold(() => transaction(db, acts => work(writesOver(sql, reads, now, acts)))),

    append: batches => write(() => journal.append(batches)),
    open: file => read(() => journal.open(file)),
    readSince: (file, seq, limit) => read(() => journal.readSince(file, seq, limit)),
    checkpoint: file => read(() => journal.checkpoint(file)),
    putCheckpoint: (file, checkpoint) => write(() => journal.putCheckpoint(file, checkpoint)),
    quarantine: (file, fence, keep, survivors, reason) =>
      write(() => journal.quarantine(file, fence, keep, survivors, reason)),

    ping: () => read(() => void db.prepare("SELECT 1").get()),
    close: () =>
      turns.run(() => {
        if (db.isOpen) db.close()
      }),
  }
}

/** `act` in a transaction of its own, on disk when this returns. */
function committed<T>(db: DatabaseSync, act: () => T): T {
  try {
    db.exec("BEGIN IMMEDIATE")
    const result = act()
    db.exec("COMMIT")
    return result
  } catch (error) {
    undo(db)
    throw failure(error)
  }
}

async function transaction<T>(db: DatabaseSync, work: (acts: (() => void)[]) => Promise<T>): Promise<T> {
  const acts: (() => void)[] = []
  let result: T
  try {
    db.exec("BEGIN IMMEDIATE")
    result = await work(acts)
    // SQLite undoes a transaction by itself when the disk is full: `work` may have swallowed that.
    if (!db.isTransaction) throw new StoreDown("the transaction was undone")
    db.exec("COMMIT")
  } catch (error) {
    undo(db)
    throw failure(error)
  }
  for (const act of acts) act()
  return result
}

function undo(db: DatabaseSync): void {
  if (db.isOpen && db.isTransaction) db.exec("ROLLBACK")
}
