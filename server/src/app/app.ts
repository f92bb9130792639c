import type { Person } from "@sheaf/domain"
import type { Blobs } from "../ports/blobs.ts"
import type { Bus } from "../ports/bus.ts"
import type { Chance, Clock } from "../ports/clock.ts"
import type { Passwords } from "../ports/passwords.ts"
import type { Session, Store } from "../ports/store.ts"
import type { Guesses } from "./guesses.ts"

/** All that use cases need of the world. Each names the parts that it uses. */
export interface App {
  readonly store: Store
  readonly bus: Bus
  readonly blobs: Blobs
  readonly passwords: Passwords
  readonly clock: Clock
  readonly chance: Chance
  readonly guesses: Guesses
}

/** Who asks: somebody signed in, as they are now. */
export interface Actor {
  readonly person: Person
  readonly session: Session
}
