import { CLOSE } from "@sheaf/wire"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { startServer, type TestServer, type Visitor } from "./running-server.ts"
import { connect, statusOf, until } from "./socket-client.ts"

/** A change of rights must be felt within a second. */
const SECOND = 1000

describe("rights at the socket", () => {
  let server: TestServer
  let ann: Visitor
  let bo: Visitor
  let file: string

  beforeEach(async () => {
    server = await startServer()
    ann = await server.setUp()
    bo = await server.join(ann, "Bo")
    file = await ann.document()
  })
  afterEach(() => server.close())

  it("refuses who is not signed in with 401, a stranger and an unknown file with 404", async () => {
    expect(await statusOf(server.url, server.visitor(), file)).toBe(401)
    expect(await statusOf(server.url, bo, file)).toBe(404)
    expect(await statusOf(server.url, ann, "no-such-file")).toBe(404)
    expect(await statusOf(server.url, ann, "..%2fetc")).toBe(404)
  })

  it("refuses forged cookies and tokens with 401", async () => {
    expect(await statusOf(server.url, ann, file, { headers: { cookie: `sheaf_session=${"x".repeat(43)}` } })).toBe(401)
    expect(await statusOf(server.url, ann, file, { query: "token=guess" })).toBe(401)
  })

  it("refuses a page of another site with 403, on /sync and on /live", async () => {
    expect(await statusOf(server.url, ann, file, { headers: { origin: "https://evil.example" } })).toBe(403)
    expect(await statusOf(server.url, ann, `../live`, { headers: { origin: "https://evil.example" } })).toBe(403)
  })

  it("S18: refuses more sockets than a browser ever has with 429, and takes one again when one is closed", async () => {
    const strict = await startServer({ sockets: { limits: { connections: 2 } } })
    const owner = await strict.setUp()
    const id = await owner.document()
    const first = await connect(strict.url, owner, id)
    await connect(strict.url, owner, id)
    expect(await statusOf(strict.url, owner, id)).toBe(429)
    first.end()
    await until(() => strict.server.sockets.directory.find(id as never)?.size === 1, "one left")
    expect(await statusOf(strict.url, owner, id)).toBe(101)
    await strict.close()
  })

  it("a viewer reads, hears edits, and is refused when writing", async () => {
    await ann.share(file, bo, "viewer")
    const [writer, reader] = [await connect(server.url, ann, file), await connect(server.url, bo, file)]
    writer.write("for all to read")
    await until(() => reader.text.includes("for all to read"), "the reader sees it")
    reader.write("not allowed")
    await until(() => reader.extras.some(extra => extra.kind === "refusal"), "the refusal")
    expect(reader.closed).toBeUndefined()
    expect((await connect(server.url, ann, file)).text).not.toContain("not allowed")
  })

  it("a plain client of a viewer is closed with 4403 when it writes", async () => {
    await ann.share(file, bo, "viewer")
    const reader = await connect(server.url, bo, file, { extended: false })
    reader.write("not allowed")
    await until(() => reader.closed, "closed")
    expect(reader.closed?.code).toBe(CLOSE.readOnly)
  })

  it("a changed role reaches an open socket within a second", async () => {
    await ann.share(file, bo, "viewer")
    const client = await connect(server.url, bo, file)
    await ann.share(file, bo, "editor")
    await until(() => client.extras.some(extra => extra.kind === "access" && extra.role === "editor"), "editor", SECOND)
    client.write("now I may")
    await until(() => client.acknowledged === 1, "acknowledged")
    await ann.share(file, bo, "commenter")
    await until(
      () => client.extras.some(extra => extra.kind === "access" && extra.role === "commenter"),
      "commenter",
      SECOND,
    )
  })

  it("a removed grant closes the socket with 4401 within a second", async () => {
    const grant = await ann.share(file, bo, "editor")
    const client = await connect(server.url, bo, file)
    await ann.delete(`/api/files/${file}/grants/${grant}`)
    await until(() => client.closed, "closed", SECOND)
    expect(client.closed).toEqual({ code: CLOSE.signedOut, reason: "access ended" })
    expect(await statusOf(server.url, bo, file)).toBe(404)
  })

  it("signing out closes that session's sockets with 4401, and no other", async () => {
    await ann.share(file, bo, "editor")
    const [mine, theirs] = [await connect(server.url, bo, file), await connect(server.url, ann, file)]
    await bo.delete("/api/session")
    await until(() => mine.closed, "closed", SECOND)
    expect(mine.closed).toEqual({ code: CLOSE.signedOut, reason: "signed out" })
    expect(theirs.closed).toBeUndefined()
  })

  it("what is in the trash can be read and not changed, until it is restored", async () => {
    const client = await connect(server.url, ann, file)
    client.write("before")
    await until(() => client.acknowledged === 1, "acknowledged")
    await ann.delete(`/api/files/${file}`)
    await until(
      () => client.extras.some(extra => extra.kind === "access" && extra.role === "viewer"),
      "read-only",
      SECOND,
    )
    client.write("in the trash")
    await until(() => client.extras.some(extra => extra.kind === "refusal"), "refused")
    await ann.post(`/api/files/${file}/restore`)
    await until(() => client.extras.at(-1)?.kind === "access", "access again", SECOND)
    expect(client.extras.at(-1)).toEqual({ kind: "access", role: "owner" })
  })

  it("S9: no row of a person is written after the revocation is, under a load of writes", async () => {
    for (let round = 0; round < 10; round++) {
      const grant = await ann.share(file, bo, "editor")
      const clients = await Promise.all([1, 2, 3].map(() => connect(server.url, bo, file)))
      let writing = true
      const load = (async () => {
        for (let i = 0; writing; i++) {
          for (const client of clients) client.write(`round ${round} line ${i}`)
          await new Promise(resolve => setImmediate(resolve))
        }
      })()
      await until(() => clients.every(client => client.acknowledged > 5), "the load is on")
      expect((await ann.delete(`/api/files/${file}/grants/${grant}`)).status).toBe(204)
      // The answer says that the revocation is on disk: from here on the log must not grow by this person.
      const head = (await server.server.app.store.open(file as never))?.head
      await until(() => clients.every(client => client.closed), "all closed", SECOND)
      writing = false
      await load
      expect((await server.server.app.store.open(file as never))?.head).toBe(head)
    }
  })
})
