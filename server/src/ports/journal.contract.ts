import { hash } from "node:crypto"
import type { FileId, PersonId } from "@sheaf/domain"
import fc from "fast-check"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { addFile, addPerson, bytes, fileId, give, type Open, personId, START } from "./builders.contract.ts"
import type { Checkpoint, Fence, NewRow, Row } from "./journal.ts"
import type { Store } from "./store.ts"

const FIRST: Fence = { epoch: 1, aclVersion: 1 }
const row = (person: PersonId, ...update: number[]): NewRow => ({ person, at: START, update: bytes(...update) })

const checkpointOf = (epoch: number, seq: number, ...update: number[]): Checkpoint => ({
  epoch,
  seq,
  update: bytes(...update),
  stateVector: bytes(seq),
  deleteSet: bytes(0),
  sha256: hash("sha256", bytes(...update)),
})

/** What every journal keeps to; the store gives it people and files. */
export function journalContract(open: Open): void {
  let store: Store
  let ann: PersonId
  let bo: PersonId
  let plan: FileId
  beforeEach(async () => {
    store = (await open()).store
    ann = await addPerson(store, "Ann")
    bo = await addPerson(store, "Bo")
    plan = await addFile(store, "Plan", ann)
  })
  afterEach(() => store.close())

  const append = async (rows: readonly NewRow[], more: { fence?: Fence; file?: FileId; schema?: number } = {}) => {
    const { fence = FIRST, file = plan, schema = 1 } = more
    const [appended] = await store.append([{ file, fence, rows, claims: [], schema }])
    return appended
  }

  describe("append", () => {
    it("numbers the rows of a file from 1 without gaps, each file for itself", async () => {
      const other = await addFile(store, "Other", bo)
      expect(await append([row(ann, 1), row(bo, 2)])).toEqual({ kind: "appended", head: 2 })
      expect(await append([row(bo, 9)], { file: other })).toEqual({ kind: "appended", head: 1 })
      expect(await append([row(ann, 3)])).toEqual({ kind: "appended", head: 3 })
      const log = await store.readSince(plan, 0, 100)
      expect(log).toEqual([
        { ...row(ann, 1), seq: 1 },
        { ...row(bo, 2), seq: 2 },
        { ...row(ann, 3), seq: 3 },
      ])
    })

    it("takes many files in one call; what is fenced or gone does not hold up the others", async () => {
      const other = await addFile(store, "Other", bo)
      const batch = (file: FileId, fence: Fence) => ({ file, fence, rows: [row(ann, 1)], claims: [], schema: 1 })
      const stale = { epoch: 1, aclVersion: 7 }
      expect(await store.append([batch(plan, stale), batch(other, FIRST), batch(fileId("none"), FIRST)])).toEqual([
        { kind: "fenced", fence: FIRST },
        { kind: "appended", head: 1 },
        { kind: "gone" },
      ])
      expect((await store.open(plan))?.head).toBe(0)
    })

    it("of nothing changes nothing", async () => {
      expect(await store.append([])).toEqual([])
      expect(await append([])).toEqual({ kind: "appended", head: 0 })
    })

    it("keeps the bytes that came, empty and large ones too", async () => {
      const large = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251)
      await append([row(ann), { person: ann, at: START, update: large }])
      const [empty, whole] = await store.readSince(plan, 0, 9)
      expect(empty?.update).toEqual(bytes())
      expect(whole?.update).toEqual(large)
    })

    it("does not hold on to the buffer that it was given", async () => {
      const mine = row(ann, 1, 2, 3)
      await append([mine])
      mine.update.fill(0)
      expect((await store.readSince(plan, 0, 9))[0]?.update).toEqual(bytes(1, 2, 3))
    })

    it("moves the time of the file's last change, never back, and remembers the highest schema", async () => {
      await append([{ ...row(ann, 1), at: START + 50 }], { schema: 3 })
      await append([{ ...row(ann, 1), at: START + 20 }], { schema: 2 })
      expect((await store.file(plan))?.updatedAt).toBe(START + 50)
      expect((await store.open(plan))?.schema).toBe(3)
      expect((await store.admission(plan))?.schema).toBe(3)
    })

    it("is fenced after a grant was given, changed or taken away, with the fence as it is now (S9)", async () => {
      const grant = await give(store, plan, bo, "editor", ann)
      expect(await append([row(bo, 1)])).toEqual({ kind: "fenced", fence: { epoch: 1, aclVersion: 2 } })
      expect(await append([row(bo, 1)], { fence: { epoch: 1, aclVersion: 2 } })).toEqual({ kind: "appended", head: 1 })
      await store.transact(tx => tx.removeGrant(plan, grant.id))
      expect(await append([row(bo, 1)], { fence: { epoch: 1, aclVersion: 2 } })).toMatchObject({ kind: "fenced" })
    })

    it("is fenced when the file went to the trash, and gone under the fence of the trash", async () => {
      await store.transact(tx => tx.trashFile(plan, START))
      expect(await append([row(ann, 1)])).toEqual({ kind: "fenced", fence: { epoch: 1, aclVersion: 2 } })
      expect(await append([row(ann, 1)], { fence: { epoch: 1, aclVersion: 2 } })).toEqual({ kind: "gone" })
      await store.transact(tx => tx.trashFile(plan, undefined))
      expect(await append([row(ann, 1)], { fence: { epoch: 1, aclVersion: 3 } })).toEqual({ kind: "appended", head: 1 })
    })

    it("of one file twice in one call goes in order", async () => {
      const batch = (...update: number[]) => ({
        file: plan,
        fence: FIRST,
        rows: [row(ann, ...update)],
        claims: [],
        schema: 1,
      })
      expect(await store.append([batch(1), batch(2)])).toEqual([
        { kind: "appended", head: 1 },
        { kind: "appended", head: 2 },
      ])
    })
  })

  describe("claims", () => {
    const claim = (file: FileId, person: PersonId, ...clients: number[]) =>
      store.append([
        { file, fence: FIRST, rows: [row(person, 1)], claims: clients.map(client => ({ client, person })), schema: 1 },
      ])

    it("are kept a file, by number, up to 32 bits", async () => {
      await claim(plan, ann, 7, 4_294_967_295)
      await claim(plan, bo, 3)
      expect((await store.open(plan))?.claims).toEqual([
        { client: 3, person: bo },
        { client: 7, person: ann },
        { client: 4_294_967_295, person: ann },
      ])
    })

    it("made again by the same person change nothing", async () => {
      await claim(plan, ann, 7)
      await claim(plan, ann, 7)
      expect((await store.open(plan))?.claims).toEqual([{ client: 7, person: ann }])
    })

    it("are free in another file", async () => {
      const other = await addFile(store, "Other", bo)
      await claim(plan, ann, 7)
      await claim(other, bo, 7)
      expect((await store.open(other))?.claims).toEqual([{ client: 7, person: bo }])
    })

    it("of somebody else's clientID undo the whole call (S7)", async () => {
      const other = await addFile(store, "Other", bo)
      await claim(plan, ann, 7)
      const good = { file: other, fence: FIRST, rows: [row(bo, 1)], claims: [], schema: 1 }
      const bad = { file: plan, fence: FIRST, rows: [row(bo, 1)], claims: [{ client: 7, person: bo }], schema: 1 }
      await expect(store.append([good, bad])).rejects.toThrow("S7")
      expect((await store.open(plan))?.head).toBe(1)
      expect((await store.open(other))?.head).toBe(0)
    })

    it("of a fenced batch are not made", async () => {
      const claims = [{ client: 7, person: ann }]
      await store.append([{ file: plan, fence: { epoch: 9, aclVersion: 1 }, rows: [row(ann, 1)], claims, schema: 1 }])
      expect((await store.open(plan))?.claims).toEqual([])
    })
  })

  describe("reading", () => {
    it("gives rows after a number, at most so many", async () => {
      await append([1, 2, 3, 4, 5].map(n => row(ann, n)))
      const seqs = async (after: number, limit: number) =>
        (await store.readSince(plan, after, limit)).map(({ seq }) => seq)
      expect(await seqs(0, 2)).toEqual([1, 2])
      expect(await seqs(2, 100)).toEqual([3, 4, 5])
      expect(await seqs(5, 100)).toEqual([])
      expect(await store.readSince(fileId("none"), 0, 9)).toEqual([])
    })

    it("opens a new file as empty, and one that is not there as nothing", async () => {
      expect(await store.open(plan)).toEqual({
        fence: FIRST,
        head: 0,
        schema: 0,
        claims: [],
        checkpoint: undefined,
        checkpointBytes: 0,
        tail: [],
      })
      expect(await store.open(fileId("none"))).toBeUndefined()
    })
  })

  describe("checkpoints", () => {
    beforeEach(() => append([1, 2, 3, 4].map(n => row(ann, n))))

    it("shorten what a room reads, and remove nothing from the log", async () => {
      const checkpoint = checkpointOf(1, 3, 1, 2, 3)
      expect(await store.putCheckpoint(plan, checkpoint)).toBe(true)
      const { update: _, ...rest } = checkpoint
      const state = await store.open(plan)
      expect(state?.checkpoint).toEqual(rest)
      expect(state?.checkpointBytes).toBe(3)
      expect(state?.tail.map(({ seq }) => seq)).toEqual([4])
      expect(await store.checkpoint(plan)).toEqual(checkpoint)
      expect((await store.readSince(plan, 0, 9)).length).toBe(4)
    })

    it("are replaced by newer ones, never by older ones", async () => {
      expect(await store.putCheckpoint(plan, checkpointOf(1, 2, 2))).toBe(true)
      expect(await store.putCheckpoint(plan, checkpointOf(1, 3, 3))).toBe(true)
      expect(await store.putCheckpoint(plan, checkpointOf(1, 1, 1))).toBe(false)
      expect((await store.checkpoint(plan))?.seq).toBe(3)
    })

    it("do not change once put: the same again is fine, another at the same row is refused", async () => {
      expect(await store.putCheckpoint(plan, checkpointOf(1, 2, 2))).toBe(true)
      expect(await store.putCheckpoint(plan, checkpointOf(1, 2, 2))).toBe(true)
      expect(await store.putCheckpoint(plan, checkpointOf(1, 2, 99))).toBe(false)
      expect((await store.checkpoint(plan))?.update).toEqual(bytes(2))
    })

    it("of an epoch that is over, or a file that is not there, are refused", async () => {
      expect(await store.putCheckpoint(plan, checkpointOf(2, 2, 2))).toBe(false)
      expect(await store.putCheckpoint(fileId("none"), checkpointOf(1, 2, 2))).toBe(false)
      expect(await store.checkpoint(plan)).toBeUndefined()
    })

    it("with a wrong SHA-256, or of rows that are not there, are a mistake", async () => {
      await expect(store.putCheckpoint(plan, { ...checkpointOf(1, 2, 2), sha256: "0".repeat(64) })).rejects.toThrow()
      await expect(store.putCheckpoint(plan, checkpointOf(1, 5, 2))).rejects.toThrow()
      expect(await store.checkpoint(plan)).toBeUndefined()
    })
  })

  describe("quarantine", () => {
    beforeEach(() => append([1, 2, 3, 4].map(n => row(ann, n))))

    it("takes rows out of the log, puts the survivors in their place, and fences everybody off", async () => {
      const fence = await store.quarantine(plan, { ...FIRST, head: 4 }, 2, [row(bo, 44)], "nesting")
      expect(fence).toEqual({ epoch: 2, aclVersion: 1 })
      expect((await store.readSince(plan, 0, 9)).map(({ seq, update }) => [seq, update[0]])).toEqual([
        [1, 1],
        [2, 2],
        [3, 44],
      ])
      expect((await store.open(plan))?.head).toBe(3)
      expect(await append([row(ann, 5)])).toEqual({ kind: "fenced", fence })
      expect(await append([row(ann, 5)], { fence: { epoch: 2, aclVersion: 1 } })).toEqual({ kind: "appended", head: 4 })
    })

    it("keeps a checkpoint of what is kept, and no other", async () => {
      await store.putCheckpoint(plan, checkpointOf(1, 2, 2))
      await store.quarantine(plan, { ...FIRST, head: 4 }, 3, [], "nesting")
      expect(await store.checkpoint(plan)).toEqual(checkpointOf(2, 2, 2))
      await store.quarantine(plan, { epoch: 2, aclVersion: 1, head: 3 }, 1, [], "again")
      expect(await store.checkpoint(plan)).toBeUndefined()
      expect((await store.open(plan))?.tail.length).toBe(1)
    })

    it("under a fence that moved, or of a file that is not there, does nothing", async () => {
      expect(await store.quarantine(plan, { epoch: 1, aclVersion: 5, head: 4 }, 2, [], "x")).toBeUndefined()
      expect(await store.quarantine(fileId("none"), { ...FIRST, head: 0 }, 0, [], "x")).toBeUndefined()
      expect((await store.open(plan))?.head).toBe(4)
    })

    it("of a log that has grown since it was looked at does nothing: what came was not looked at", async () => {
      const seen = { ...FIRST, head: 4 }
      await append([row(bo, 5)])
      expect(await store.quarantine(plan, seen, 2, [], "nesting")).toBeUndefined()
      expect((await store.open(plan))?.head).toBe(5)
    })

    it("of more than is there is a mistake", async () => {
      await expect(store.quarantine(plan, { ...FIRST, head: 4 }, 5, [], "x")).rejects.toThrow()
    })

    it("keeps the claims: a clientID is never free again", async () => {
      const claims = [{ client: 7, person: ann }]
      await store.append([{ file: plan, fence: FIRST, rows: [], claims, schema: 1 }])
      await store.quarantine(plan, { ...FIRST, head: 4 }, 0, [], "x")
      expect((await store.open(plan))?.claims).toEqual(claims)
    })
  })

  it("any sequence of calls gives what a plain list would", async () => {
    let n = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyCall, { maxLength: 40 }), async calls => {
        const file = await addFile(store, `model-${n++}`, ann)
        const model = new Model()
        for (const call of calls) {
          expect(await perform(store, file, call)).toEqual(model.perform(call))
          await agree(store, file, model)
        }
      }),
      { numRuns: 60 },
    )
  })
}

/** `off` is added to what the model knows to be true, so that some calls come with a stale fence, an old epoch and the like. */
type AnyCall =
  | { kind: "append"; off: number; updates: readonly Uint8Array[]; clients: readonly number[]; schema: number }
  | { kind: "regrant" }
  | { kind: "trash"; out: boolean }
  | { kind: "checkpoint"; off: number; part: number; update: Uint8Array }
  | { kind: "quarantine"; off: number; part: number; survivors: readonly Uint8Array[] }

const someBytes = fc.uint8Array({ maxLength: 6 })
const mostly0 = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) })
const anyCall: fc.Arbitrary<AnyCall> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("append" as const),
      off: mostly0,
      updates: fc.array(someBytes, { maxLength: 4 }),
      clients: fc.array(fc.nat(3), { maxLength: 2 }),
      schema: fc.nat(3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("regrant" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("trash" as const), out: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("checkpoint" as const),
      off: mostly0,
      part: fc.nat(4),
      update: someBytes,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("quarantine" as const),
      off: mostly0,
      part: fc.nat(4),
      survivors: fc.array(someBytes, { maxLength: 2 }),
    }),
  },
)

const who = personId("Ann")
const rowsOf = (updates: readonly Uint8Array[]): NewRow[] => updates.map(update => ({ person: who, at: START, update }))

/** The journal of one file as a plain list. */
class Model {
  fence: Fence = { epoch: 1, aclVersion: 1 }
  log: Omit<Row, "seq">[] = []
  clients = new Set<number>()
  schema = 0
  trashed = false
  checkpoint: { epoch: number; seq: number; sha256: string } | undefined

  perform(call: AnyCall): unknown {
    switch (call.kind) {
      case "append":
        return this.#append(call)
      case "regrant":
        this.#moveFence()
        return undefined
      case "trash":
        this.trashed = !call.out
        this.#moveFence()
        return undefined
      case "checkpoint":
        return this.#putCheckpoint(call)
      case "quarantine":
        return this.#quarantine(call)
    }
  }

  seqAt = (part: number): number => Math.floor((this.log.length * part) / 4)

  #moveFence(): void {
    this.fence = { ...this.fence, aclVersion: this.fence.aclVersion + 1 }
  }

  #append({ off, updates, clients, schema }: AnyCall & { kind: "append" }) {
    if (off !== 0) return [{ kind: "fenced", fence: this.fence }]
    if (this.trashed) return [{ kind: "gone" }]
    this.log.push(...rowsOf(updates))
    for (const client of clients) this.clients.add(client)
    this.schema = Math.max(this.schema, schema)
    return [{ kind: "appended", head: this.log.length }]
  }

  #putCheckpoint({ off, part, update }: AnyCall & { kind: "checkpoint" }): boolean {
    const made = { epoch: this.fence.epoch, seq: this.seqAt(part), sha256: hash("sha256", update) }
    if (off !== 0) return false
    const newest = this.checkpoint
    if (newest !== undefined && newest.seq >= made.seq) return newest.seq === made.seq && newest.sha256 === made.sha256
    this.checkpoint = made
    return true
  }

  #quarantine({ off, part, survivors }: AnyCall & { kind: "quarantine" }): Fence | undefined {
    if (off !== 0) return undefined
    const keep = this.seqAt(part)
    this.log = [...this.log.slice(0, keep), ...rowsOf(survivors)]
    this.fence = { ...this.fence, epoch: this.fence.epoch + 1 }
    const kept = this.checkpoint !== undefined && this.checkpoint.seq <= keep
    this.checkpoint = kept && this.checkpoint ? { ...this.checkpoint, epoch: this.fence.epoch } : undefined
    return this.fence
  }
}

/** The same on the store, which is asked for the fence as it is. */
async function perform(store: Store, file: FileId, call: AnyCall): Promise<unknown> {
  const state = await store.open(file)
  const fence = state?.fence ?? FIRST
  const seqAt = (part: number) => Math.floor(((state?.head ?? 0) * part) / 4)
  switch (call.kind) {
    case "append": {
      const off = { ...fence, aclVersion: fence.aclVersion + call.off }
      const claims = call.clients.map(client => ({ client, person: who }))
      return store.append([{ file, fence: off, rows: rowsOf(call.updates), claims, schema: call.schema }])
    }
    case "regrant":
      await give(store, file, personId("Bo"), "viewer", who)
      return undefined
    case "trash":
      return store.transact(tx => tx.trashFile(file, call.out ? undefined : START))
    case "checkpoint":
      return store.putCheckpoint(file, checkpointOf(fence.epoch + call.off, seqAt(call.part), ...call.update))
    case "quarantine": {
      const off = { ...fence, epoch: fence.epoch + call.off, head: state?.head ?? 0 }
      return store.quarantine(file, off, seqAt(call.part), rowsOf(call.survivors), "model")
    }
  }
}

async function agree(store: Store, file: FileId, model: Model): Promise<void> {
  const state = await store.open(file)
  const numbered = model.log.map((one, i) => ({ ...one, seq: i + 1 }))
  expect(state).toMatchObject({ fence: model.fence, head: model.log.length, schema: model.schema })
  expect(state?.claims.map(claim => claim.client)).toEqual([...model.clients].sort((a, b) => a - b))
  expect(state?.tail).toEqual(numbered.slice(model.checkpoint?.seq ?? 0))
  expect(await store.readSince(file, 0, 10_000)).toEqual(numbered)
  const checkpoint = await store.checkpoint(file)
  expect(checkpoint && { epoch: checkpoint.epoch, seq: checkpoint.seq, sha256: checkpoint.sha256 }).toEqual(
    model.checkpoint,
  )
}
