import { accessSync, constants, mkdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { CannotStart } from "../../ports/cannot-start.ts"
import { CODE, codeOf } from "./failure.ts"
import { MIGRATIONS } from "./migrations.ts"

export const FILE_NAME = "sheaf.db"

/**
 * The database of a data folder (or `:memory:`), held by this process alone until it is closed or the process ends, however it ends.
 * Throws {@link CannotStart} and leaves everything as it was when that cannot be.
 */
export function openDatabase(folder: string): DatabaseSync {
  const path = folder === ":memory:" ? folder : join(folder, FILE_NAME)
  if (folder !== ":memory:") prepareFolder(folder)
  let db: DatabaseSync | undefined
  try {
    // A server that is being replaced may need a moment to let go.
    db = new DatabaseSync(path, { timeout: 1000 })
    db.exec("PRAGMA locking_mode = EXCLUSIVE")
    refuseNewer(db, folder)
    hold(db)
    migrate(db)
    return db
  } catch (error) {
    if (db?.isOpen) db.close()
    throw error instanceof CannotStart ? error : new CannotStart(reasonFor(error, folder), { cause: error })
  }
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!statSync(folder).isDirectory()) throw new CannotStart(`The data folder ${folder} is not a folder`)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw error instanceof CannotStart ? error : new CannotStart(reasonFor(error, folder), { cause: error })
  }
}

/** Looked at first, before anything is written. */
function refuseNewer(db: DatabaseSync, folder: string): void {
  const version = versionOf(db)
  if (version <= MIGRATIONS.length) return
  throw new CannotStart(
    `The data in ${folder} was written by a newer version of Sheaf (schema ${version}, this one knows ${MIGRATIONS.length})`,
  )
}

/**
 * Holds the file for this process: EXCLUSIVE is set before its log is first used, so there is no shared-memory file, and the operating
 * system lets go of the lock when the process dies. The write of a page shows now, and not at the first edit, that the disk takes it.
 */
function hold(db: DatabaseSync): void {
  db.exec("PRAGMA journal_mode = WAL")
  db.exec("PRAGMA synchronous = FULL")
  db.exec("PRAGMA foreign_keys = ON")
  db.exec("PRAGMA temp_store = MEMORY")
  db.exec("PRAGMA cache_size = -65536")
  db.exec("PRAGMA wal_autocheckpoint = 4000")
  db.exec("PRAGMA journal_size_limit = 67108864")
  db.exec(`BEGIN EXCLUSIVE; PRAGMA user_version = ${versionOf(db)}; COMMIT`)
}

function migrate(db: DatabaseSync): void {
  for (const [version, sql] of MIGRATIONS.entries()) {
    if (version < versionOf(db)) continue
    db.exec(`BEGIN EXCLUSIVE; ${sql}; PRAGMA user_version = ${version + 1}; COMMIT`)
  }
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare("PRAGMA user_version").get()?.user_version)
}

/** The one line that the operator reads. */
function reasonFor(error: unknown, folder: string): string {
  switch (codeOf(error) ?? (error instanceof Error && "code" in error ? error.code : undefined)) {
    case CODE.busy:
    case CODE.locked:
      return `The data folder ${folder} is in use by another process`
    case CODE.full:
    case "ENOSPC":
    case "EDQUOT":
      return `The disk of the data folder ${folder} is full`
    case CODE.ioError:
    case "EIO":
      return `The disk of the data folder ${folder} cannot be written: it is full or failing`
    case CODE.readOnly:
    case "EROFS":
    case "EACCES":
    case "EPERM":
      return `The data folder ${folder} cannot be written: it is read-only for this user`
    case "EEXIST":
    case "ENOTDIR":
      return `The data folder ${folder} is not a folder`
    case CODE.notADatabase:
    case CODE.corrupt:
      return `The file ${FILE_NAME} in the data folder ${folder} is damaged or not Sheaf's`
    case CODE.cannotOpen:
      return `The file ${FILE_NAME} in the data folder ${folder} cannot be opened or made`
    default:
      return `The data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}`
  }
}
