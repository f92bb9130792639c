import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { argon2Passwords } from "../src/adapters/password/argon2.ts"
import { PASSWORD, startServer, type TestServer, type Visitor } from "./running-server.ts"

describe("people", () => {
  let server: TestServer
  let ann: Visitor
  beforeEach(async () => {
    server = await startServer()
    ann = await server.setUp()
  })
  afterEach(() => server.close())

  const refused = async (answer: ReturnType<Visitor["get"]>) => {
    const { status, body } = await answer
    return [status, body?.code]
  }

  it("are seen by everybody who is signed in, by name, and found by name or address in any case (P1)", async () => {
    const bo = await server.join(ann, "bo")
    await ann.post("/api/people", { name: "王小明", email: "xm@example.org" })
    const names = async (path: string) =>
      (await bo.get(path)).body.people.map((person: { name: string }) => person.name)
    expect(await names("/api/people")).toEqual(["Ann", "bo", "王小明"])
    expect(await names("/api/people?q=BO")).toEqual(["bo"])
    expect(await names("/api/people?q=xm@")).toEqual(["王小明"])
    expect(await names(`/api/people?q=${encodeURIComponent("小")}`)).toEqual(["王小明"])
    expect(await names("/api/people?q=nobody")).toEqual([])
  })

  it("are added by admins, not by members (P2, P3)", async () => {
    const bo = await server.join(ann, "Bo")
    expect(await refused(bo.post("/api/people", { name: "Cy", email: "cy@example.org" }))).toEqual([403, "not-allowed"])
    await ann.patch(`/api/people/${bo.id}`, { standing: "admin" })
    const cy = await bo.post("/api/people", { name: "Cy", email: "CY@example.org", password: PASSWORD })
    expect(cy.status).toBe(201)
    expect(cy.body.person).toMatchObject({ name: "Cy", email: "cy@example.org", standing: "member", departed: false })
    for (const standing of ["admin", "steward"])
      expect(await refused(bo.post("/api/people", { name: "Di", email: "di@example.org", standing }))).toEqual([
        403,
        "not-allowed",
      ])
    expect((await ann.get("/api/people")).body.people.length).toBe(3)
  })

  it("without a password cannot sign in until they get one", async () => {
    const { body } = await ann.post("/api/people", { name: "Cy", email: "cy@example.org" })
    const signIn = () => server.visitor().post("/api/session", { email: "cy@example.org", password: PASSWORD })
    expect((await signIn()).status).toBe(401)
    await ann.patch(`/api/people/${body.person.id}`, { password: PASSWORD })
    expect((await signIn()).status).toBe(200)
  })

  it("have an address each", async () => {
    const bo = await server.join(ann, "Bo")
    const twice = await ann.post("/api/people", { name: "Other", email: "BO@example.org" })
    expect([twice.status, twice.body.code, twice.body.fields]).toEqual([409, "email-taken", { email: "taken" }])
    expect(await refused(ann.patch(`/api/people/${bo.id}`, { email: "ann@example.org" }))).toEqual([409, "email-taken"])
    expect((await ann.patch(`/api/people/${bo.id}`, { email: "bo@example.org" })).status).toBe(200)
  })

  it("change their own name and nothing else of themselves (P1)", async () => {
    const bo = await server.join(ann, "Bo")
    expect((await bo.patch(`/api/people/${bo.id}`, { name: "Bob" })).body.person.name).toBe("Bob")
    for (const change of [{ email: "x@example.org" }, { password: "another one" }, { standing: "admin" }])
      expect(await refused(bo.patch(`/api/people/${bo.id}`, change))).toEqual([403, "not-allowed"])
    expect(await refused(bo.patch(`/api/people/${ann.id}`, { name: "x" }))).toEqual([403, "not-allowed"])
    expect((await bo.get("/api/me")).body.person).toMatchObject({
      name: "Bob",
      email: "bo@example.org",
      standing: "member",
    })
  })

  it("nobody reaches up: an admin changes members, a steward everybody (P2, P3)", async () => {
    const [bo, cy, di] = [await server.join(ann, "Bo"), await server.join(ann, "Cy"), await server.join(ann, "Di")]
    for (const admin of [bo, cy]) await ann.patch(`/api/people/${admin.id}`, { standing: "admin" })
    expect((await bo.patch(`/api/people/${di.id}`, { name: "Dee", password: "another one" })).status).toBe(200)
    for (const above of [cy, ann])
      for (const change of [
        { name: "x" },
        { email: "x@example.org" },
        { password: "another one" },
        { standing: "member" },
      ])
        expect(await refused(bo.patch(`/api/people/${above.id}`, change))).toEqual([403, "not-allowed"])
    expect(await refused(bo.patch(`/api/people/${di.id}`, { standing: "admin" }))).toEqual([403, "not-allowed"])
    expect((await ann.patch(`/api/people/${cy.id}`, { standing: "member", name: "Sy" })).status).toBe(200)
  })

  it("nobody sets their own password without the current one, stewards neither", async () => {
    expect(await refused(ann.patch(`/api/people/${ann.id}`, { password: "another one" }))).toEqual([403, "not-allowed"])
    expect((await ann.patch(`/api/people/${ann.id}`, { email: "anna@example.org" })).status).toBe(200)
  })

  it("a new password ends the sessions of its person", async () => {
    const bo = await server.join(ann, "Bo")
    await ann.patch(`/api/people/${bo.id}`, { password: "another one" })
    expect((await bo.get("/api/me")).status).toBe(401)
  })

  it("the last steward stays one", async () => {
    expect(await refused(ann.patch(`/api/people/${ann.id}`, { standing: "member" }))).toEqual([409, "last-steward"])
    const bo = await server.join(ann, "Bo")
    await ann.patch(`/api/people/${bo.id}`, { standing: "steward" })
    expect((await ann.patch(`/api/people/${ann.id}`, { standing: "member" })).status).toBe(200)
    expect(await refused(bo.patch(`/api/people/${bo.id}`, { standing: "admin" }))).toEqual([409, "last-steward"])
  })

  it("of two stewards who step down at once, one stays", async () => {
    const bo = await server.join(ann, "Bo")
    await ann.patch(`/api/people/${bo.id}`, { standing: "steward" })
    const both = await Promise.all([ann, bo].map(one => one.patch(`/api/people/${one.id}`, { standing: "member" })))
    expect(both.map(answer => answer.status).sort()).toEqual([200, 409])
  })

  it("that are not there: 404 to those who may change people", async () => {
    expect(await refused(ann.patch("/api/people/nobody", { name: "x" }))).toEqual([404, "not-found"])
    expect(await refused(ann.patch("/api/people/..%2Fx", { name: "x" }))).toEqual([404, "not-found"])
  })

  it("a change is told to open pages", async () => {
    const told: string[] = []
    server.server.app.bus.subscribe(event => told.push(event.kind))
    await ann.patch(`/api/people/${ann.id}`, { name: "Anna" })
    await ann.post("/api/people", { name: "Bo", email: "bo@example.org" })
    await ann.post("/api/people", { name: "Bo", email: "bo@example.org" })
    expect(told).toEqual(["people-changed", "people-changed"])
  })

  it("an admin who loses that while a password is hashed adds and changes nobody any more", async () => {
    const meanwhile: (() => Promise<unknown>)[] = []
    const passwords = {
      ...argon2Passwords,
      hash: async (password: string) => {
        await meanwhile.pop()?.()
        return argon2Passwords.hash(password)
      },
    }
    const other = await startServer({ passwords })
    const steward = await other.setUp()
    const [bo, cy] = [await other.join(steward, "Bo"), await other.join(steward, "Cy")]
    const rise = () => steward.patch(`/api/people/${bo.id}`, { standing: "admin" })
    const fall = () => steward.patch(`/api/people/${bo.id}`, { standing: "member" })
    await rise()
    meanwhile.push(fall)
    expect(await refused(bo.post("/api/people", { name: "Di", email: "di@example.org", password: PASSWORD }))).toEqual([
      403,
      "not-allowed",
    ])
    await rise()
    meanwhile.push(fall)
    expect(await refused(bo.patch(`/api/people/${cy.id}`, { password: "another one" }))).toEqual([403, "not-allowed"])
    expect((await other.visitor().post("/api/session", { email: cy.email, password: PASSWORD })).status).toBe(200)
    await other.close()
  })
})
