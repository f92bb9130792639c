import { hash } from "node:crypto"
import type { FileId } from "@sheaf/domain"
import { assert } from "@sheaf/std"
import type { Appended, Batch, Checkpoint, Fence, LogState, NewRow, Row, Seq } from "../../ports/journal.ts"
import { NO_LOG, type State } from "./state.ts"

/** The journal's calls on one state. A call that throws may leave that state half changed: the store then throws it away. */
export class MemoryJournal {
  readonly #state: State

  constructor(state: State) {
    this.#state = state
  }

  append(batches: readonly Batch[]): readonly Appended[] {
    return batches.map(batch => this.#appendOne(batch))
  }

  #appendOne({ file: id, fence, rows, claims, schema }: Batch): Appended {
    const file = this.#state.files.get(id)
    if (file === undefined) return { kind: "gone" }
    if (!holds(fence, file)) return { kind: "fenced", fence: fenceOf(file) }
    if (file.trashedAt !== undefined) return { kind: "gone" }
    const log = this.#log(id)
    const all = new Map(log.claims)
    for (const { client, person } of claims) {
      assert((all.get(client) ?? person) === person, `clientID ${client} is claimed by its first writer alone (S7)`)
      all.set(client, person)
    }
    const added = [...log.rows, ...numbered(rows, log.rows.length)]
    this.#state.logs.set(id, { ...log, rows: added, claims: all })
    const updatedAt = Math.max(file.updatedAt, rows.at(-1)?.at ?? 0)
    this.#state.files.set(id, { ...file, updatedAt, schema: Math.max(file.schema, schema) })
    return { kind: "appended", head: added.length }
  }

  open(id: FileId): LogState | undefined {
    const file = this.#state.files.get(id)
    if (file === undefined) return undefined
    const { rows, claims, checkpoint } = this.#log(id)
    return {
      fence: fenceOf(file),
      head: rows.length,
      schema: file.schema,
      claims: [...claims].map(([client, person]) => ({ client, person })).sort((a, b) => a.client - b.client),
      checkpoint: checkpoint && withoutUpdate(checkpoint),
      checkpointBytes: checkpoint?.update.length ?? 0,
      tail: rows.slice(checkpoint?.seq ?? 0),
    }
  }

  readSince(file: FileId, seq: Seq, limit: number): readonly Row[] {
    return this.#log(file).rows.slice(seq, seq + limit)
  }

  checkpoint(file: FileId): Checkpoint | undefined {
    return this.#log(file).checkpoint
  }

  putCheckpoint(id: FileId, checkpoint: Checkpoint): boolean {
    assert(hash("sha256", checkpoint.update) === checkpoint.sha256, "a checkpoint is put with its own SHA-256")
    const file = this.#state.files.get(id)
    if (file === undefined || file.epoch !== checkpoint.epoch) return false
    const log = this.#log(id)
    assert(checkpoint.seq <= log.rows.length, "a checkpoint is of rows that are there")
    const newest = log.checkpoint
    if (newest !== undefined && newest.seq >= checkpoint.seq)
      return newest.seq === checkpoint.seq && newest.sha256 === checkpoint.sha256
    this.#state.logs.set(id, { ...log, checkpoint })
    return true
  }

  quarantine(
    id: FileId,
    seen: Fence & { readonly head: Seq },
    keep: Seq,
    survivors: readonly NewRow[],
  ): Fence | undefined {
    const file = this.#state.files.get(id)
    const { rows, claims, checkpoint, quarantined } = this.#log(id)
    if (file === undefined || !holds(seen, file) || rows.length !== seen.head) return undefined
    assert(keep >= 0 && keep <= rows.length, "what is kept is there")
    const epoch = file.epoch + 1
    this.#state.files.set(id, { ...file, epoch })
    this.#state.logs.set(id, {
      rows: [...rows.slice(0, keep), ...numbered(survivors, keep)],
      claims,
      checkpoint: checkpoint && checkpoint.seq <= keep ? { ...checkpoint, epoch } : undefined,
      quarantined: [...quarantined, ...rows.slice(keep)],
    })
    return { epoch, aclVersion: file.aclVersion }
  }

  #log(file: FileId) {
    return this.#state.logs.get(file) ?? NO_LOG
  }
}

const fenceOf = ({ epoch, aclVersion }: Fence): Fence => ({ epoch, aclVersion })
const holds = (fence: Fence, now: Fence): boolean => fence.epoch === now.epoch && fence.aclVersion === now.aclVersion
const numbered = (rows: readonly NewRow[], after: Seq): Row[] =>
  rows.map((row, i) => ({ ...row, seq: after + i + 1, update: Uint8Array.from(row.update) }))

function withoutUpdate({ update: _, ...rest }: Checkpoint): Omit<Checkpoint, "update"> {
  return rest
}
