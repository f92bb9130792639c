import { afterEach, describe, expect, it } from "vitest"
import { argon2Passwords } from "../src/adapters/password/argon2.ts"
import { SESSION_SECONDS } from "../src/app/sessions.ts"
import { PASSWORD, StillClock, startServer, type TestOverrides, type TestServer } from "./running-server.ts"

describe("setting up and signing in", () => {
  let server: TestServer
  const start = async (overrides?: TestOverrides) => {
    server = await startServer(overrides)
    return server
  }
  afterEach(() => server.close())
  const setup = { organisation: " Sheaf 公司 ", name: "Ann", email: " Ann@Example.org ", password: PASSWORD }

  it("the first visit creates the organisation, its steward and a session; there is no second", async () => {
    const ann = (await start()).visitor()
    expect((await ann.get("/api/setup")).body).toEqual({ needed: true })
    const made = await ann.post("/api/setup", setup)
    expect(made.status).toBe(201)
    expect(made.body.person).toMatchObject({
      name: "Ann",
      email: "ann@example.org",
      standing: "steward",
      departed: false,
    })
    expect(made.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^sheaf_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/),
    ])
    expect((await ann.get("/api/me")).body).toEqual({ person: made.body.person, organisation: "Sheaf 公司" })
    expect((await server.visitor().get("/api/setup")).body).toEqual({ needed: false, organisation: "Sheaf 公司" })
    const again = await server.visitor().post("/api/setup", { ...setup, email: "eve@example.org" })
    expect([again.status, again.body.code]).toEqual([409, "already-set-up"])
  })

  it("of many first visits at once, one creates the organisation", async () => {
    const { visitor } = await start()
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => visitor().post("/api/setup", setup)))
    expect(all.map(one => one.status).sort()).toEqual([201, 409, 409, 409, 409])
  })

  it("behind https the cookie is Secure", async () => {
    const ann = (await start({ publicUrl: "https://docs.example.org" })).visitor()
    const made = await ann.post("/api/setup", setup, { headers: { origin: "https://docs.example.org" } })
    expect(made.headers.getSetCookie()[0]).toMatch(/; Secure$/)
    expect(made.headers.get("strict-transport-security")).toMatch(/max-age=/)
  })

  it("nobody signs in before there is an organisation", async () => {
    const answer = await (await start()).visitor().post("/api/session", { email: "a@b.org", password: "12345678" })
    expect([answer.status, answer.body.code]).toEqual([409, "not-set-up"])
  })

  it("signing in, in any case of the address, and out", async () => {
    await (await start()).setUp()
    const ann = server.visitor()
    const signedIn = await ann.post("/api/session", { email: "ANN@example.org", password: PASSWORD })
    expect([signedIn.status, signedIn.body.person.name]).toEqual([200, "Ann"])
    expect((await ann.get("/api/me")).status).toBe(200)
    const kept = ann.cookie
    expect((await ann.delete("/api/session")).status).toBe(204)
    expect(ann.cookie).toBe("")
    ann.cookie = kept
    expect((await ann.get("/api/me")).status).toBe(401)
  })

  it("an unknown address and a wrong password get the same answer", async () => {
    await (await start()).setUp()
    const wrong = await server.visitor().post("/api/session", { email: "ann@example.org", password: "wrong" })
    const unknown = await server.visitor().post("/api/session", { email: "eve@example.org", password: "wrong" })
    expect(wrong.body).toEqual(unknown.body)
    expect([wrong.status, wrong.body.code]).toEqual([401, "wrong-credentials"])
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  it("guessing is slowed, for known and unknown alike; the wait over, the right password works and clears it", async () => {
    const clock = new StillClock()
    await (await start({ clock })).setUp()
    const attempt = (email: string, password: string) => server.visitor().post("/api/session", { email, password })
    for (const email of ["ann@example.org", "eve@example.org"]) {
      const answers = []
      for (let i = 0; i < 6; i++) answers.push(await attempt(email, "wrong"))
      expect(answers.map(answer => answer.status)).toEqual([401, 401, 401, 401, 401, 429])
      expect(answers[5]?.body).toMatchObject({ code: "too-many-attempts", retryAfter: 1 })
      expect(answers[5]?.headers.get("retry-after")).toBe("1")
    }
    expect((await attempt("ann@example.org", PASSWORD)).status).toBe(429)
    clock.time += 1000
    expect((await attempt("ann@example.org", PASSWORD)).status).toBe(200)
    for (let i = 0; i < 5; i++) expect((await attempt("ann@example.org", "wrong")).status).toBe(401)
  })

  it("a session runs out after thirty days", async () => {
    const clock = new StillClock()
    const ann = await (await start({ clock })).setUp()
    clock.time += SESSION_SECONDS * 1000 - 1
    expect((await ann.get("/api/me")).status).toBe(200)
    clock.time += 1
    expect((await ann.get("/api/me")).status).toBe(401)
  })

  it("forged cookies are nobody", async () => {
    const ann = await (await start()).setUp()
    const forged = [
      "sheaf_session=",
      "sheaf_session=x",
      `sheaf_session=${"A".repeat(43)}`,
      `other=${ann.cookie.slice(14)}`,
    ]
    forged.push(`${ann.cookie}x`, ann.cookie.replace("sheaf", "leaf"), "sheaf_session=' OR 1=1 --", "=;=;==;")
    for (const cookie of forged) {
      const eve = server.visitor()
      eve.cookie = cookie
      const answer = await eve.get("/api/me")
      expect([cookie, answer.status, answer.body.code]).toEqual([cookie, 401, "not-signed-in"])
    }
    ann.cookie = `theme=dark; ${ann.cookie}; other=1`
    expect((await ann.get("/api/me")).status).toBe(200)
  })

  it("every address of a person's answers 401 to nobody", async () => {
    await (await start()).setUp()
    const { body } = await server.visitor().get("/api/openapi.json")
    const closed: string[] = []
    for (const [path, operations] of Object.entries<Record<string, { security?: unknown }>>(body.paths))
      for (const [method, { security }] of Object.entries(operations))
        if (security !== undefined) {
          const answer = await server.visitor().send(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, "x"))
          expect([method, path, answer.status]).toEqual([method, path, 401])
          closed.push(path)
        }
    expect(closed.length).toBeGreaterThan(15)
  })

  it("changing one's password needs the current one, and ends one's other sessions", async () => {
    const ann = await (await start()).setUp()
    const elsewhere = server.visitor()
    await elsewhere.post("/api/session", { email: ann.email, password: PASSWORD })
    const ended: unknown[] = []
    server.server.app.bus.subscribe(event => ended.push(event))

    const wrong = await ann.put("/api/me/password", { current: "wrong", password: "another one" })
    expect([wrong.status, wrong.body.code]).toEqual([401, "wrong-credentials"])
    expect((await elsewhere.get("/api/me")).status).toBe(200)
    expect((await ann.put("/api/me/password", { current: PASSWORD, password: "another one" })).status).toBe(204)
    expect((await elsewhere.get("/api/me")).status).toBe(401)
    expect((await ann.get("/api/me")).status).toBe(200)
    expect(ended).toEqual([{ kind: "sessions-ended", sessions: [expect.any(String)] }])
    expect((await server.visitor().post("/api/session", { email: ann.email, password: PASSWORD })).status).toBe(401)
    expect((await server.visitor().post("/api/session", { email: ann.email, password: "another one" })).status).toBe(
      200,
    )
  })

  it("guessing the current password of an open session is slowed too", async () => {
    const ann = await (await start({ clock: new StillClock() })).setUp()
    const statuses = []
    for (let i = 0; i < 6; i++)
      statuses.push((await ann.put("/api/me/password", { current: "wrong", password: "another one" })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })

  /** Passwords that let something happen `meanwhile`: after the next one has been checked, before its answer is known. */
  const slowPasswords = () => {
    const meanwhile: (() => Promise<unknown>)[] = []
    const verify = async (password: string, kept: string | undefined) => {
      const fits = await argon2Passwords.verify(password, kept)
      await meanwhile.pop()?.()
      return fits
    }
    return { meanwhile, passwords: { ...argon2Passwords, verify } }
  }

  it("what was right while it was checked, and is not any more, does not sign in", async () => {
    const { meanwhile, passwords } = slowPasswords()
    const ann = await (await start({ passwords })).setUp()
    const bo = await server.join(ann, "Bo")
    meanwhile.push(() => ann.patch(`/api/people/${bo.id}`, { password: "another one" }))
    const late = await server.visitor().post("/api/session", { email: bo.email, password: PASSWORD })
    expect([late.status, late.body.code]).toEqual([401, "wrong-credentials"])
  })
  it("a session that an admin's new password ends does not change that password any more", async () => {
    const { meanwhile, passwords } = slowPasswords()
    const ann = await (await start({ passwords })).setUp()
    const bo = await server.join(ann, "Bo")
    meanwhile.push(() => ann.patch(`/api/people/${bo.id}`, { password: "set by Ann" }))
    const late = await bo.put("/api/me/password", { current: PASSWORD, password: "another one" })
    expect([late.status, late.body.code]).toEqual([401, "not-signed-in"])
    const signIn = (password: string) => server.visitor().post("/api/session", { email: bo.email, password })
    expect((await signIn("another one")).status).toBe(401)
    expect((await signIn("set by Ann")).status).toBe(200)
  })

  it("a session that signs out while it changes the password does not change it", async () => {
    const { meanwhile, passwords } = slowPasswords()
    const ann = await (await start({ passwords })).setUp()
    meanwhile.push(() => ann.delete("/api/session"))
    const late = await ann.put("/api/me/password", { current: PASSWORD, password: "another one" })
    expect([late.status, late.body.code]).toEqual([401, "not-signed-in"])
    expect((await server.visitor().post("/api/session", { email: ann.email, password: PASSWORD })).status).toBe(200)
  })

  it("of two changes of a password from one session, the later finds the current one wrong", async () => {
    const { meanwhile, passwords } = slowPasswords()
    const ann = await (await start({ passwords })).setUp()
    const change = (password: string) => ann.put("/api/me/password", { current: PASSWORD, password })
    meanwhile.push(async () => expect((await change("the first one")).status).toBe(204))
    const late = await change("the second one")
    expect([late.status, late.body.code]).toEqual([401, "wrong-credentials"])
    expect((await ann.get("/api/me")).status).toBe(200)
    const signIn = (password: string) => server.visitor().post("/api/session", { email: ann.email, password })
    expect((await signIn("the second one")).status).toBe(401)
    expect((await signIn("the first one")).status).toBe(200)
  })
})
