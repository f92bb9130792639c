import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, describe, expect, it } from "vitest"
import { addFile, addPerson, bytes, give, START } from "../../ports/builders.contract.ts"
import { CannotStart } from "../../ports/cannot-start.ts"
import { journalContract } from "../../ports/journal.contract.ts"
import { StoreDown } from "../../ports/journal.ts"
import { storeContract } from "../../ports/store.contract.ts"
import { FILE_NAME } from "./database.ts"
import { MIGRATIONS } from "./migrations.ts"
import { openSqliteStore } from "./store.ts"

const open = async () => {
  const clock = { time: START }
  return { store: openSqliteStore({ folder: ":memory:", now: () => clock.time }), clock }
}

describe("the SQLite store keeps the store's contract", () => storeContract(open))
describe("the SQLite store keeps the journal's contract", () => journalContract(open))

const FENCE = { epoch: 1, aclVersion: 1 }

describe("the SQLite store on disk", () => {
  const folders: string[] = []
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), "sheaf-sqlite-"))
    folders.push(folder)
    return folder
  }
  const openIn = (folder: string) => openSqliteStore({ folder, now: () => START })
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  it("shows the same after it was closed and opened again", async () => {
    const folder = newFolder()
    const store = openIn(folder)
    const ann = await addPerson(store, "Ann")
    const file = await addFile(store, "Plan", ann)
    await give(store, file, ann, "editor", ann)
    const fence = { epoch: 1, aclVersion: 2 }
    const rows = [{ person: ann, at: START, update: bytes(1, 2) }]
    await store.append([{ file, fence, rows, claims: [{ client: 5, person: ann }], schema: 1 }])
    const shown = [await store.people(), await store.filesOf(ann), await store.open(file), await store.admission(file)]
    await store.close()

    const again = openIn(folder)
    expect([
      await again.people(),
      await again.filesOf(ann),
      await again.open(file),
      await again.admission(file),
    ]).toEqual(shown)
    await again.close()
  })

  it("makes the folder, for its user alone", async () => {
    const folder = join(newFolder(), "a", "b")
    await openIn(folder).close()
    await openIn(folder).close()
  })

  it("is refused while another holds the folder, in one line, and free after", async () => {
    const folder = newFolder()
    const first = openIn(folder)
    expect(() => openIn(folder)).toThrow(CannotStart)
    expect(() => openIn(folder)).toThrow(/^The data folder .* is in use by another process$/)
    await first.ping()
    await first.close()
    await openIn(folder).close()
  })

  it("refuses a newer schema and leaves it as it is", async () => {
    const folder = newFolder()
    await openIn(folder).close()
    const path = join(folder, FILE_NAME)
    const version = (write?: number) => {
      const db = new DatabaseSync(path)
      if (write !== undefined) db.exec(`PRAGMA user_version = ${write}`)
      const value = db.prepare("PRAGMA user_version").get()?.user_version
      db.close()
      return value
    }
    version(MIGRATIONS.length + 1)
    expect(() => openIn(folder)).toThrow(/^The data in .* was written by a newer version of Sheaf/)
    expect(version()).toBe(MIGRATIONS.length + 1)
  })

  it("throws away a damaged checkpoint and starts from the log", async () => {
    const store = openIn(newFolder())
    const ann = await addPerson(store, "Ann")
    const file = await addFile(store, "Plan", ann)
    await store.append([
      { file, fence: FENCE, rows: [{ person: ann, at: START, update: bytes(1) }], claims: [], schema: 1 },
    ])
    const sha256 = "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"
    const whole = { epoch: 1, seq: 1, update: bytes(1), stateVector: bytes(), deleteSet: bytes(), sha256 }
    expect(await store.putCheckpoint(file, whole)).toBe(true)
    store.database.exec("UPDATE checkpoint SET bytes = x'02'")
    await expect(store.checkpoint(file)).rejects.toThrow(StoreDown)
    const state = await store.open(file)
    expect([state?.checkpoint, state?.tail.length]).toEqual([undefined, 1])
    await store.close()
  })

  it("is down while the disk is full, loses nothing, and goes on when there is room", async () => {
    const store = openIn(newFolder())
    const ann = await addPerson(store, "Ann")
    const file = await addFile(store, "Plan", ann)
    const update = new Uint8Array(100_000)
    const append = () =>
      store.append([{ file, fence: FENCE, rows: [{ person: ann, at: START, update }], claims: [], schema: 1 }])
    expect(await append()).toEqual([{ kind: "appended", head: 1 }])

    const pages = Number(store.database.prepare("PRAGMA page_count").get()?.page_count)
    store.database.exec(`PRAGMA max_page_count = ${pages}`)
    await expect(append()).rejects.toThrow(StoreDown)
    const renaming = store.transact(async tx => {
      await tx.putOrganisation("half")
      for (let i = 0; i < 200; i++)
        await tx.addFile({ id: `f${i}` as never, kind: "document", title: "x".repeat(200), owner: ann, at: START })
    })
    await expect(renaming).rejects.toThrow(StoreDown)
    expect(await store.organisation()).toBeUndefined()
    expect((await store.open(file))?.head).toBe(1)

    store.database.exec("PRAGMA max_page_count = 1000000")
    expect(await append()).toEqual([{ kind: "appended", head: 2 }])
    await store.close()
  })

  it("a transaction that swallows a full disk is not taken for done", async () => {
    const store = openIn(newFolder())
    const ann = await addPerson(store, "Ann")
    const pages = Number(store.database.prepare("PRAGMA page_count").get()?.page_count)
    store.database.exec(`PRAGMA max_page_count = ${pages}`)
    const swallowing = store.transact(async tx => {
      await tx.putOrganisation("half")
      try {
        for (let i = 0; i < 500; i++)
          await tx.addFile({ id: `f${i}` as never, kind: "document", title: "x".repeat(200), owner: ann, at: START })
      } catch (error) {
        expect(error).toBeInstanceOf(StoreDown)
      }
    })
    await swallowing.then(
      async () => expect(await store.organisation()).toEqual({ name: "half" }),
      error => expect(error).toBeInstanceOf(StoreDown),
    )
    await store.ping()
    await store.close()
  })

  it("appends inside the call when nobody has the turn", () => {
    const store = openIn(newFolder())
    store.database.exec(`INSERT INTO person VALUES ('p', 'p', 'p', 'member', 0, NULL);
      INSERT INTO file (id, kind, title, owner, created_at, updated_at) VALUES ('f', 'document', '', 'p', 0, 0)`)
    const rows = [{ person: "p" as never, at: START, update: bytes(1) }]
    void store.append([{ file: "f" as never, fence: FENCE, rows, claims: [], schema: 1 }])
    expect(store.database.prepare("SELECT head FROM file").get()?.head).toBe(1)
    void store.close()
  })
})
