import type { Reads } from "../../ports/store.ts"
import { byName, oldestGrantFirst, recentFirst } from "../order.ts"
import { blobKey, grantsOf, openedKey, type State, toFile, toPerson, toSession } from "./state.ts"

/** Reads of the state that `state` answers at that moment. */
export function readsOf(state: () => State): Reads {
  return {
    organisation: async () => state().organisation,

    async person(id) {
      const person = state().people.get(id)
      return person && toPerson(person)
    },

    people: async () => [...state().people.values()].map(toPerson).sort(byName),

    async credentials(email) {
      const person = [...state().people.values()].find(one => one.email === email)
      return person && { person: toPerson(person), passwordHash: person.passwordHash }
    },

    async session(tokenHash, now) {
      const session = [...state().sessions.values()].find(one => one.tokenHash === tokenHash && one.expiresAt > now)
      const person = session && state().people.get(session.person)
      return person && session && { session: toSession(session), person: toPerson(person) }
    },

    async sessionsOf(person) {
      const sessions = [...state().sessions.values()].filter(session => session.person === person)
      return sessions.map(toSession).sort((a, b) => (a.id < b.id ? -1 : 1))
    },

    async file(id) {
      const file = state().files.get(id)
      return file && toFile(file)
    },

    async filesOf(person) {
      const now = state()
      return [...now.files.values()]
        .map(kept => ({
          file: toFile(kept),
          ownerName: now.people.get(kept.owner)?.name ?? "",
          grants: grantsOf(now, kept.id).sort(oldestGrantFirst),
          openedAt: now.opened.get(openedKey(person, kept.id)),
        }))
        .filter(({ file, grants }) => file.owner === person || grants.some(grant => grant.to.id === person))
        .sort(recentFirst)
    },

    grants: async file => grantsOf(state(), file).sort(oldestGrantFirst),

    async admission(id) {
      const file = state().files.get(id)
      if (file === undefined) return undefined
      return {
        file: toFile(file),
        grants: grantsOf(state(), id).sort(oldestGrantFirst),
        fence: { epoch: file.epoch, aclVersion: file.aclVersion },
        schema: file.schema,
      }
    },

    blob: async (file, blob) => state().blobs.get(blobKey(file, blob)),
  }
}
