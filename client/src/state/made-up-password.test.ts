import { LIMITS } from "@sheaf/domain"
import { expect, it } from "vitest"
import { makeUpPassword } from "./made-up-password.ts"

it("a made-up password is long enough, easy to read out, and made of chance only", () => {
  const password = makeUpPassword(bytes => crypto.getRandomValues(bytes))
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  expect(password).not.toMatch(/[il01o]/)
  expect(password.length).toBeGreaterThanOrEqual(LIMITS.passwordMin)
})

it("bytes that would favour some letters are thrown away", () => {
  let next = 255
  expect(makeUpPassword(bytes => bytes.fill(next--)).startsWith("9876")).toBe(true)
})
