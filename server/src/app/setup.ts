import { type Person, type PersonId, Refused } from "@sheaf/domain"
import type { App } from "./app.ts"
import { beginSession, type SignedIn } from "./sessions.ts"

export interface Setup {
  readonly organisation: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** The name of the organisation, when it has been created. */
export async function organisationName({ store }: App): Promise<string | undefined> {
  return (await store.organisation())?.name
}

/** Creates the organisation and its first person, the steward, and signs them in. Once: of two at the same time, one is refused. */
export async function setUp(app: App, { organisation, name, email, password }: Setup): Promise<SignedIn> {
  const { store, passwords, chance } = app
  if ((await store.organisation()) !== undefined) throw new Refused("already-set-up")
  const passwordHash = await passwords.hash(password)
  return store.transact(async tx => {
    if ((await tx.organisation()) !== undefined) throw new Refused("already-set-up")
    const person: Person = { id: chance.id<PersonId>(), name, email, standing: "steward", departed: false }
    await tx.putOrganisation(organisation)
    await tx.addPerson({ ...person, passwordHash })
    return beginSession(app, tx, person)
  })
}
