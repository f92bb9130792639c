import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { BusEvent } from "../src/ports/bus.ts"
import { StillClock, startServer, type TestServer, type Visitor } from "./running-server.ts"

describe("files", () => {
  let server: TestServer
  let ann: Visitor
  let bo: Visitor
  const clock = new StillClock()
  beforeEach(async () => {
    clock.time = Date.UTC(2026, 0, 1)
    server = await startServer({ clock })
    ann = await server.setUp()
    bo = await server.join(ann, "Bo")
  })
  afterEach(() => server.close())

  const refused = async (answer: ReturnType<Visitor["get"]>) => {
    const { status, body } = await answer
    return [status, body?.code]
  }
  const titles = async (who: Visitor, view = "recent") =>
    (await who.get(`/api/files?view=${view}`)).body.files.map((file: { title: string }) => file.title)

  it("are created by anybody, who owns them (O1)", async () => {
    const made = await bo.post("/api/files", { kind: "document", title: "  计划 " })
    expect(made.status).toBe(201)
    expect(made.body.file).toEqual({
      id: expect.stringMatching(/^[\w-]{21}$/),
      kind: "document",
      title: "计划",
      owner: { id: bo.id, name: "Bo" },
      role: "owner",
      createdAt: "2026-01-01T00:00:00.000Z",
      updatedAt: "2026-01-01T00:00:00.000Z",
    })
    expect((await bo.get(`/api/files/${made.body.file.id}`)).body).toEqual({ file: made.body.file, role: "owner" })
    expect((await bo.post("/api/files", { kind: "document", title: "" })).body.file.title).toBe("")
  })

  it("sheets come later, and say so", async () => {
    const answer = await ann.post("/api/files", { kind: "sheet", title: "x" })
    expect([answer.status, answer.body.code, answer.body.fields]).toEqual([422, "invalid", { kind: "not-built-yet" }])
    expect(await titles(ann)).toEqual([])
  })

  it("of others are as if they were not there (A2)", async () => {
    const file = await ann.document()
    const path = `/api/files/${file}`
    const asked = [
      bo.get(path),
      bo.patch(path, { title: "x" }),
      bo.delete(path),
      bo.post(`${path}/restore`),
      bo.put(`${path}/opened`),
      bo.get(`${path}/access`),
      bo.get(`${path}/access/${bo.id}`),
      bo.put(`${path}/grants`, { to: { kind: "person", id: bo.id }, role: "viewer" }),
      bo.delete(`${path}/grants/x`),
      bo.send("POST", `${path}/blobs`, { bytes: "x" }),
      bo.get(`${path}/blobs/${"0".repeat(64)}`),
    ]
    for (const answer of asked) expect(await refused(answer)).toEqual([404, "not-found"])
    const none = await bo.get("/api/files/no-such-file")
    expect(none.body).toEqual((await bo.get(path)).body)
    expect(await titles(bo)).toEqual([])
    expect((await ann.get(path)).body.file.title).toBe("Plan")
  })

  it("are listed by view, the most recently opened or changed first", async () => {
    const [first, , third] = [await ann.document("first"), await ann.document("second"), await ann.document("third")]
    const shared = await bo.document("shared")
    await bo.share(shared, ann, "viewer")
    clock.time += 1000
    await ann.put(`/api/files/${first}/opened`)
    clock.time += 1000
    await ann.patch(`/api/files/${third}`, { title: "renamed" })
    expect((await titles(ann)).slice(0, 2)).toEqual(["renamed", "first"])
    expect((await titles(ann)).slice(2).sort()).toEqual(["second", "shared"])
    expect((await titles(ann, "mine")).sort()).toEqual(["first", "renamed", "second"])
    expect(await titles(ann, "shared")).toEqual(["shared"])
    expect(await titles(bo, "shared")).toEqual([])
    const opened = (await ann.get("/api/files")).body.files.find((file: { id: string }) => file.id === first)
    expect(opened.openedAt).toBe("2026-01-01T00:00:01.000Z")
  })

  it("are renamed by editors and up", async () => {
    const file = await ann.document()
    await ann.share(file, bo, "commenter")
    expect(await refused(bo.patch(`/api/files/${file}`, { title: "x" }))).toEqual([403, "not-allowed"])
    await ann.share(file, bo, "editor")
    const renamed = await bo.patch(`/api/files/${file}`, { title: "Bo's" })
    expect([renamed.status, renamed.body.file.title, renamed.body.file.role]).toEqual([200, "Bo's", "editor"])
    expect((await bo.patch(`/api/files/${file}`, {})).body.file.title).toBe("Bo's")
  })

  it("go to the trash and back by managers and the owner", async () => {
    const file = await ann.document()
    const path = `/api/files/${file}`
    await ann.share(file, bo, "editor")
    expect(await refused(bo.delete(path))).toEqual([403, "not-allowed"])
    expect(await refused(bo.post(`${path}/restore`))).toEqual([403, "not-allowed"])
    await ann.share(file, bo, "manager")
    expect((await bo.delete(path)).status).toBe(204)
    expect((await bo.delete(path)).status).toBe(204)
    expect([
      await titles(ann),
      await titles(ann, "mine"),
      await titles(ann, "trash"),
      await titles(bo, "trash"),
    ]).toEqual([[], [], ["Plan"], ["Plan"]])
    expect((await ann.get(path)).body.file.trashedAt).toBe("2026-01-01T00:00:00.000Z")
    expect((await bo.post(`${path}/restore`)).body.file).not.toHaveProperty("trashedAt")
    expect(await titles(ann)).toEqual(["Plan"])
  })

  it("in the trash take no change, and show in the trash only of who may take them out", async () => {
    const file = await ann.document()
    const path = `/api/files/${file}`
    await ann.share(file, bo, "editor")
    await ann.delete(path)
    expect(await titles(bo, "trash")).toEqual([])
    expect(await titles(bo)).toEqual([])
    expect(await refused(ann.patch(path, { title: "x" }))).toEqual([409, "in-trash"])
    expect(await refused(bo.patch(path, { title: "x" }))).toEqual([409, "in-trash"])
    const grant = { to: { kind: "person", id: bo.id }, role: "manager" }
    expect(await refused(ann.put(`${path}/grants`, grant))).toEqual([409, "in-trash"])
    expect(await refused(ann.send("POST", `${path}/blobs`, { bytes: "x" }))).toEqual([409, "in-trash"])
  })

  it("say to those who see them that they changed, once it is on disk", async () => {
    const told: BusEvent[] = []
    server.server.app.bus.subscribe(event => told.push(event))
    const file = await ann.document()
    expect(told.splice(0)).toEqual([{ kind: "file-changed", file, for: [ann.id] }])
    await ann.share(file, bo, "editor")
    const both = { kind: "file-changed", file, for: [ann.id, bo.id] }
    expect(told.splice(0)).toEqual([{ kind: "access-changed", file }, both])
    await bo.patch(`/api/files/${file}`, { title: "x" })
    await bo.patch(`/api/files/${file}`, { title: "x" })
    expect(told.splice(0)).toEqual([both])
    await bo.put(`/api/files/${file}/opened`)
    expect(told.splice(0)).toEqual([{ kind: "file-changed", file, for: [bo.id] }])
    await ann.delete(`/api/files/${file}`)
    await ann.post(`/api/files/${file}/restore`)
    expect(told.splice(0)).toEqual([{ kind: "access-changed", file }, both, { kind: "access-changed", file }, both])
    await bo.delete(`/api/files/${file}`)
    expect(told).toEqual([])
  })
})
