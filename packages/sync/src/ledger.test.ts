import { describe, expect, it } from "vitest"
import { Ledger } from "./ledger.ts"

/** A ledger whose connection is open and whose first answer is on disk. */
function settled(): Ledger {
  const ledger = new Ledger()
  ledger.opened()
  ledger.sent(true)
  ledger.acknowledged(1)
  return ledger
}

describe("the ledger", () => {
  it("S15: says nothing before the server has the first answer", () => {
    const ledger = new Ledger()
    expect(ledger.standing.kind).toBe("unknown")
    ledger.opened()
    expect(ledger.standing.kind).toBe("unknown")
    ledger.sent(true)
    expect(ledger.standing.kind).toBe("pending")
    ledger.acknowledged(1)
    expect(ledger.standing.kind).toBe("settled")
  })

  it("S15: is pending until the last frame is acknowledged", () => {
    const ledger = settled()
    ledger.sent(false)
    ledger.sent(false)
    ledger.acknowledged(2)
    expect(ledger.standing.kind).toBe("pending")
    ledger.acknowledged(3)
    expect(ledger.standing.kind).toBe("settled")
  })

  it("S15: what was on its way when the connection ended is owed until the next answer is acknowledged", () => {
    const ledger = settled()
    ledger.sent(false)
    ledger.closed()
    expect(ledger.standing.kind).toBe("pending")
    ledger.opened()
    ledger.sent(true)
    ledger.acknowledged(1)
    expect(ledger.standing.kind).toBe("settled")
  })

  it("S15: what was written offline is owed; an ack of an earlier frame of the next connection does not settle it", () => {
    const ledger = settled()
    ledger.closed()
    ledger.wrote()
    ledger.opened()
    ledger.sent(false)
    ledger.sent(true)
    ledger.acknowledged(1)
    expect(ledger.standing.kind).toBe("pending")
    ledger.acknowledged(2)
    expect(ledger.standing.kind).toBe("settled")
  })

  it("S11: what was refused stays owed, until writing is allowed again and the next answer is acknowledged", () => {
    const ledger = settled()
    ledger.sent(false)
    ledger.refused("read-only")
    ledger.acknowledged(2)
    expect(ledger.standing).toEqual({ kind: "refused", code: "read-only" })
    expect(ledger.owes).toBe(true)
    ledger.forgive()
    ledger.sent(true)
    ledger.acknowledged(3)
    expect(ledger.standing.kind).toBe("settled")
  })
})
