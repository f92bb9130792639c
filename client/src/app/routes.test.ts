import { describe, expect, it } from "vitest"
import { pageAt } from "./routes.ts"

describe("an address", () => {
  it("leads to its page", () => {
    expect(pageAt("/")).toEqual({ kind: "files", view: "recent" })
    expect(pageAt("/shared")).toEqual({ kind: "files", view: "shared" })
    expect(pageAt("/people/")).toEqual({ kind: "people" })
    expect(pageAt("/d/abc_-1")).toEqual({ kind: "document", id: "abc_-1" })
  })

  it.each(["/d/", "/d/a/b", "/d/a%20b", "/nowhere", "/dd/abc", "//"])("%s leads nowhere", path => {
    expect(pageAt(path)).toEqual({ kind: "unknown" })
  })
})
