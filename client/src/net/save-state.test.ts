import { describe, expect, it } from "vitest"
import { type SaveFacts, saveStateOf } from "./save-state.ts"

const FACTS: SaveFacts = {
  standing: { kind: "settled" },
  role: "editor",
  connected: true,
  safe: true,
  stalled: false,
  storeDown: false,
}
const stateOf = (facts: Partial<SaveFacts>) => saveStateOf({ ...FACTS, ...facts })

describe("what the page says about saving", () => {
  it("S15: Saved only when the server has everything", () => {
    expect(stateOf({})).toEqual({ kind: "saved" })
    expect(stateOf({ standing: { kind: "pending" } })).toEqual({ kind: "saving" })
    expect(stateOf({ standing: { kind: "unknown" } })).toEqual({ kind: "connecting" })
  })

  it("On this device only when the device has it and there is no connection", () => {
    const pending = { standing: { kind: "pending" }, connected: false } as const
    expect(stateOf(pending)).toEqual({ kind: "on-device" })
    expect(stateOf({ ...pending, safe: false })).toEqual({ kind: "saving" })
    expect(stateOf({ ...pending, connected: true, stalled: true })).toEqual({ kind: "on-device" })
  })

  it("says why something cannot be saved, before anything else", () => {
    expect(stateOf({ standing: { kind: "refused", code: "quota" } })).toEqual({ kind: "refused", reason: "quota" })
    expect(stateOf({ standing: { kind: "pending" }, connected: false, storeDown: true })).toEqual({
      kind: "refused",
      reason: "store-down",
    })
  })

  it("a reader has nothing to save", () => {
    expect(stateOf({ role: "viewer" })).toEqual({ kind: "read-only" })
    expect(stateOf({ role: "commenter", standing: { kind: "unknown" } })).toEqual({ kind: "read-only" })
  })

  it("without a connection and with nothing written it is offline", () => {
    expect(stateOf({ standing: { kind: "unknown" }, connected: false })).toEqual({ kind: "offline" })
  })
})
