import { describe } from "vitest"
import { START } from "../../ports/builders.contract.ts"
import { journalContract } from "../../ports/journal.contract.ts"
import { storeContract } from "../../ports/store.contract.ts"
import { memoryStore } from "./store.ts"

const open = async () => {
  const clock = { time: START }
  return { store: memoryStore({ now: () => clock.time }), clock }
}

describe("the memory store keeps the store's contract", () => storeContract(open))
describe("the memory store keeps the journal's contract", () => journalContract(open))
