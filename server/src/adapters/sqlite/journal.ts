import { hash } from "node:crypto"
import type { DatabaseSync } from "node:sqlite"
import type { FileId, PersonId } from "@sheaf/domain"
import { assert } from "@sheaf/std"
import {
  type Appended,
  type Batch,
  type Checkpoint,
  type Fence,
  type LogState,
  type NewRow,
  type Row,
  type Seq,
  StoreDown,
} from "../../ports/journal.ts"

type FileRow = { head: number; epoch: number; acl_version: number; schema: number }
type LogRow = { seq: number; person: PersonId; at: number; bytes: Uint8Array }
type CheckpointRow = {
  epoch: number
  seq: number
  sha256: string
  state_vector: Uint8Array
  delete_set: Uint8Array
  size: number
  bytes: Uint8Array
}

/** The statements of the log, made once. Whoever calls has the turn, and for writes a transaction. */
export class SqliteJournal {
  readonly #now: () => number
  readonly #sql

  constructor(db: DatabaseSync, now: () => number) {
    this.#now = now
    this.#sql = statements(db)
  }

  append(batches: readonly Batch[]): readonly Appended[] {
    return batches.map(batch => this.#appendOne(batch))
  }

  #appendOne({ file, fence, rows, claims, schema }: Batch): Appended {
    const sql = this.#sql
    const at = rows.at(-1)?.at ?? 0
    const moved = sql.moveHead.get(rows.length, at, schema, file, fence.epoch, fence.aclVersion)
    if (moved === undefined) return this.#whyNot(file, fence)
    const head = Number(moved.head)
    let seq = head - rows.length
    for (const row of rows) sql.addRow.run(file, ++seq, row.person, row.at, row.update)
    for (const { client, person } of claims) {
      const { changes } = sql.addClaim.run(file, client, person)
      assert(changes === 1, `clientID ${client} of file ${file} is claimed by its first writer alone (S7)`)
    }
    return { kind: "appended", head }
  }

  #whyNot(file: FileId, { epoch, aclVersion }: Fence): Appended {
    const now = this.#fenceOf(file)
    if (now === undefined) return { kind: "gone" }
    const held = now.epoch === epoch && now.aclVersion === aclVersion
    return held ? { kind: "gone" } : { kind: "fenced", fence: now }
  }

  #fileOf(file: FileId): FileRow | undefined {
    return this.#sql.file.get(file) as FileRow | undefined
  }

  #fenceOf(file: FileId): Fence | undefined {
    const row = this.#fileOf(file)
    return row && { epoch: row.epoch, aclVersion: row.acl_version }
  }

  open(file: FileId): LogState | undefined {
    const row = this.#fileOf(file)
    if (row === undefined) return undefined
    const checkpoint = this.#sql.newestCheckpoint.get(file) as CheckpointRow | undefined
    return {
      fence: { epoch: row.epoch, aclVersion: row.acl_version },
      head: row.head,
      schema: row.schema,
      claims: this.#sql.claims.all(file).map(claim => ({
        client: Number(claim.client),
        person: claim.person as PersonId,
      })),
      checkpoint: checkpoint && withoutUpdate(checkpoint),
      checkpointBytes: checkpoint?.size ?? 0,
      tail: this.readSince(file, checkpoint?.seq ?? 0, -1),
    }
  }

  /** A negative limit is none. */
  readSince(file: FileId, seq: Seq, limit: number): readonly Row[] {
    const rows = this.#sql.readSince.all(file, seq, limit) as LogRow[]
    return rows.map(row => ({ seq: row.seq, person: row.person, at: row.at, update: row.bytes }))
  }

  /**
   * Verified: a damaged checkpoint is thrown away, since the log holds all that it held, and the caller asks again from the start.
   */
  checkpoint(file: FileId): Checkpoint | undefined {
    const row = this.#sql.wholeCheckpoint.get(file) as CheckpointRow | undefined
    if (row === undefined) return undefined
    if (hash("sha256", row.bytes) === row.sha256) return { ...withoutUpdate(row), update: row.bytes }
    this.#sql.dropCheckpoint.run(file, row.epoch, row.seq)
    throw new StoreDown(`the checkpoint of file ${file} at ${row.seq} was damaged; it is made again from the log`)
  }

  putCheckpoint(file: FileId, { epoch, seq, sha256, stateVector, deleteSet, update }: Checkpoint): boolean {
    assert(hash("sha256", update) === sha256, "a checkpoint is put with its own SHA-256")
    const now = this.#fileOf(file)
    if (now === undefined || now.epoch !== epoch) return false
    assert(seq <= now.head, "a checkpoint is of rows that are there")
    const newest = this.#sql.newestCheckpoint.get(file) as CheckpointRow | undefined
    if (newest !== undefined && newest.seq >= seq) return newest.seq === seq && newest.sha256 === sha256
    this.#sql.dropCheckpointsBefore.run(file, seq)
    this.#sql.addCheckpoint.run(file, epoch, seq, sha256, stateVector, deleteSet, update)
    return true
  }

  quarantine(
    file: FileId,
    seen: Fence & { readonly head: Seq },
    keep: Seq,
    survivors: readonly NewRow[],
    reason: string,
  ): Fence | undefined {
    const now = this.#fileOf(file)
    if (now === undefined || now.epoch !== seen.epoch || now.acl_version !== seen.aclVersion) return undefined
    if (now.head !== seen.head) return undefined
    assert(keep >= 0 && keep <= now.head, "what is kept is there")
    const sql = this.#sql
    sql.copyAway.run(now.epoch, reason, this.#now(), file, keep)
    sql.dropRowsAfter.run(file, keep)
    sql.dropCheckpointsAfter.run(file, keep)
    sql.keepCheckpoints.run(file)
    let seq = keep
    for (const row of survivors) sql.addRow.run(file, ++seq, row.person, row.at, row.update)
    sql.replaceHistory.run(seq, file)
    return this.#fenceOf(file)
  }
}

function statements(db: DatabaseSync) {
  return {
    moveHead: db.prepare(
      `UPDATE file SET head = head + ?, updated_at = max(updated_at, ?), schema = max(schema, ?)
       WHERE id = ? AND epoch = ? AND acl_version = ? AND trashed_at IS NULL RETURNING head`,
    ),
    addRow: db.prepare("INSERT INTO log (file, seq, person, at, bytes) VALUES (?, ?, ?, ?, ?)"),
    // Claiming again what is one's own changes nothing and counts as one change; somebody else's counts as none.
    addClaim: db.prepare(
      `INSERT INTO claim (file, client, person) VALUES (?, ?, ?)
       ON CONFLICT (file, client) DO UPDATE SET person = excluded.person WHERE person = excluded.person`,
    ),
    file: db.prepare("SELECT head, epoch, acl_version, schema FROM file WHERE id = ?"),
    claims: db.prepare("SELECT client, person FROM claim WHERE file = ? ORDER BY client"),
    readSince: db.prepare("SELECT seq, person, at, bytes FROM log WHERE file = ? AND seq > ? ORDER BY seq LIMIT ?"),
    newestCheckpoint: db.prepare(
      `SELECT epoch, seq, sha256, state_vector, delete_set, length(bytes) AS size
       FROM checkpoint WHERE file = ? ORDER BY seq DESC LIMIT 1`,
    ),
    wholeCheckpoint: db.prepare("SELECT * FROM checkpoint WHERE file = ? ORDER BY seq DESC LIMIT 1"),
    addCheckpoint: db.prepare(
      "INSERT INTO checkpoint (file, epoch, seq, sha256, state_vector, delete_set, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
    ),
    dropCheckpoint: db.prepare("DELETE FROM checkpoint WHERE file = ? AND epoch = ? AND seq = ?"),
    dropCheckpointsBefore: db.prepare("DELETE FROM checkpoint WHERE file = ? AND seq < ?"),
    dropCheckpointsAfter: db.prepare("DELETE FROM checkpoint WHERE file = ? AND seq > ?"),
    // What is kept is the same in the new history.
    keepCheckpoints: db.prepare("UPDATE checkpoint SET epoch = epoch + 1 WHERE file = ?"),
    copyAway: db.prepare(
      `INSERT INTO quarantine (file, epoch, seq, person, at, bytes, reason, moved_at)
       SELECT file, ?, seq, person, at, bytes, ?, ? FROM log WHERE file = ? AND seq > ?`,
    ),
    dropRowsAfter: db.prepare("DELETE FROM log WHERE file = ? AND seq > ?"),
    replaceHistory: db.prepare("UPDATE file SET epoch = epoch + 1, head = ? WHERE id = ?"),
  }
}

function withoutUpdate(row: CheckpointRow): Omit<Checkpoint, "update"> {
  return {
    epoch: row.epoch,
    seq: row.seq,
    sha256: row.sha256,
    stateVector: row.state_vector,
    deleteSet: row.delete_set,
  }
}
