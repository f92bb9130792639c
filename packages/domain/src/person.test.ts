import { describe, expect, it } from "vitest"
import { colourOf, mayChangePerson, mayGiveStanding, mayManagePeople, PERSON_COLOURS, STANDINGS } from "./index.ts"

const standing = (name: (typeof STANDINGS)[number], departed = false) => ({ standing: name, departed })

describe("people", () => {
  it("P2: a steward changes everybody, an admin members, a member nobody", () => {
    const table = STANDINGS.map(actor => STANDINGS.filter(of => mayChangePerson(standing(actor), standing(of))))
    expect(table).toEqual([[], ["member"], ["member", "admin", "steward"]])
  })

  it("P3: only a steward gives or takes away the standing of admin or steward", () => {
    const table = STANDINGS.map(actor => STANDINGS.filter(given => mayGiveStanding(standing(actor), given)))
    expect(table).toEqual([[], ["member"], ["member", "admin", "steward"]])
  })

  it("A6: a departed person manages nobody, whatever they were", () => {
    for (const name of STANDINGS) {
      expect(mayManagePeople(standing(name, true))).toBe(false)
      expect(mayChangePerson(standing(name, true), standing("member"))).toBe(false)
      expect(mayGiveStanding(standing(name, true), "member")).toBe(false)
    }
  })

  it("have the same colour everywhere, out of those that there are", () => {
    const colours = new Set<number>()
    for (let i = 0; i < 1000; i++) colours.add(colourOf(`person-${i}`))
    expect([...colours].sort((a, b) => a - b)).toEqual(Array.from({ length: PERSON_COLOURS }, (_, i) => i))
    expect(colourOf("person-1")).toBe(colourOf("person-1"))
  })
})
