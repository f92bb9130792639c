import { createHash } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { LIMITS } from "@sheaf/domain"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { startServer, type TestServer, type Visitor } from "./running-server.ts"

/** One red pixel. */
const PNG = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    "base64",
  ),
)
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect width="4" height="3"/></svg>'

describe("pictures", () => {
  let server: TestServer
  let data: string
  let ann: Visitor
  let bo: Visitor
  let file: string
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), "sheaf-pictures-"))
    server = await startServer({ data })
    ann = await server.setUp()
    bo = await server.join(ann, "Bo")
    file = await ann.document()
  })
  afterEach(async () => {
    await server.close()
    rmSync(data, { recursive: true, force: true })
  })

  const add = (who: Visitor, bytes: Uint8Array | string, type = "image/png", to = file) =>
    who.send("POST", `/api/files/${to}/blobs`, { bytes, headers: { "content-type": type } })
  const refused = async (answer: ReturnType<Visitor["get"]>) => {
    const { status, body } = await answer
    return [status, body?.code]
  }

  it("are stored for a file and served to those who see it, and to nobody else", async () => {
    const added = await add(ann, PNG)
    expect(added.status).toBe(201)
    const id = createHash("sha256").update(PNG).digest("hex")
    const url = `/api/files/${file}/blobs/${id}`
    expect(added.body.blob).toEqual({ id, url, type: "image/png", size: PNG.length, width: 1, height: 1 })
    const answer = await fetch(server.url + url, { headers: ann.headers })
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PNG)

    expect(await refused(bo.get(url))).toEqual([404, "not-found"])
    expect(await refused(server.visitor().get(url))).toEqual([401, "not-signed-in"])
    await ann.share(file, bo, "viewer")
    expect((await bo.get(url)).status).toBe(200)
    const others = await bo.document()
    expect(await refused(bo.get(`/api/files/${others}/blobs/${id}`))).toEqual([404, "not-found"])
  })

  it("are served so that they can do nothing, and are kept only by the browser that may", async () => {
    const { body } = await add(ann, SVG, "image/svg+xml")
    const { headers } = await ann.get(body.blob.url)
    expect(headers.get("content-type")).toBe("image/svg+xml")
    expect(headers.get("x-content-type-options")).toBe("nosniff")
    expect(headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/)
    expect(headers.get("cache-control")).toBe("private, max-age=31536000, immutable")
    const again = await ann.get(body.blob.url, { headers: { "if-none-match": headers.get("etag") ?? "" } })
    expect([again.status, again.body]).toEqual([304, undefined])
  })

  it("are what their content says, whatever the type says", async () => {
    expect((await add(ann, PNG, "text/html")).body.blob.type).toBe("image/png")
    expect((await add(ann, SVG, "image/png")).body.blob.type).toBe("image/svg+xml")
    expect(await refused(add(ann, "<html><script>alert(1)</script>", "image/png"))).toEqual([422, "not-an-image"])
    expect(await refused(add(ann, "{}", "application/json"))).toEqual([422, "not-an-image"])
    expect(await refused(add(ann, ""))).toEqual([422, "not-an-image"])
    expect(await refused(add(ann, SVG.replace("<rect", "<rect onclick='x()'")))).toEqual([422, "unsafe-image"])
  })

  it("over 20 MB are refused, with and without a length", async () => {
    const large = new Uint8Array(LIMITS.image + 1)
    large.set(PNG)
    expect(await refused(add(ann, large))).toEqual([413, "too-large"])
    const stream = new ReadableStream({
      start: controller => {
        for (let sent = 0; sent <= LIMITS.image; sent += 1024 * 1024) controller.enqueue(new Uint8Array(1024 * 1024))
        controller.close()
      },
    })
    const headers = { ...ann.headers, "content-type": "image/png" }
    const answer = await fetch(`${server.url}/api/files/${file}/blobs`, {
      method: "POST",
      headers,
      body: stream,
      duplex: "half",
    } as RequestInit).then(
      one => one.status,
      () => "cut off",
    )
    expect([413, "cut off"]).toContain(answer)
    const just = new Uint8Array(LIMITS.image)
    just.set(PNG)
    expect((await add(ann, just)).status).toBe(201)
  })

  it("are added by editors and up", async () => {
    await ann.share(file, bo, "commenter")
    expect(await refused(add(bo, PNG))).toEqual([403, "not-allowed"])
    await ann.share(file, bo, "editor")
    expect((await add(bo, PNG)).status).toBe(201)
    expect((await add(ann, PNG)).status).toBe(201)
  })

  it("that are not there, and ids that are none, are not found", async () => {
    for (const id of ["0".repeat(64), "x", "..%2f..%2fsheaf.db", "0".repeat(63)])
      expect(await refused(ann.get(`/api/files/${file}/blobs/${id}`))).toEqual([404, "not-found"])
  })
})
