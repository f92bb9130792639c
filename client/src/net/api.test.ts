import { Refused } from "@sheaf/domain"
import { routes } from "@sheaf/wire"
import { describe, expect, it, vi } from "vitest"
import { apiOver, Offline } from "./api.ts"

const person = { id: "p1", name: "Ana", email: "ana@example.com", standing: "member", departed: false }

function answering(status: number, body: unknown) {
  const fetch = vi.fn<typeof globalThis.fetch>(
    async () => new Response(status === 204 ? null : JSON.stringify(body), { status }),
  )
  const onSignedOut = vi.fn()
  return { call: apiOver({ fetch, onSignedOut }), fetch, onSignedOut }
}

const problem = (status: number, code: string, more: object = {}) =>
  answering(status, { type: "about:blank", title: code, status, code, ...more })

describe("a call", () => {
  it("fills in the address, the query and the body", async () => {
    const { call, fetch } = answering(200, { person })
    await call(routes.changePerson, { params: { id: "p 1" }, body: { name: "Ana" } })
    expect(fetch).toHaveBeenCalledWith(
      "/api/people/p%201",
      expect.objectContaining({
        method: "PATCH",
        body: '{"name":"Ana"}',
        headers: { "content-type": "application/json" },
      }),
    )
  })

  it("leaves out a query that is not given", async () => {
    const { call, fetch } = answering(200, { people: [] })
    await call(routes.people)
    await call(routes.people, { query: { q: "an" } })
    expect(fetch.mock.calls.map(([address]) => address)).toEqual(["/api/people", "/api/people?q=an"])
  })

  it("answers what the route's schema says, and nothing where it says nothing", async () => {
    expect(await answering(200, { people: [{ ...person, secret: 1 }] }).call(routes.people)).toEqual({
      people: [person],
    })
    expect(await answering(204, undefined).call(routes.signOut)).toBeUndefined()
  })

  it("is refused with the problem's code, fields and time", async () => {
    const { call } = problem(429, "too-many-attempts", { retryAfter: 8, fields: { email: "empty" } })
    const error = await call(routes.signIn, { body: { email: "", password: "" } }).catch(fault => fault)
    expect(error).toBeInstanceOf(Refused)
    expect(error).toMatchObject({ code: "too-many-attempts", details: { retryAfter: 8, fields: { email: "empty" } } })
  })

  it("says that the session ended, and only then", async () => {
    const ended = problem(401, "not-signed-in")
    await ended.call(routes.me).catch(() => undefined)
    expect(ended.onSignedOut).toHaveBeenCalledOnce()
    const wrong = problem(401, "wrong-credentials")
    await wrong.call(routes.signIn, { body: { email: "a", password: "b" } }).catch(() => undefined)
    expect(wrong.onSignedOut).not.toHaveBeenCalled()
  })

  it("that nothing answers is offline", async () => {
    const call = apiOver({
      fetch: () => Promise.reject(new TypeError("Failed to fetch")),
      onSignedOut: () => undefined,
    })
    await expect(call(routes.me)).rejects.toBeInstanceOf(Offline)
    await expect(answering(502, "<html>").call(routes.me)).rejects.toBeInstanceOf(Offline)
  })

  it("that is taken back rejects as taken back", async () => {
    const stopped = AbortSignal.abort()
    const call = apiOver({
      fetch: async (_, init) => {
        init?.signal?.throwIfAborted()
        return new Response()
      },
      onSignedOut: () => undefined,
    })
    await expect(call(routes.me, {}, { signal: stopped })).rejects.toMatchObject({ name: "AbortError" })
  })

  it("answered with something else is a fault of the server", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined)
    await expect(answering(200, { nobody: true }).call(routes.me)).rejects.toMatchObject({ code: "internal" })
    await expect(answering(500, "oops").call(routes.me)).rejects.toMatchObject({ code: "internal" })
  })
})
