import { Problem, type Route, routes } from "@sheaf/wire"
import fc from "fast-check"
import * as v from "valibot"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startServer, type TestServer, type Visitor } from "./running-server.ts"

/** What nobody should send, beside what somebody might. */
const odd = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.constantFrom(
    "",
    "Plan",
    "viewer",
    "person",
    "document",
    "ann@example.org",
    "__proto__",
    "\u0000",
    "../..",
    "a".repeat(300),
  ),
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
)
const NAMES = [
  "name",
  "email",
  "password",
  "standing",
  "kind",
  "title",
  "to",
  "role",
  "id",
  "current",
  "organisation",
  "__proto__",
]
const { json } = fc.letrec(tie => ({
  json: fc.oneof({ maxDepth: 3 }, odd, fc.array(tie("json"), { maxLength: 3 }), tie("object")),
  object: fc.dictionary(fc.constantFrom(...NAMES), tie("json"), { maxKeys: 5 }),
}))

describe("any request whatever", () => {
  let server: TestServer
  let ann: Visitor
  let known: readonly string[]
  beforeAll(async () => {
    server = await startServer({ guesses: { account: 1e9, address: 1e9 } })
    ann = await server.setUp()
    const bo = await server.join(ann, "Bo")
    const file = await ann.document()
    known = [file, ann.id, bo.id, await ann.share(file, bo, "viewer"), "0".repeat(64)]
  })
  afterAll(() => server.close())

  // Not those that end the session, and not the slow hash of a password.
  const asked = Object.values<Route>(routes).filter(
    route => route !== routes.signOut && route !== routes.changePassword && route !== routes.metrics,
  )

  it("gets what its route answers, or a problem that says what it is: never a fault of the server", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...asked),
        fc.array(fc.oneof(fc.nat(4), fc.string({ unit: "binary", minLength: 1 })), { minLength: 2, maxLength: 2 }),
        fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
        fc.oneof(json, fc.uint8Array({ maxLength: 64 })),
        async (route, ids, query, body) => {
          let i = 0
          const path = route.path.replaceAll(/:\w+/g, () => {
            const id = ids[i++ % ids.length]
            return encodeURIComponent(typeof id === "number" ? (known[id] ?? "") : (id ?? ""))
          })
          const sent = route.method === "GET" ? {} : body instanceof Uint8Array ? { bytes: body } : { json: body }
          const answer = await ann.send(
            route.method,
            path + (query === undefined ? "" : `?q=${encodeURIComponent(query)}`),
            sent,
          )
          expect([route.path, answer.status, answer.body?.code]).not.toEqual([route.path, 500, "internal"])
          if (answer.status >= 400) expect(v.parse(Problem, answer.body).status).toBe(answer.status)
          else expect([200, 201, 204]).toContain(answer.status)
        },
      ),
      { numRuns: 800 },
    )
    expect((await ann.get("/readyz")).status).toBe(200)
  })
})
