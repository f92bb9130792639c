import type { PersonId } from "./ids.ts"

/** What a person may do in the organisation, apart from files. The first person is steward. */
export const STANDINGS = ["member", "admin", "steward"] as const
export type Standing = (typeof STANDINGS)[number]

export interface Person {
  readonly id: PersonId
  readonly name: string
  /** Lower case; one person an address. */
  readonly email: string
  readonly standing: Standing
  /** A departed person keeps their name on what they wrote, and can do nothing more. */
  readonly departed: boolean
}

/** Whether this person may add and change people. */
export function mayManagePeople(person: Pick<Person, "standing" | "departed">): boolean {
  return !person.departed && person.standing !== "member"
}

/**
 * Whether `actor` may change name, address and password of `person` (rule P2). Whoever sets a password can sign in as its person, so
 * nobody may reach up: an admin changes members, a steward everybody.
 */
export function mayChangePerson(
  actor: Pick<Person, "standing" | "departed">,
  person: Pick<Person, "standing">,
): boolean {
  return mayManagePeople(actor) && (actor.standing === "steward" || person.standing === "member")
}

/** Whether `actor` may add a person with this standing, or give it, or take it away (rule P3). */
export function mayGiveStanding(actor: Pick<Person, "standing" | "departed">, standing: Standing): boolean {
  return mayManagePeople(actor) && (actor.standing === "steward" || standing === "member")
}

/** How many colours `styles/tokens.css` has for people (`--person-0` …). */
export const PERSON_COLOURS = 12

/** The number of a person's colour: the same everywhere and for everybody, because it comes from the id alone (FNV-1a). */
export function colourOf(person: PersonId | string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < person.length; i++) hash = Math.imul(hash ^ person.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % PERSON_COLOURS
}
