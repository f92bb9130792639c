import { resolve } from "node:path"
import { describe, expect, it } from "vitest"
import { readConfig } from "./config.ts"
import { CannotStart } from "./ports/cannot-start.ts"

describe("the settings", () => {
  it("all have a value without being set", () => {
    expect(readConfig({ PATH: "/bin", SHEAFS: "x" })).toEqual({
      port: 3000,
      host: "127.0.0.1",
      data: resolve("data"),
      publicUrl: undefined,
      log: "info",
    })
    expect(readConfig({ PORT: "", SHEAF_LOG: " " })).toMatchObject({ port: 3000, log: "info" })
  })

  it("are taken as they are set", () => {
    const env = {
      PORT: "0",
      HOST: "::",
      SHEAF_DATA: "some/where",
      SHEAF_PUBLIC_URL: "https://docs.example.org",
      SHEAF_LOG: "debug",
    }
    expect(readConfig(env)).toMatchObject({ port: 0, host: "::", data: resolve("some/where"), log: "debug" })
    expect(readConfig(env).publicUrl?.origin).toBe("https://docs.example.org")
  })

  const wrong: [Record<string, string>, RegExp][] = [
    [{ SHEAF_PORT: "3000" }, /^Unknown setting SHEAF_PORT; there are SHEAF_DATA, /],
    [{ PORT: "http" }, /^PORT is "http"/],
    [{ PORT: "65536" }, /^PORT is "65536"/],
    [{ PORT: "-1" }, /^PORT is/],
    [{ SHEAF_LOG: "loud" }, /^SHEAF_LOG is "loud"/],
    [{ SHEAF_PUBLIC_URL: "docs.example.org" }, /^SHEAF_PUBLIC_URL is/],
    [{ SHEAF_PUBLIC_URL: "ftp://docs.example.org" }, /^SHEAF_PUBLIC_URL is/],
    [{ SHEAF_PUBLIC_URL: "https://docs.example.org/sheaf" }, /without a path$/],
    [{ SHEAF_DATABASE_URL: "postgres://x" }, /^SHEAF_DATABASE_URL is not built yet/],
    [{ SHEAF_REDIS_URL: "redis://x" }, /^SHEAF_REDIS_URL is not built yet/],
    [{ SHEAF_DATABASE_URL: "postgres://x", SHEAF_DATA: "data" }, /contradict/],
  ]
  for (const [env, line] of wrong)
    it(`${JSON.stringify(env)} stops the start in one line`, () => {
      expect(() => readConfig(env)).toThrow(CannotStart)
      expect(() => readConfig(env)).toThrow(line)
    })
})
