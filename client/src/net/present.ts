import { PERSON_COLOURS, type PersonId } from "@sheaf/domain"
import type { Awareness } from "y-protocols/awareness"
import type { Present } from "./document-connection.ts"

/** Who has the document open, once each, me first. States that the server has not stamped say nothing. */
export function presentIn(awareness: Awareness, me: { readonly id: PersonId }): readonly Present[] {
  const people = new Map<string, Present>()
  for (const state of awareness.getStates().values()) {
    const user = userOf(state)
    if (user !== undefined) people.set(user.id, { ...user, me: user.id === me.id })
  }
  return [...people.values()].sort((a, b) => Number(b.me) - Number(a.me) || a.name.localeCompare(b.name))
}

function userOf(state: unknown): Omit<Present, "me"> | undefined {
  if (typeof state !== "object" || state === null || !("user" in state)) return undefined
  const { user } = state
  if (typeof user !== "object" || user === null || !("id" in user) || !("name" in user) || !("colour" in user))
    return undefined
  const { id, name, colour } = user
  if (typeof id !== "string" || typeof name !== "string" || typeof colour !== "number") return undefined
  return { id: id as PersonId, name, colour: Math.abs(Math.trunc(colour)) % PERSON_COLOURS }
}
