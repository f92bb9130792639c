import { describe, expect, it } from "vitest"
import { Listing } from "./listing.ts"

/** A list whose answers come when the test gives them. */
function listing() {
  const asked: { answer(items: string[]): void; fail(): void }[] = []
  const list = new Listing<string>(
    () => new Promise((answer, fail) => asked.push({ answer, fail: () => fail(new Error("no")) })),
  )
  return { list, asked, settle: () => new Promise(done => setTimeout(done)) }
}

describe("a list", () => {
  it("asks once at a time, and once more for all that changed meanwhile", async () => {
    const { list, asked, settle } = listing()
    void list.refresh()
    void list.refresh()
    void list.refresh()
    expect(asked).toHaveLength(1)
    asked[0]?.answer(["a"])
    await settle()
    expect(asked).toHaveLength(2)
    asked[1]?.answer(["a", "b"])
    await settle()
    expect(list.state.get()).toEqual({ kind: "ready", items: ["a", "b"] })
    expect(asked).toHaveLength(2)
  })

  it("that cannot be had says so, unless there is an older one", async () => {
    const { list, asked, settle } = listing()
    void list.refresh()
    asked[0]?.fail()
    await settle()
    expect(list.state.get().kind).toBe("failed")
    void list.refresh()
    asked[1]?.answer(["a"])
    await settle()
    void list.refresh()
    asked[2]?.fail()
    await settle()
    expect(list.state.get()).toEqual({ kind: "ready", items: ["a"] })
  })

  it("shows a change at once", async () => {
    const { list, asked, settle } = listing()
    void list.refresh()
    asked[0]?.answer(["a", "b"])
    await settle()
    list.change(items => items.filter(item => item !== "a"))
    expect(list.state.get()).toEqual({ kind: "ready", items: ["b"] })
  })
})
