import type { FileId, PersonId } from "@sheaf/domain"

/** The log of one file is numbered from 1 without gaps; 0 is before the first row. Each file counts for itself. */
export type Seq = number

/** One entry of a file's log: Yjs updates (v1) of one person that were committed together, as the bytes that came. */
export interface Row {
  readonly seq: Seq
  readonly person: PersonId
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
  readonly update: Uint8Array
}

/** A row before the journal gave it its number. */
export type NewRow = Omit<Row, "seq">

/** A clientID that this person wrote under first; nobody else may ever write under it in this file (rule S7). */
export interface Claim {
  readonly client: number
  readonly person: PersonId
}

/** What must still be true of a file for an append to happen (rule S9). */
export interface Fence {
  /** Counts replacements of the history. */
  readonly epoch: number
  /** Counts changes of who may do what. */
  readonly aclVersion: number
}

/** All that one file gets in one group commit. */
export interface Batch {
  readonly file: FileId
  readonly fence: Fence
  readonly rows: readonly NewRow[]
  readonly claims: readonly Claim[]
  /** The schema version of the newest client among the writers; the file remembers the highest. */
  readonly schema: number
}

/** How one batch went: on disk with `head` the number of its last row, or not because the fence had moved. */
export type Appended =
  | { readonly kind: "appended"; readonly head: Seq }
  | { readonly kind: "fenced"; readonly fence: Fence }
  | { readonly kind: "gone" }

/** A full, garbage-collected state of the file up to and with row `seq`. Immutable once put. */
export interface Checkpoint {
  readonly epoch: number
  readonly seq: Seq
  /** A Yjs update (v1) that holds everything. */
  readonly update: Uint8Array
  /** Encoded state vector of `update`, so that a room opens without decoding it. */
  readonly stateVector: Uint8Array
  /** The encoded delete set of `update` (its last part). */
  readonly deleteSet: Uint8Array
  /** SHA-256 of `update`, hexadecimal; checked when read. */
  readonly sha256: string
}

/** What a room needs to open. */
export interface LogState {
  readonly fence: Fence
  readonly head: Seq
  readonly schema: number
  readonly claims: readonly Claim[]
  readonly checkpoint: Omit<Checkpoint, "update"> | undefined
  /** Bytes of the checkpoint's update. */
  readonly checkpointBytes: number
  /** Every row after the checkpoint, in order. */
  readonly tail: readonly Row[]
}

/**
 * The truth about what is in a file: an append-only log (sync.md). Every method is one transaction; what it answered is on disk
 * (synchronous). A failure of the store itself rejects with {@link StoreDown}, and then nothing of that call happened.
 */
export interface Journal {
  /** All batches in one transaction. Each is fenced for itself: a fenced batch does not hold up the others. */
  append(batches: readonly Batch[]): Promise<readonly Appended[]>
  /** Undefined: there is no such file. */
  open(file: FileId): Promise<LogState | undefined>
  /** Rows after `seq`, in order, at most `limit`. */
  readSince(file: FileId, seq: Seq, limit: number): Promise<readonly Row[]>
  checkpoint(file: FileId): Promise<Checkpoint | undefined>
  /** Refused (false) when the epoch has moved, or a newer checkpoint is there. Older ones go. */
  putCheckpoint(file: FileId, checkpoint: Checkpoint): Promise<boolean>
  /**
   * Replaces the history after row `keep`: the rows after it are moved out of the log into quarantine, `survivors` follow in their
   * place, numbered from `keep` + 1, and the epoch counts up. Answers the new fence; undefined when the log is not as it was `seen` (rows
   * that came since were not looked at, and must not go), or there is no such file, and then nothing happened.
   */
  quarantine(
    file: FileId,
    seen: Fence & { readonly head: Seq },
    keep: Seq,
    survivors: readonly NewRow[],
    reason: string,
  ): Promise<Fence | undefined>
}

/** The disk is full, the database does not answer, or the like. The caller may try again later. */
export class StoreDown extends Error {
  override readonly name = "StoreDown"
}
