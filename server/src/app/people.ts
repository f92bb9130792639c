import {
  mayChangePerson,
  mayGiveStanding,
  mayManagePeople,
  type Person,
  type PersonId,
  Refused,
  type Standing,
} from "@sheaf/domain"
import type { Tx } from "../ports/store.ts"
import type { Actor, App } from "./app.ts"
import { endSessions } from "./sessions.ts"

/** Everybody, or those whose name or address has `query` in it, in any case. */
export async function listPeople({ store }: App, query = ""): Promise<readonly Person[]> {
  const wanted = query.trim().toLowerCase()
  const people = await store.people()
  return people.filter(({ name, email }) => name.toLowerCase().includes(wanted) || email.includes(wanted))
}

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly password?: string | undefined
  readonly standing?: Standing | undefined
}

/** Adds a person, who can sign in when they have a password (rules P2, P3). */
export async function addPerson(app: App, actor: Actor, input: NewPerson): Promise<Person> {
  const { store, bus, passwords, chance } = app
  const { name, email, standing = "member" } = input
  const mayAdd = (by: Person) => {
    if (!mayGiveStanding(by, standing)) throw new Refused("not-allowed")
  }
  mayAdd(actor.person)
  const passwordHash = input.password === undefined ? undefined : await passwords.hash(input.password)
  return store.transact(async tx => {
    mayAdd(await asNow(tx, actor))
    await mustBeFree(tx, email)
    const person: Person = { id: chance.id<PersonId>(), name, email, standing, departed: false }
    await tx.addPerson({ ...person, passwordHash })
    tx.afterCommit(() => bus.publish({ kind: "people-changed" }))
    return person
  })
}

export interface PersonChange {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly password?: string | undefined
  readonly standing?: Standing | undefined
}

/** Changes a person. A new password ends the sessions of its person; one's own goes through `changePassword` (rules P1 to P3). */
export async function changePerson(app: App, actor: Actor, id: PersonId, input: PersonChange): Promise<Person> {
  const { store, bus, passwords } = app
  if (id !== actor.person.id && !mayManagePeople(actor.person)) throw new Refused("not-allowed")
  const passwordHash = input.password === undefined ? undefined : await passwords.hash(input.password)
  return store.transact(async tx => {
    const before = await tx.person(id)
    if (before === undefined) throw new Refused("not-found")
    mustBeAllowed(await asNow(tx, actor), before, input)
    const standing = input.standing ?? before.standing
    if (before.standing === "steward" && standing !== "steward") await mustNotBeLastSteward(tx)
    const email = input.email ?? before.email
    if (email !== before.email) await mustBeFree(tx, email)
    const after: Person = { ...before, name: input.name ?? before.name, email, standing }
    await tx.changePerson(id, {
      name: after.name,
      email,
      standing,
      ...(passwordHash === undefined ? {} : { passwordHash }),
    })
    if (passwordHash !== undefined) await endSessions(app, tx, id)
    tx.afterCommit(() => bus.publish({ kind: "people-changed" }))
    return after
  })
}

/** The one who asks, as the transaction finds them: they may have lost their standing while a password was hashed. */
async function asNow(tx: Tx, { person }: Actor): Promise<Person> {
  const now = await tx.person(person.id)
  if (now === undefined || now.departed) throw new Refused("not-signed-in")
  return now
}

function mustBeAllowed(actor: Person, person: Person, { email, password, standing }: PersonChange): void {
  const own = actor.id === person.id
  const onlyName = email === undefined && password === undefined && standing === undefined
  if (own && onlyName) return
  const mayStand =
    standing === undefined ||
    standing === person.standing ||
    (mayGiveStanding(actor, standing) && mayGiveStanding(actor, person.standing))
  const mayRest = (own && mayManagePeople(actor) && password === undefined) || (!own && mayChangePerson(actor, person))
  if (!mayStand || !mayRest) throw new Refused("not-allowed")
}

async function mustBeFree(tx: Tx, email: string): Promise<void> {
  if ((await tx.credentials(email)) !== undefined) throw new Refused("email-taken", { fields: { email: "taken" } })
}

async function mustNotBeLastSteward(tx: Tx): Promise<void> {
  const stewards = (await tx.people()).filter(person => person.standing === "steward" && !person.departed)
  if (stewards.length <= 1) throw new Refused("last-steward")
}
