import { describe, expect, it } from "vitest"
import { localBus } from "./local-bus.ts"

describe("the local bus", () => {
  it("tells everybody in order, until they leave", () => {
    const told: string[] = []
    const bus = localBus(() => undefined)
    const leave = bus.subscribe(event => told.push(`a ${event.kind}`))
    bus.subscribe(event => told.push(`b ${event.kind}`))
    bus.publish({ kind: "people-changed" })
    leave()
    bus.publish({ kind: "people-changed" })
    expect(told).toEqual(["a people-changed", "b people-changed", "b people-changed"])
  })

  it("goes on when a listener throws, and says so", () => {
    const failures: unknown[] = []
    const told: string[] = []
    const bus = localBus(error => failures.push(error))
    const broken = new Error("broken")
    bus.subscribe(() => {
      throw broken
    })
    bus.subscribe(event => told.push(event.kind))
    bus.publish({ kind: "people-changed" })
    expect([failures, told]).toEqual([[broken], ["people-changed"]])
  })
})
