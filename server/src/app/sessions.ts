import { hash } from "node:crypto"
import { type Person, type PersonId, Refused, type SessionId } from "@sheaf/domain"
import type { Chance, Clock } from "../ports/clock.ts"
import type { Session, Store, Tx } from "../ports/store.ts"
import type { Actor, App } from "./app.ts"

export const SESSION_COOKIE = "sheaf_session"
/** Thirty days from signing in, in seconds; using it does not make it longer. */
export const SESSION_SECONDS = 30 * 24 * 3600

/** What signing in gives: who, and the token for the cookie, which the store does not know. */
export interface SignedIn {
  readonly person: Person
  readonly token: string
}

export interface SignIn {
  readonly email: string
  readonly password: string
  /** The network address that asks. */
  readonly address: string
}

/** Signs in. Unknown address, wrong password and departed person get the same answer after the same work. */
export async function signIn(app: App, { email, password, address }: SignIn): Promise<SignedIn> {
  const { store, passwords, guesses } = app
  const right = guesses.attempt(email, address)
  if ((await store.organisation()) === undefined) throw new Refused("not-set-up")
  const credentials = await store.credentials(email)
  const fits = await passwords.verify(password, credentials?.passwordHash)
  if (credentials === undefined || !fits) throw new Refused("wrong-credentials")
  const signedIn = await store.transact(async tx => {
    // The password may have been changed while it was checked.
    const now = await tx.credentials(email)
    if (now === undefined || now.passwordHash !== credentials.passwordHash || now.person.departed)
      throw new Refused("wrong-credentials")
    return beginSession(app, tx, now.person)
  })
  right()
  return signedIn
}

/** A new session in `tx`. */
export async function beginSession(
  { clock, chance }: { readonly clock: Clock; readonly chance: Chance },
  tx: Tx,
  person: Person,
): Promise<SignedIn> {
  const token = chance.secret()
  await tx.addSession({
    id: chance.id<SessionId>(),
    person: person.id,
    expiresAt: clock.now() + SESSION_SECONDS * 1000,
    tokenHash: hashOf(token),
  })
  return { person, token }
}

export async function signOut({ store, bus }: App, { session }: Actor): Promise<void> {
  await store.transact(async tx => {
    await tx.endSession(session.id)
    tx.afterCommit(() => bus.publish({ kind: "sessions-ended", sessions: [session.id] }))
  })
}

/** Changes one's own password, which ends one's other sessions. Guessing the current one is slowed as sign-in is. */
export async function changePassword(
  app: App,
  { person, session }: Actor,
  input: { readonly current: string; readonly password: string; readonly address: string },
): Promise<void> {
  const { store, passwords, guesses } = app
  const right = guesses.attempt(person.email, input.address)
  const credentials = await store.credentials(person.email)
  if (!(await passwords.verify(input.current, credentials?.passwordHash))) throw new Refused("wrong-credentials")
  const passwordHash = await passwords.hash(input.password)
  await store.transact(async tx => {
    const now = await mustStillBeSignedIn(app, tx, session)
    // The password may have been changed while it was checked: whoever knew the old one must not undo that.
    if ((await tx.credentials(now.email))?.passwordHash !== credentials?.passwordHash)
      throw new Refused("wrong-credentials")
    await tx.changePerson(person.id, { passwordHash })
    await endSessions(app, tx, person.id, session.id)
  })
  right()
}

/** The person of `session` as the transaction finds them; refuses when the session was ended, or ran out, meanwhile. */
async function mustStillBeSignedIn({ clock }: App, tx: Tx, session: Session): Promise<Person> {
  const open = (await tx.sessionsOf(session.person)).some(
    ({ id, expiresAt }) => id === session.id && expiresAt > clock.now(),
  )
  const person = open ? await tx.person(session.person) : undefined
  if (person === undefined || person.departed) throw new Refused("not-signed-in")
  return person
}

/** Ends the sessions of `person` in `tx`, but `except`, and tells those who hold sockets open. */
export async function endSessions({ bus }: App, tx: Tx, person: PersonId, except?: SessionId): Promise<void> {
  const sessions = await tx.endSessionsOf(person, except)
  if (sessions.length > 0) tx.afterCommit(() => bus.publish({ kind: "sessions-ended", sessions }))
}

/** Who the cookie header says this is; undefined when nobody: no cookie, a forged or an ended one, a departed person (rule A6). */
export async function authenticate(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  cookies: string | undefined,
): Promise<Actor | undefined> {
  const token = sessionToken(cookies)
  if (token === undefined) return undefined
  const found = await store.session(hashOf(token), clock.now())
  return found === undefined || found.person.departed ? undefined : found
}

const COOKIE = new RegExp(`(?:^|;)\\s*${SESSION_COOKIE}=([A-Za-z0-9_-]{43})\\s*(?:;|$)`)

/** The session's token in a cookie header, if there is one of the right form. */
export function sessionToken(cookies: string | undefined): string | undefined {
  return cookies === undefined ? undefined : COOKIE.exec(cookies)?.[1]
}

const hashOf = (token: string): string => hash("sha256", token)
