import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { routes } from "@sheaf/wire"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { memoryStore } from "../src/adapters/memory/store.ts"
import { StoreDown } from "../src/ports/journal.ts"
import { startServer, type TestServer } from "./running-server.ts"

describe("what machines ask", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer()
  })
  afterEach(() => server.close())

  it("whether it is alive, and can serve", async () => {
    expect((await server.visitor().get("/healthz")).body).toEqual({ ok: true })
    expect((await server.visitor().get("/readyz")).body).toEqual({ ok: true })
  })

  it("metrics, by route and not by address", async () => {
    const ann = await server.setUp()
    await ann.get("/api/files/some-file")
    await ann.get("/api/nowhere")
    const { body, headers } = await ann.get("/metrics")
    expect(headers.get("content-type")).toMatch(/^text\/plain/)
    expect(body).toMatch(/process_cpu_seconds_total/)
    expect(body).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/api\/files\/:id",status="404"\} 1/)
    expect(body).toMatch(/http_request_duration_seconds_count\{method="GET",route="none",status="404"\} 1/)
    expect(body).not.toMatch(/some-file/)
  })

  it("the list of all addresses, as OpenAPI", async () => {
    const { body } = await server.visitor().get("/api/openapi.json")
    expect(body.openapi).toBe("3.1.0")
    const operations = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap(Object.values)
    expect(operations.map(operation => operation.operationId).sort()).toEqual(Object.keys(routes).sort())
    const grant = body.paths["/api/files/{id}/grants"].put
    expect(grant.parameters).toEqual([
      { name: "id", in: "path", required: true, schema: expect.objectContaining({ type: "string" }) },
    ])
    expect(grant.requestBody.content["application/json"].schema.properties.role.enum).toContain("commenter")
    expect(body.paths["/api/files/{id}/blobs"].post.requestBody.content).toHaveProperty("application/octet-stream")
    expect(body.paths["/api/files"].get.parameters[0]).toMatchObject({ name: "view", in: "query", required: false })
  })

  it("HEAD, as GET without the body", async () => {
    const answer = await server.visitor().send("HEAD", "/healthz")
    expect([answer.status, answer.body]).toEqual([200, undefined])
  })
})

describe("the page", () => {
  let folder: string
  let server: TestServer
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "sheaf-page-"))
    mkdirSync(join(folder, "assets"))
    writeFileSync(join(folder, "index.html"), "<title>the page</title>")
    writeFileSync(join(folder, "mark.svg"), "<svg/>")
    writeFileSync(join(folder, "assets/main-abc.js"), "let plain")
    writeFileSync(join(folder, "assets/main-abc.js.gz"), "zipped")
    server = await startServer({ page: folder })
  })
  afterEach(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const get = (path: string, headers = {}) =>
    fetch(server.url + path, { headers: { "accept-encoding": "identity", ...headers } })

  it("stands at every address that is no program's", async () => {
    for (const path of ["/", "/f/some-file", "/people", "/setup?x=1"]) {
      const answer = await get(path)
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, "<title>the page</title>"])
      expect(answer.headers.get("cache-control")).toBe("no-cache")
      expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'self'.*frame-ancestors 'none'/)
    }
  })

  it("has parts that are kept for ever, by the hash in their names", async () => {
    const answer = await get("/assets/main-abc.js")
    expect([await answer.text(), answer.headers.get("cache-control")]).toEqual([
      "let plain",
      "public, max-age=31536000, immutable",
    ])
    expect((await get("/mark.svg")).headers.get("cache-control")).toBe("no-cache")
    const zipped = await server
      .visitor()
      .send("HEAD", "/assets/main-abc.js", { headers: { "accept-encoding": "gzip" } })
    expect(zipped.headers.get("content-encoding")).toBe("gzip")
  })

  it("is nothing but what was built: no way leads out of its folder", async () => {
    for (const path of ["/../../package.json", "/..%2f..%2fpackage.json", "/assets/..%2f..%2f..%2fpackage.json"])
      expect(await (await get(path)).text()).not.toMatch(/workspaces/)
    expect((await get("/assets/none.js")).status).toBe(404)
  })

  it("is not there when it has not been built, and the rest is", async () => {
    const bare = await startServer({ page: join(folder, "none") })
    expect((await bare.visitor().get("/")).status).toBe(404)
    expect((await bare.visitor().get("/healthz")).status).toBe(200)
    await bare.close()
  })
})

describe("when the store is down", () => {
  it("it says so, and nothing is changed; when it is back, so is the server", async () => {
    const store = memoryStore({ now: () => 0 })
    let down = false
    const work = store.transact.bind(store)
    const failing = {
      ...store,
      transact: (async act => {
        if (down) throw new StoreDown("no room")
        return work(act)
      }) as typeof store.transact,
      ping: async () => {
        if (down) throw new StoreDown("no room")
      },
    }
    const server = await startServer({ store: failing })
    const ann = await server.setUp()
    down = true
    const refused = await ann.post("/api/files", { kind: "document", title: "x" })
    expect([refused.status, refused.body.code]).toEqual([503, "store-unavailable"])
    expect(JSON.stringify(refused.body)).not.toMatch(/no room/)
    expect((await ann.get("/readyz")).status).toBe(503)
    expect((await ann.get("/healthz")).status).toBe(200)
    down = false
    expect((await ann.post("/api/files", { kind: "document", title: "x" })).status).toBe(201)
    expect((await ann.get("/readyz")).status).toBe(200)
    await server.close()
  })
})

describe("closing", () => {
  it("is done once, and frees the port", async () => {
    const server = await startServer()
    await Promise.all([server.close(), server.close()])
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  })
})
