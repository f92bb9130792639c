import { hash } from "node:crypto"
import type { PersonId, SessionId } from "@sheaf/domain"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { BusEvent } from "../src/ports/bus.ts"
import { PASSWORD, startServer, type TestServer, type Visitor } from "./running-server.ts"

describe("sharing", () => {
  let server: TestServer
  let ann: Visitor
  let bo: Visitor
  let cy: Visitor
  let file: string
  beforeEach(async () => {
    server = await startServer()
    ann = await server.setUp()
    bo = await server.join(ann, "Bo")
    cy = await server.join(ann, "Cy")
    file = await ann.document()
  })
  afterEach(() => server.close())

  const refused = async (answer: ReturnType<Visitor["get"]>) => {
    const { status, body } = await answer
    return [status, body?.code]
  }
  const give = (by: Visitor, to: string, role: string) =>
    by.put(`/api/files/${file}/grants`, { to: { kind: "person", id: to }, role })
  const roleOf = async (who: Visitor) => (await who.get(`/api/files/${file}`)).body.role

  it("gives a role, changes it, and takes it away", async () => {
    const given = await give(ann, bo.id, "viewer")
    expect(given.status).toBe(200)
    expect(given.body.grant).toEqual({
      id: expect.any(String),
      to: { kind: "person", id: bo.id, name: "Bo" },
      role: "viewer",
      by: { id: ann.id, name: "Ann" },
      at: expect.any(String),
    })
    expect(await roleOf(bo)).toBe("viewer")
    const changed = await give(ann, bo.id, "editor")
    expect(changed.body.grant).toMatchObject({ id: given.body.grant.id, role: "editor" })
    expect(await roleOf(bo)).toBe("editor")
    expect((await ann.delete(`/api/files/${file}/grants/${given.body.grant.id}`)).status).toBe(204)
    expect(await refused(bo.get(`/api/files/${file}`))).toEqual([404, "not-found"])
    expect(await refused(ann.delete(`/api/files/${file}/grants/${given.body.grant.id}`))).toEqual([404, "not-found"])
  })

  it("says who can open it and why (A1, A3)", async () => {
    await give(ann, bo.id, "editor")
    const ofAnn = (await ann.get(`/api/files/${file}/access`)).body
    expect(ofAnn).toMatchObject({ role: "owner", because: [{ kind: "owner" }], owner: { id: ann.id, name: "Ann" } })
    const ofBo = (await bo.get(`/api/files/${file}/access`)).body
    expect(ofBo).toMatchObject({ role: "editor", because: [{ kind: "grant", grant: ofBo.grants[0] }] })
    expect(ofBo.grants).toEqual(ofAnn.grants)
  })

  it("says to managers why somebody can, or cannot; to others only of themselves", async () => {
    await give(ann, bo.id, "editor")
    const of = (by: Visitor, whom: string) => by.get(`/api/files/${file}/access/${whom}`)
    expect((await of(ann, bo.id)).body).toMatchObject({ role: "editor", because: [{ grant: { to: { name: "Bo" } } }] })
    expect((await of(ann, cy.id)).body).toEqual({ because: [] })
    expect((await of(bo, bo.id)).body.role).toBe("editor")
    expect(await refused(of(bo, cy.id))).toEqual([403, "not-allowed"])
    expect(await refused(of(ann, "nobody"))).toEqual([404, "not-found"])
  })

  it("is for managers and the owner (A4)", async () => {
    for (const role of ["viewer", "commenter", "editor"]) {
      await give(ann, bo.id, role)
      expect(await refused(give(bo, cy.id, "viewer"))).toEqual([403, "not-allowed"])
    }
    await give(ann, bo.id, "manager")
    expect((await give(bo, cy.id, "manager")).status).toBe(200)
    expect(await roleOf(cy)).toBe("manager")
  })

  it("takes away: managers anybody's, anybody their own (A4)", async () => {
    const ofBo = (await give(ann, bo.id, "viewer")).body.grant.id
    const ofCy = (await give(ann, cy.id, "viewer")).body.grant.id
    expect(await refused(bo.delete(`/api/files/${file}/grants/${ofCy}`))).toEqual([403, "not-allowed"])
    expect(await refused(bo.delete(`/api/files/${file}/grants/none`))).toEqual([403, "not-allowed"])
    expect((await bo.delete(`/api/files/${file}/grants/${ofBo}`)).status).toBe(204)
    await give(ann, bo.id, "manager")
    expect((await bo.delete(`/api/files/${file}/grants/${ofCy}`)).status).toBe(204)
  })

  it("a grant is taken away only at its own file", async () => {
    const grant = (await give(ann, bo.id, "viewer")).body.grant.id
    const other = await ann.document("Other")
    expect(await refused(ann.delete(`/api/files/${other}/grants/${grant}`))).toEqual([404, "not-found"])
    expect(await roleOf(bo)).toBe("viewer")
  })

  it("refuses a grant to nobody, and to the owner", async () => {
    expect(await refused(give(ann, "nobody", "viewer"))).toEqual([422, "unknown-person"])
    expect(await refused(give(ann, ann.id, "viewer"))).toEqual([409, "owner-has-all"])
    await give(ann, bo.id, "manager")
    expect(await refused(give(bo, ann.id, "viewer"))).toEqual([409, "owner-has-all"])
    expect((await ann.get(`/api/files/${file}/access`)).body.grants.length).toBe(1)
  })

  it("refuses a grant to somebody departed, who has no role and no session (A6)", async () => {
    const id = "departed" as PersonId
    const email = "di@example.org"
    const { store, passwords } = server.server.app
    const passwordHash = await passwords.hash(PASSWORD)
    await store.transact(tx => tx.addPerson({ id, name: "Di", email, standing: "admin", departed: true, passwordHash }))
    expect(await refused(give(ann, id, "viewer"))).toEqual([422, "departed-person"])
    expect((await ann.get(`/api/files/${file}/access/${id}`)).body).toEqual({ because: [] })
    expect(await refused(server.visitor().post("/api/session", { email, password: PASSWORD }))).toEqual([
      401,
      "wrong-credentials",
    ])
    const session = {
      id: "s" as SessionId,
      person: id,
      expiresAt: Date.now() + 1e6,
      tokenHash: hash("sha256", "d".repeat(43)),
    }
    await store.transact(tx => tx.addSession(session))
    const di = server.visitor()
    di.cookie = `sheaf_session=${"d".repeat(43)}`
    expect(await refused(di.get("/api/me"))).toEqual([401, "not-signed-in"])
  })

  it("refuses roles that cannot be given", async () => {
    expect(await refused(give(ann, bo.id, "owner"))).toEqual([422, "invalid"])
    expect(await refused(give(ann, bo.id, "emperor"))).toEqual([422, "invalid"])
  })

  it("tells rooms and everybody who saw it, the one who lost it too", async () => {
    const grant = (await give(ann, bo.id, "viewer")).body.grant.id
    const told: BusEvent[] = []
    server.server.app.bus.subscribe(event => told.push(event))
    await ann.delete(`/api/files/${file}/grants/${grant}`)
    expect(told).toEqual([
      { kind: "access-changed", file },
      { kind: "file-changed", file, for: [ann.id, bo.id] },
    ])
  })

  it("moves the fence of the log each time (S9)", async () => {
    const version = async () => (await server.server.app.store.admission(file as never))?.fence.aclVersion
    expect(await version()).toBe(1)
    const grant = (await give(ann, bo.id, "viewer")).body.grant.id
    await give(ann, bo.id, "editor")
    await ann.delete(`/api/files/${file}/grants/${grant}`)
    expect(await version()).toBe(4)
  })
})
