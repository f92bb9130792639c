import { describe, expect, it } from "vitest"
import { IncomingGate } from "./incoming-gate.ts"

describe("the gate", () => {
  it("lets through at once while nobody holds it", () => {
    const gate = new IncomingGate()
    const seen: number[] = []
    gate.pass(() => seen.push(1))
    expect(seen).toEqual([1])
  })

  it("keeps what comes, in order, until the last holder lets go", () => {
    const gate = new IncomingGate()
    const seen: number[] = []
    const [first, second] = [gate.hold(), gate.hold()]
    gate.pass(() => seen.push(1))
    gate.pass(() => seen.push(2))
    first()
    first()
    expect(seen).toEqual([])
    second()
    expect(seen).toEqual([1, 2])
  })

  it("held again while it empties, it keeps the rest", () => {
    const gate = new IncomingGate()
    const seen: number[] = []
    let again: () => void = () => {}
    const release = gate.hold()
    gate.pass(() => {
      seen.push(1)
      again = gate.hold()
    })
    gate.pass(() => seen.push(2))
    release()
    gate.pass(() => seen.push(3))
    expect(seen).toEqual([1])
    again()
    expect(seen).toEqual([1, 2, 3])
  })
})
