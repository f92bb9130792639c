import { Refused } from "@sheaf/domain"
import type { Route } from "@sheaf/wire"
import { describe, expect, it } from "vitest"
import { apiOver } from "../net/api.ts"
import { Session } from "./session.ts"

const person = { id: "p1", name: "Ana", email: "ana@example.com", standing: "steward", departed: false }

/** A session whose server answers as given, by method and address; anything else is not there. */
function session(answers: Record<string, [status: number, body?: unknown]>) {
  const call = apiOver({
    fetch: async (address, init) => {
      const [status, body] = answers[`${init?.method} ${address}`] ?? [404, problem(404, "not-found")]
      if (status === 0) throw new TypeError("Failed to fetch")
      return new Response(body === undefined ? null : JSON.stringify(body), { status })
    },
    onSignedOut: () => one.lost(),
  })
  const one = new Session(call)
  return one
}

const problem = (status: Route["status"] | number, code: string) => ({ type: "about:blank", title: code, status, code })
const nobody: [number, unknown] = [401, problem(401, "not-signed-in")]
const me: [number, unknown] = [200, { person, organisation: "Yunfan" }]

describe("a session", () => {
  it("that stands begins at once", async () => {
    const one = session({ "GET /api/me": me })
    await one.start()
    expect(one.state.get()).toMatchObject({ kind: "signed-in", organisation: "Yunfan" })
  })

  it("of nobody asks to sign in, or to create the organisation", async () => {
    const known = session({ "GET /api/me": nobody, "GET /api/setup": [200, { needed: false, organisation: "Yunfan" }] })
    await known.start()
    expect(known.state.get()).toEqual({ kind: "signed-out", organisation: "Yunfan" })
    const fresh = session({ "GET /api/me": nobody, "GET /api/setup": [200, { needed: true }] })
    await fresh.start()
    expect(fresh.state.get()).toEqual({ kind: "setup" })
  })

  it("that cannot be asked for is unreachable, and can be tried again", async () => {
    const answers: Parameters<typeof session>[0] = { "GET /api/me": [0] }
    const one = session(answers)
    await one.start()
    expect(one.state.get().kind).toBe("unreachable")
    answers["GET /api/me"] = me
    await one.start()
    expect(one.state.get().kind).toBe("signed-in")
  })

  it("that ends while the page is used keeps who it was, for the page to stay as it is", async () => {
    const answers: Parameters<typeof session>[0] = { "GET /api/me": me }
    const one = session(answers)
    await one.start()
    answers["GET /api/me"] = nobody
    await one.check()
    expect(one.state.get().kind).toBe("ended")
    expect(one.person?.name).toBe("Ana")
  })

  it("is not taken for ended because the server is away", async () => {
    const answers: Parameters<typeof session>[0] = { "GET /api/me": me }
    const one = session(answers)
    await one.start()
    answers["GET /api/me"] = [0]
    await one.check()
    expect(one.state.get().kind).toBe("signed-in")
  })

  it("is not there after a refused sign-in, and the refusal says why", async () => {
    const one = session({ "POST /api/session": [401, problem(401, "wrong-credentials")] })
    await expect(one.signIn("ana@example.com", "no")).rejects.toBeInstanceOf(Refused)
    expect(one.state.get().kind).toBe("starting")
  })
})
