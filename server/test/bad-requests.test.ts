import { connect } from "node:net"
import { LIMITS } from "@sheaf/domain"
import { Problem } from "@sheaf/wire"
import * as v from "valibot"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Answered, PASSWORD, startServer, type TestServer, type Visitor } from "./running-server.ts"

describe("what is wrong is refused with a clear problem, and nothing is changed", () => {
  let server: TestServer
  let ann: Visitor
  let file: string
  beforeAll(async () => {
    server = await startServer()
    ann = await server.setUp()
    file = await ann.document()
  })
  afterAll(() => server.close())

  const problem = ({ status, headers, body }: Answered) => {
    expect(headers.get("content-type")).toMatch(/^application\/problem\+json/)
    expect(v.parse(Problem, body).status).toBe(status)
    return [status, body.code, body.fields]
  }
  const post = (json: unknown) => ann.post("/api/people", json)
  const raw = (bytes: string, type = "application/json") =>
    ann.send("POST", "/api/people", { bytes, headers: { "content-type": type } })

  it("malformed JSON", async () => {
    for (const text of ["", "{", "{]", "nul", '{"name": "x", }', "\u0000", "[".repeat(100_000)])
      expect(problem(await raw(text)).slice(0, 2)).toEqual([400, "malformed"])
  })

  it("JSON of another form", async () => {
    for (const json of [null, 1, "x", [], true, {}])
      expect(problem(await post(json)).slice(0, 2)).toEqual([400, "malformed"])
    expect(problem(await post({ name: 1, email: ["a@b.org"] }))).toEqual([
      400,
      "malformed",
      { name: "wrong-type", email: "wrong-type" },
    ])
    expect(problem(await post({ name: "x" }))).toEqual([400, "malformed", { email: "missing" }])
    expect(problem(await post({ name: "x", email: "x@example.org", admin: true }))).toEqual([
      400,
      "malformed",
      { admin: "unknown" },
    ])
    const polluted = await raw('{"name": "x", "email": "x@example.org", "__proto__": {"standing": "steward"}}')
    expect(problem(polluted).slice(0, 2)).toEqual([400, "malformed"])
  })

  it("values outside of what is allowed, each named", async () => {
    const long = "x".repeat(LIMITS.personName + 1)
    expect(problem(await post({ name: long, email: "x@example.org" }))).toEqual([422, "invalid", { name: "too-long" }])
    expect(problem(await post({ name: "  ", email: "nobody" }))).toEqual([
      422,
      "invalid",
      { name: "empty", email: "not-an-address" },
    ])
    expect(problem(await post({ name: "a\u0000b", email: "x@example.org" }))[2]).toEqual({ name: "control-characters" })
    expect(problem(await post({ name: "a\nb", email: "x@example.org" }))[2]).toEqual({ name: "control-characters" })
    for (const hidden of ["\ud800", "a\udc00b", "a\u202eb", "\u202a", "a\u2066b\u2069", "\u2068a"]) {
      const refused = [422, "invalid"]
      expect(problem(await post({ name: hidden, email: "x@example.org" }))).toEqual([
        ...refused,
        { name: "control-characters" },
      ])
      expect(problem(await ann.patch(`/api/files/${file}`, { title: hidden }))).toEqual([
        ...refused,
        { title: "control-characters" },
      ])
    }
    for (const nothing of ["\u200b", "\u200d\u200c", "\u2060 \ufe0f", "\u00ad", "\u3164"])
      expect(problem(await post({ name: nothing, email: "x@example.org" }))[2]).toEqual({ name: "empty" })
    for (const name of ["👩\u200d🚀", "می\u200cخواهم", "𠮷野", "\u200fא"])
      expect((await ann.patch(`/api/people/${ann.id}`, { name })).body.person?.name).toBe(name)
    expect(problem(await post({ name: "x", email: "x@example.org", password: "short" }))[2]).toEqual({
      password: "too-short",
    })
    expect(problem(await post({ name: "x", email: "x@example.org", standing: "emperor" }))).toEqual([
      422,
      "invalid",
      { standing: "not-one-of-those" },
    ])
    const title = "x".repeat(LIMITS.title + 1)
    expect(problem(await ann.patch(`/api/files/${file}`, { title }))).toEqual([422, "invalid", { title: "too-long" }])
    expect(problem(await ann.post("/api/files", { kind: "poem", title: "x" }))[1]).toBe("invalid")
    expect(problem(await ann.get("/api/files?view=none"))).toEqual([422, "invalid", { view: "not-one-of-those" }])
    expect(problem(await ann.get("/api/people?q=a&q=b")).slice(0, 2)).toEqual([400, "malformed"])
  })

  it("a body that is too large", async () => {
    const large = await post({ name: "x".repeat(LIMITS.body), email: "x@example.org" })
    expect(problem(large).slice(0, 2)).toEqual([413, "too-large"])
  })

  it("a body of another type", async () => {
    const json = '{"name": "x", "email": "x@example.org"}'
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x"])
      expect(problem(await raw(json, type)).slice(0, 2)).toEqual([415, "unsupported-type"])
    expect((await raw('{"name": 1}', "application/json; charset=utf-8")).status).toBe(400)
  })

  it("addresses that there are not", async () => {
    for (const path of [
      "/api",
      "/api/",
      "/api/nothing",
      "/api/files/x/y/z",
      "/API/files",
      "/sync",
      "/live",
      "/assets/x.js",
    ])
      expect([path, ...problem(await ann.get(path))]).toEqual([path, 404, "not-found", undefined])
    expect(problem(await ann.post("/nowhere", {})).slice(0, 2)).toEqual([404, "not-found"])
  })

  it("methods that an address does not take, with those that it does", async () => {
    const answer = await ann.send("PUT", `/api/files/${file}`, { json: {} })
    expect(problem(answer).slice(0, 2)).toEqual([405, "method-not-allowed"])
    expect(answer.headers.get("allow")).toBe("GET, PATCH, DELETE")
    expect((await ann.get("/api/session")).status).toBe(405)
  })

  it("ids that are none", async () => {
    for (const id of ["%00", "..%2f..%2fetc%2fpasswd", "a b", "'--", "%F0%9F%98%80", "x".repeat(65), "x".repeat(500)])
      expect([id, ...problem(await ann.get(`/api/files/${id}`)).slice(0, 2)]).toEqual([id, 404, "not-found"])
  })

  it("percent signs that mean nothing", async () => {
    for (const path of ["/api/files/%", "/api/files/%zz", "/api/files/%E0%A4%A", "/%c0%af"])
      expect([path, ...problem(await ann.get(path)).slice(0, 2)]).toEqual([path, 400, "malformed"])
  })

  it("headers that are too large, and what is no HTTP at all", async () => {
    expect(await onSocket(`GET /api/me HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(100_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 [\s\S]*application\/problem\+json[\s\S]*"code":"too-large"/,
    )
    expect(await onSocket("HELLO\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"malformed"/)
    expect(await onSocket("POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 400 /,
    )
    const smuggled =
      "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    expect(await onSocket(smuggled)).toMatch(/^HTTP\/1\.1 400 /)
  })

  /** What the server says to these bytes, until it hangs up. */
  const onSocket = (bytes: string): Promise<string> =>
    new Promise(resolve => {
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => socket.write(bytes))
      let said = ""
      socket.on("data", chunk => {
        said += chunk
      })
      socket.on("error", () => undefined)
      socket.on("close", () => resolve(said))
    })

  describe("requests from other sites' pages", () => {
    const rename = (headers: Record<string, string>, cookie = true) =>
      fetch(`${server.url}/api/files/${file}`, {
        method: "PATCH",
        headers: { "content-type": "application/json", ...(cookie ? { cookie: ann.cookie } : {}), ...headers },
        body: '{"title": "Plan"}',
      })
    const status = async (headers: Record<string, string>) => {
      const answer = await rename(headers)
      return answer.status === 200 ? 200 : `${answer.status} ${(await answer.json()).code}`
    }

    it("by their Origin", async () => {
      const { host, port } = new URL(server.url)
      const others = ["https://evil.example", "null", `http://${host}.evil.example`, `http://evil.${host}`, "garbage"]
      others.push(`http://localhost:${Number(port) + 1}`, "http://localhost", `http://x@evil.example/${host}`)
      for (const origin of others) expect([origin, await status({ origin })]).toEqual([origin, "403 cross-site"])
      expect(await status({ origin: server.url })).toBe(200)
    })

    it("by Sec-Fetch-Site, where there is no Origin", async () => {
      for (const site of ["cross-site", "same-site"])
        expect(await status({ "sec-fetch-site": site })).toBe("403 cross-site")
      expect(await status({ "sec-fetch-site": "same-origin" })).toBe(200)
    })

    it("and with a cookie but without either", async () => {
      expect(await status({})).toBe("403 cross-site")
      expect((await rename({}, false)).status).toBe(401)
    })

    it("signing in is refused too, so that nobody is signed in as somebody else without knowing", async () => {
      const json = { email: ann.email, password: PASSWORD }
      const headers = { origin: "https://evil.example" }
      expect(problem(await server.visitor().post("/api/session", json, { headers })).slice(0, 2)).toEqual([
        403,
        "cross-site",
      ])
      const program = await fetch(`${server.url}/api/session`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(json),
      })
      expect(program.status).toBe(200)
    })

    it("reading is left to the browser: no other site may read an answer", async () => {
      const { headers } = await ann.get("/api/me", { headers: { origin: "https://evil.example" } })
      expect(headers.get("access-control-allow-origin")).toBeNull()
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin")
    })
  })

  it("after all of this everything is as it was", async () => {
    expect((await ann.get("/api/people")).body.people.length).toBe(1)
    expect((await ann.get("/api/files")).body.files.map((one: { title: string }) => one.title)).toEqual(["Plan"])
  })
})

describe("behind a public address", () => {
  it("only its own pages write", async () => {
    const server = await startServer({ publicUrl: "https://docs.example.org" })
    const json = { organisation: "Org", name: "Ann", email: "ann@example.org", password: PASSWORD }
    const setUp = async (origin: string) =>
      (await server.visitor().post("/api/setup", json, { headers: { origin } })).status
    expect(await setUp(server.url)).toBe(403)
    expect(await setUp("http://docs.example.org")).toBe(403)
    expect(await setUp("https://docs.example.org")).toBe(201)
    await server.close()
  })

  it("the address that asks is the one that the proxy tells; without a proxy nobody is believed", async () => {
    const blocked = async (server: TestServer, origin: string) => {
      const json = { organisation: "Org", name: "Ann", email: "ann@example.org", password: PASSWORD }
      await server.visitor().post("/api/setup", json, { headers: { origin } })
      const guess = (i: number) => {
        const headers = { origin, "x-forwarded-for": `192.0.2.${i}` }
        return server.visitor().post("/api/session", { email: `a${i}@example.org`, password: "wrong" }, { headers })
      }
      const answers = await Promise.all(Array.from({ length: 22 }, (_, i) => guess(i)))
      await server.close()
      return answers.filter(answer => answer.status === 429).length
    }
    expect(
      await blocked(await startServer({ publicUrl: "https://docs.example.org" }), "https://docs.example.org"),
    ).toBe(0)
    const direct = await startServer()
    expect(await blocked(direct, direct.url)).toBe(2)
  })
})

describe("too many requests", () => {
  it("from one address are refused for a while; the page itself is not", async () => {
    const server = await startServer({ requestsPerMinute: 5 })
    const visitor = server.visitor()
    for (let i = 0; i < 5; i++) expect((await visitor.get("/api/setup")).status).toBe(200)
    const refused = await visitor.get("/api/setup")
    expect([refused.status, refused.body.code]).toEqual([429, "too-many-requests"])
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
    expect((await visitor.get("/healthz")).status).toBe(200)
    await server.close()
  })
})
