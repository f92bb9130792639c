import { type FileId, type PersonId, Refused } from "@sheaf/domain"
import { routes } from "@sheaf/wire"
import { describe, expect, it } from "vitest"
import { shelf } from "../../test/shelf.ts"
import { type CallApi, Offline } from "./api.ts"
import { remembering } from "./remembering.ts"

const ME = {
  person: { id: "p1" as PersonId, name: "Ann", email: "a@example.org", standing: "member", departed: false },
  organisation: "O",
}

function device() {
  const storage = shelf()
  const kept = {
    get size() {
      return Object.keys(storage).length
    },
  }
  let answer: () => unknown = () => ME
  const left: PersonId[] = []
  const server = (async () => answer()) as unknown as CallApi
  const call = remembering(server, { storage, left: person => void left.push(person) })
  return { call, kept, left, says: (next: () => unknown) => (answer = next) }
}
const offline = () => {
  throw new Offline("no network")
}

describe("a device", () => {
  it("knows who I am without a network, once it has been told", async () => {
    const { call, says } = device()
    await call(routes.me)
    says(offline)
    expect(await call(routes.me)).toEqual(ME)
  })

  it("does not make up what it was never told", async () => {
    const { call, says } = device()
    says(offline)
    await expect(call(routes.me)).rejects.toBeInstanceOf(Offline)
    await expect(call(routes.people)).rejects.toBeInstanceOf(Offline)
  })

  it("forgets a file that I may no longer see", async () => {
    const { call, says, kept } = device()
    const params = { id: "f1" as FileId }
    says(() => ({ any: "thing" }))
    await call(routes.file, { params })
    expect(kept.size).toBe(1)
    says(() => {
      throw new Refused("not-found")
    })
    await expect(call(routes.file, { params })).rejects.toBeInstanceOf(Refused)
    expect(kept.size).toBe(0)
  })

  it("forgets everything when I sign out", async () => {
    const { call, kept, left } = device()
    await call(routes.me)
    await call(routes.signOut)
    expect(kept.size).toBe(0)
    expect(left).toEqual(["p1"])
  })
})
