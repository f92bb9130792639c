import { describe, expect, it } from "vitest"
import { shelf } from "../../test/shelf.ts"
import { DeviceNotes, forgetNotes, owesAnything } from "./device-notes.ts"

describe("the notes beside a copy", () => {
  it("a tab that owes nothing does not wipe out what another tab owes", () => {
    const storage = shelf()
    const a = new DeviceNotes(storage, "doc", 1)
    const b = new DeviceNotes(storage, "doc", 2)
    a.remember({ owes: true })
    b.remember({ owes: false })
    expect(owesAnything(storage, "doc")).toBe(true)
    a.remember({ owes: false })
    expect(owesAnything(storage, "doc")).toBe(false)
  })

  it("what a closed tab owed is taken over by the next, and settled with it", () => {
    const storage = shelf()
    new DeviceNotes(storage, "doc", 1).remember({ owes: true })
    const next = new DeviceNotes(storage, "doc", 2)
    expect(next.recall().owes).toBe(true)
    next.remember({ owes: false })
    expect(owesAnything(storage, "doc")).toBe(false)
  })

  it("what another tab wrote after this one had loaded stays owed", () => {
    const storage = shelf()
    const a = new DeviceNotes(storage, "doc", 1)
    a.remember({ owes: true })
    const b = new DeviceNotes(storage, "doc", 2)
    a.remember({ owes: true })
    b.remember({ owes: false })
    expect(owesAnything(storage, "doc")).toBe(true)
  })

  it("remembers role, epoch and what is confirmed, of all tabs together", () => {
    const storage = shelf()
    const a = new DeviceNotes(storage, "doc", 1)
    a.remember({ owes: false, role: "editor", epoch: 3 })
    a.noteConfirmed([[1, 10]])
    new DeviceNotes(storage, "doc", 2).noteConfirmed([
      [1, 5],
      [2, 7],
    ])
    expect(a.recall()).toEqual({ owes: false, role: "editor", epoch: 3 })
    expect(a.recallConfirmed()).toEqual([
      [1, 10],
      [2, 7],
    ])
  })

  it("forgets all of one file and nothing of another", () => {
    const storage = shelf()
    for (const name of ["doc", "document"]) new DeviceNotes(storage, name, 1).remember({ owes: true })
    forgetNotes(storage, "doc")
    expect(Object.keys(storage).every(key => key.startsWith("document"))).toBe(true)
  })
})
