import { randomBytes } from "node:crypto"
import type { Chance, Clock } from "../../ports/clock.ts"

export const systemClock: Clock = { now: () => Date.now() }

/** 6 bits a letter: 16 bytes give 21 letters with 126 bits, 32 bytes give 43 with 256. */
export const systemChance: Chance = {
  id: <Id extends string>() => randomBytes(16).toString("base64url").slice(0, 21) as Id,
  secret: () => randomBytes(32).toString("base64url"),
}
