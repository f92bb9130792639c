import { describe, expect, it } from "vitest"
import { argon2Passwords } from "./argon2.ts"

const { hash, verify } = argon2Passwords

describe("passwords", () => {
  it("are known again, and no other is", async () => {
    const kept = await hash("correct horse 电池")
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await verify("correct horse 电池", kept)).toBe(true)
    expect(await verify("correct horse 电地", kept)).toBe(false)
  })

  it("have a salt each", async () => {
    expect(await hash("same")).not.toBe(await hash("same"))
  })

  it("are the same however the keyboard composed them", async () => {
    expect(await verify("cafe\u0301", await hash("caf\u00e9"))).toBe(true)
  })

  it("of an unknown account or under a damaged hash are never right", async () => {
    expect(await verify("any", undefined)).toBe(false)
    expect(await verify("any", "plain")).toBe(false)
  })

  it("take the same work for an unknown account", async () => {
    const kept = await hash("some password")
    const timed = async (stored: string | undefined) => {
      const start = performance.now()
      for (let i = 0; i < 8; i++) await verify("wrong", stored)
      return performance.now() - start
    }
    await timed(kept)
    const [known, unknown] = [await timed(kept), await timed(undefined)]
    expect(unknown).toBeGreaterThan(known / 4)
    expect(unknown).toBeLessThan(known * 4)
  })
})
