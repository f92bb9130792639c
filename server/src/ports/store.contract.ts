import { afterEach, beforeEach, describe, expect, it } from "vitest"
import {
  addFile,
  addPerson,
  bytes,
  fileId,
  give,
  grantId,
  type Open,
  personId,
  START,
  sessionId,
} from "./builders.contract.ts"
import { StoreDown } from "./journal.ts"
import type { Store } from "./store.ts"

/** What every store keeps to. `open` gives a new, empty one. */
export function storeContract(open: Open): void {
  let store: Store
  let clock: { time: number }
  beforeEach(async () => {
    const opened = await open()
    store = opened.store
    clock = opened.clock
  })
  afterEach(() => store.close())

  describe("organisation and people", () => {
    it("has no organisation until one is put, and one ever after", async () => {
      expect(await store.organisation()).toBeUndefined()
      await store.transact(tx => tx.putOrganisation("Sheaf & 公司"))
      expect(await store.organisation()).toEqual({ name: "Sheaf & 公司" })
      await store.transact(tx => tx.putOrganisation("Other"))
      expect(await store.organisation()).toEqual({ name: "Other" })
    })

    it("finds a person by id and by address, and keeps the hash out of the person", async () => {
      const ann = await addPerson(store, "Ann")
      const person = { id: ann, name: "Ann", email: "ann@example.org", standing: "member", departed: false }
      expect(await store.person(ann)).toEqual(person)
      expect(await store.credentials("ann@example.org")).toEqual({ person, passwordHash: "hash-Ann" })
      expect(await store.person(personId("nobody"))).toBeUndefined()
      expect(await store.credentials("nobody@example.org")).toBeUndefined()
    })

    it("lists people by name without regard to case, then by id", async () => {
      for (const name of ["bo", "Ann", "王小明", "Cy"]) await addPerson(store, name)
      expect((await store.people()).map(person => person.name)).toEqual(["Ann", "bo", "Cy", "王小明"])
    })

    it("changes only what a change names", async () => {
      const ann = await addPerson(store, "Ann")
      await store.transact(tx => tx.changePerson(ann, {}))
      await store.transact(tx => tx.changePerson(ann, { standing: "admin" }))
      await store.transact(tx => tx.changePerson(ann, { name: "Anna", passwordHash: "new" }))
      expect(await store.credentials("ann@example.org")).toEqual({
        person: { id: ann, name: "Anna", email: "ann@example.org", standing: "admin", departed: false },
        passwordHash: "new",
      })
    })

    it("has one person an address", async () => {
      await addPerson(store, "Ann")
      const bo = await addPerson(store, "Bo")
      await expect(addPerson(store, "ANN")).rejects.toThrow()
      await expect(store.transact(tx => tx.changePerson(bo, { email: "ann@example.org" }))).rejects.toThrow()
      expect((await store.people()).map(person => person.email)).toEqual(["ann@example.org", "bo@example.org"])
    })
  })

  describe("sessions", () => {
    const begin = (name: string, person = personId("Ann"), expiresAt = START + 100) =>
      store.transact(tx => tx.addSession({ id: sessionId(name), person, expiresAt, tokenHash: `hash-${name}` }))

    it("are found by the hash of their token until they run out", async () => {
      const ann = await addPerson(store, "Ann")
      await begin("1")
      expect(await store.session("hash-1", START)).toEqual({
        session: { id: sessionId("1"), person: ann, expiresAt: START + 100 },
        person: await store.person(ann),
      })
      expect(await store.session("hash-1", START + 99)).toBeDefined()
      expect(await store.session("hash-1", START + 100)).toBeUndefined()
      expect(await store.session("hash-2", START)).toBeUndefined()
    })

    it("end one by one, or all of a person's but one", async () => {
      const ann = await addPerson(store, "Ann")
      const bo = await addPerson(store, "Bo")
      for (const name of ["1", "2", "3"]) await begin(name)
      await begin("4", bo)
      await store.transact(tx => tx.endSession(sessionId("1")))
      expect((await store.sessionsOf(ann)).map(one => one.id)).toEqual(["s-2", "s-3"])
      expect(await store.transact(tx => tx.endSessionsOf(ann, sessionId("2")))).toEqual(["s-3"])
      expect(await store.transact(tx => tx.endSessionsOf(ann))).toEqual(["s-2"])
      expect(await store.session("hash-2", START)).toBeUndefined()
      expect(await store.session("hash-4", START)).toBeDefined()
    })

    it("that ran out go when their person signs in again", async () => {
      const ann = await addPerson(store, "Ann")
      await begin("1")
      clock.time = START + 100
      await begin("2", ann, START + 200)
      expect((await store.sessionsOf(ann)).map(one => one.id)).toEqual(["s-2"])
    })
  })

  describe("files", () => {
    it("are there with all that was given", async () => {
      const ann = await addPerson(store, "Ann")
      const file = await addFile(store, "Plan", ann)
      const kept = { id: file, kind: "document", title: "Plan", owner: ann, createdAt: START, updatedAt: START }
      expect(await store.file(file)).toEqual(kept)
      expect(await store.file(fileId("other"))).toBeUndefined()
      await store.transact(tx => tx.renameFile(file, "计划", START + 5))
      expect(await store.file(file)).toEqual({ ...kept, title: "计划", updatedAt: START + 5 })
    })

    it("go to the trash and come back, and each counts the version of the rights up", async () => {
      const file = await addFile(store, "Plan", await addPerson(store, "Ann"))
      const version = async () => (await store.admission(file))?.fence.aclVersion ?? 0
      const before = await version()
      await store.transact(tx => tx.trashFile(file, START + 9))
      expect((await store.file(file))?.trashedAt).toBe(START + 9)
      expect(await version()).toBe(before + 1)
      await store.transact(tx => tx.trashFile(file, undefined))
      expect(await store.file(file)).not.toHaveProperty("trashedAt")
      expect(await version()).toBe(before + 2)
    })

    it("are listed for who owns them or has a grant, the most recently opened or changed first", async () => {
      const ann = await addPerson(store, "Ann")
      const bo = await addPerson(store, "Bo")
      const own = await addFile(store, "own", bo, START + 1)
      const shared = await addFile(store, "shared", ann, START + 2)
      await addFile(store, "hidden", ann, START + 3)
      const grant = await give(store, shared, bo, "viewer", ann)
      expect((await store.filesOf(bo)).map(listed => listed.file.id)).toEqual([shared, own])
      await store.transact(tx => tx.markOpened(own, bo, START + 9))
      await store.transact(tx => tx.markOpened(shared, ann, START + 20))
      const listed = await store.filesOf(bo)
      expect(listed.map(one => [one.file.id, one.openedAt, one.ownerName])).toEqual([
        [own, START + 9, "Bo"],
        [shared, undefined, "Ann"],
      ])
      expect(listed.map(one => one.grants)).toEqual([[], [grant]])
      await store.transact(tx => tx.markOpened(own, bo, START + 10))
      expect((await store.filesOf(bo))[0]?.openedAt).toBe(START + 10)
    })

    it("are listed once however they are seen, trashed ones too", async () => {
      const ann = await addPerson(store, "Ann")
      const file = await addFile(store, "Plan", ann)
      await give(store, file, ann, "viewer", ann)
      await store.transact(tx => tx.trashFile(file, START + 1))
      expect((await store.filesOf(ann)).map(one => one.file.trashedAt)).toEqual([START + 1])
    })
  })

  describe("grants", () => {
    it("are one a person and file: a second replaces the first and keeps its id", async () => {
      const ann = await addPerson(store, "Ann")
      const bo = await addPerson(store, "Bo")
      const file = await addFile(store, "Plan", ann)
      const first = await give(store, file, bo, "viewer", ann)
      const second = await give(store, file, bo, "editor", ann, START + 1)
      expect(second).toEqual({ ...first, role: "editor", at: START + 1 })
      expect(await store.grants(file)).toEqual([second])
      expect((await store.admission(file))?.grants).toEqual([second])
    })

    it("count the version of the rights up, each time", async () => {
      const ann = await addPerson(store, "Ann")
      const file = await addFile(store, "Plan", ann)
      const version = async () => (await store.admission(file))?.fence.aclVersion ?? 0
      const before = await version()
      const grant = await give(store, file, ann, "viewer", ann)
      expect(await version()).toBe(before + 1)
      await store.transact(tx => tx.removeGrant(file, grant.id))
      expect(await version()).toBe(before + 2)
      expect(await store.grants(file)).toEqual([])
    })

    it("are taken away only from the file that they are of", async () => {
      const ann = await addPerson(store, "Ann")
      const file = await addFile(store, "Plan", ann)
      const other = await addFile(store, "Other", ann)
      const grant = await give(store, file, ann, "viewer", ann)
      await store.transact(tx => tx.removeGrant(other, grant.id))
      expect(await store.grants(file)).toEqual([grant])
    })

    it("need a person and a file that are there", async () => {
      const ann = await addPerson(store, "Ann")
      const file = await addFile(store, "Plan", ann)
      await expect(give(store, file, personId("nobody"), "viewer", ann)).rejects.toThrow()
      await expect(give(store, fileId("none"), ann, "viewer", ann)).rejects.toThrow()
    })

    it("are listed the oldest first", async () => {
      const ann = await addPerson(store, "Ann")
      const file = await addFile(store, "Plan", ann)
      for (const [name, at] of [
        ["Bo", 3],
        ["Cy", 1],
        ["Di", 2],
      ] as const)
        await give(store, file, await addPerson(store, name), "viewer", ann, START + at)
      expect((await store.grants(file)).map(grant => grant.to.id)).toEqual(["p-Cy", "p-Di", "p-Bo"])
    })
  })

  it("an admission is the file, its grants, fence and schema; nothing for a file that is not there", async () => {
    const ann = await addPerson(store, "Ann")
    const file = await addFile(store, "Plan", ann)
    expect(await store.admission(file)).toEqual({
      file: await store.file(file),
      grants: [],
      fence: { epoch: 1, aclVersion: 1 },
      schema: 0,
    })
    expect(await store.admission(fileId("none"))).toBeUndefined()
  })

  it("a picture belongs to the files that it was stored for", async () => {
    const ann = await addPerson(store, "Ann")
    const file = await addFile(store, "Plan", ann)
    const other = await addFile(store, "Other", ann)
    const blob = { id: "ab".repeat(32) as never, type: "image/png", size: 5, width: 1, height: 2 }
    await store.transact(tx => tx.addBlob(file, blob, ann, START))
    await store.transact(tx => tx.addBlob(file, blob, ann, START + 1))
    expect(await store.blob(file, blob.id)).toEqual(blob)
    expect(await store.blob(other, blob.id)).toBeUndefined()
  })

  describe("transactions", () => {
    it("that throw change nothing, and what they threw is thrown on", async () => {
      const ann = await addPerson(store, "Ann")
      const file = await addFile(store, "Plan", ann)
      const grant = await give(store, file, ann, "viewer", ann)
      const before = await store.admission(file)
      const mine = new Error("mine")
      let told = false
      const failing = store.transact(async tx => {
        await tx.putOrganisation("x")
        await tx.addPerson({
          id: personId("x"),
          name: "x",
          email: "x",
          standing: "member",
          departed: false,
          passwordHash: undefined,
        })
        await tx.renameFile(file, "x", START + 1)
        await tx.trashFile(file, START + 1)
        await tx.removeGrant(file, grant.id)
        await tx.addSession({ id: sessionId("x"), person: ann, expiresAt: START + 1, tokenHash: "x" })
        await tx.markOpened(file, ann, START + 1)
        tx.afterCommit(() => {
          told = true
        })
        throw mine
      })
      await expect(failing).rejects.toBe(mine)
      expect(told).toBe(false)
      expect(await store.organisation()).toBeUndefined()
      expect((await store.people()).map(person => person.id)).toEqual([ann])
      expect(await store.admission(file)).toEqual(before)
      expect(await store.sessionsOf(ann)).toEqual([])
      expect((await store.filesOf(ann))[0]?.openedAt).toBeUndefined()
    })

    it("see their own writes, and nobody else does before they are done", async () => {
      const ann = await addPerson(store, "Ann")
      let outside: Promise<unknown> | undefined
      await store.transact(async tx => {
        await tx.changePerson(ann, { name: "half" })
        outside = store.person(ann)
        expect((await tx.person(ann))?.name).toBe("half")
        expect((await tx.people()).map(person => person.name)).toEqual(["half"])
        await tx.changePerson(ann, { name: "whole" })
      })
      expect(await outside).toMatchObject({ name: "whole" })
    })

    it("tell after they are done, in order", async () => {
      const told: string[] = []
      await store.transact(async tx => {
        tx.afterCommit(() => told.push("first"))
        await tx.putOrganisation("x")
        tx.afterCommit(() => told.push("second"))
        expect(told).toEqual([])
      })
      expect(told).toEqual(["first", "second"])
    })

    it("come one after the other", async () => {
      const ann = await addPerson(store, "Ann")
      const addLetter = (letter: string) =>
        store.transact(async tx => {
          const person = await tx.person(ann)
          await tx.changePerson(ann, { name: `${person?.name}${letter}` })
        })
      await Promise.all([..."bcdefg"].map(addLetter))
      expect((await store.person(ann))?.name).toBe("Annbcdefg")
    })

    it("that fail do not hold up the next", async () => {
      const failing = store.transact(async () => {
        throw new Error("no")
      })
      const next = store.transact(tx => tx.putOrganisation("next"))
      await expect(failing).rejects.toThrow("no")
      await next
      expect(await store.organisation()).toEqual({ name: "next" })
    })
  })

  describe("transactions and the journal exclude each other", () => {
    it("an append that came while rights are changed is fenced", async () => {
      const ann = await addPerson(store, "Ann")
      const file = await addFile(store, "Plan", ann)
      const fence = { epoch: 1, aclVersion: 1 }
      const batch = { file, fence, rows: [{ person: ann, at: START, update: bytes(1) }], claims: [], schema: 1 }
      const early = store.append([batch])
      let during: ReturnType<Store["append"]> | undefined
      const change = store.transact(async tx => {
        during = store.append([batch])
        await tx.putGrant({ id: grantId("x"), file, to: ann, role: "viewer", by: ann, at: START })
      })
      const late = store.append([batch])
      await change
      expect(await early).toEqual([{ kind: "appended", head: 1 }])
      const fenced = [{ kind: "fenced", fence: { epoch: 1, aclVersion: 2 } }]
      expect([await during, await late]).toEqual([fenced, fenced])
      expect((await store.open(file))?.head).toBe(1)
    })

    it("an append that came while a change is made which then fails is appended", async () => {
      const ann = await addPerson(store, "Ann")
      const file = await addFile(store, "Plan", ann)
      let during: ReturnType<Store["append"]> | undefined
      const change = store.transact(async tx => {
        await tx.putGrant({ id: grantId("x"), file, to: ann, role: "viewer", by: ann, at: START })
        const rows = [{ person: ann, at: START, update: bytes(1) }]
        during = store.append([{ file, fence: { epoch: 1, aclVersion: 1 }, rows, claims: [], schema: 1 }])
        throw new Error("no")
      })
      await expect(change).rejects.toThrow("no")
      expect(await during).toEqual([{ kind: "appended", head: 1 }])
    })
  })

  it("answers a ping until it is closed, and is down after; closing twice is closing once", async () => {
    await store.ping()
    await store.close()
    await store.close()
    await expect(store.ping()).rejects.toThrow(StoreDown)
    await expect(store.organisation()).rejects.toThrow(StoreDown)
    await expect(store.append([])).rejects.toThrow(StoreDown)
    await expect(store.transact(async () => undefined)).rejects.toThrow(StoreDown)
  })
}
