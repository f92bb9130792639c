import type { FileId, GrantId, PersonId } from "@sheaf/domain"
import { assert, known } from "@sheaf/std"
import type { Reads, Tx } from "../../ports/store.ts"
import { blobKey, grantsOf, type KeptFile, openedKey, type State } from "./state.ts"

/** The transaction object over a state that is thrown away if the transaction fails. Keeps the same keys as a database would. */
export function writesOf(state: State, reads: Reads, now: () => number, acts: (() => void)[]): Tx {
  const change = (id: FileId, with_: (file: KeptFile) => KeptFile) => {
    const file = state.files.get(id)
    if (file !== undefined) state.files.set(id, with_(file))
  }
  const countUp = (id: FileId) => change(id, file => ({ ...file, aclVersion: file.aclVersion + 1 }))
  const mustExist = (person: PersonId) => assert(state.people.has(person), "the person is there")

  return {
    ...reads,

    async putOrganisation(name) {
      state.organisation = { name }
    },

    async addPerson(person) {
      const taken = [...state.people.values()].some(({ id, email }) => id === person.id || email === person.email)
      assert(!taken, "ids and addresses are unique")
      state.people.set(person.id, person)
    },

    async changePerson(id, change) {
      const person = state.people.get(id)
      if (person === undefined) return
      const taken = [...state.people.values()].some(other => other.id !== id && other.email === change.email)
      assert(!taken, "addresses are unique")
      state.people.set(id, { ...person, ...change })
    },

    async addSession(session) {
      mustExist(session.person)
      for (const { id, person, expiresAt } of state.sessions.values())
        if (person === session.person && expiresAt <= now()) state.sessions.delete(id)
      state.sessions.set(session.id, session)
    },

    async endSession(id) {
      state.sessions.delete(id)
    },

    async endSessionsOf(person, except) {
      const ended = [...state.sessions.values()].filter(one => one.person === person && one.id !== except)
      for (const { id } of ended) state.sessions.delete(id)
      return ended.map(one => one.id).sort()
    },

    async addFile({ id, kind, title, owner, at }) {
      mustExist(owner)
      assert(!state.files.has(id), "ids are unique")
      const file = { id, kind, title, owner, createdAt: at, updatedAt: at, epoch: 1, aclVersion: 1, schema: 0 }
      state.files.set(id, file)
    },

    async renameFile(id, title, at) {
      change(id, file => ({ ...file, title, updatedAt: at }))
    },

    async trashFile(id, at) {
      change(id, ({ trashedAt: _, ...file }) => (at === undefined ? file : { ...file, trashedAt: at }))
      countUp(id)
    },

    async putGrant({ id, file, to, role, by, at }) {
      mustExist(to)
      assert(state.files.has(file), "the file is there")
      const earlier = grantsOf(state, file).find(grant => grant.to.id === to)
      const grant = { id: earlier?.id ?? id, file, to: { kind: "person", id: to }, role, by, at } as const
      state.grants.set(grant.id, grant)
      countUp(file)
      return grant
    },

    async removeGrant(file, id: GrantId) {
      if (state.grants.get(id)?.file === file) state.grants.delete(id)
      countUp(file)
    },

    async markOpened(file, person, at) {
      known(state.files.get(file), "the file")
      state.opened.set(openedKey(person, file), at)
    },

    async addBlob(file, blob) {
      const key = blobKey(file, blob.id)
      if (!state.blobs.has(key)) state.blobs.set(key, blob)
    },

    afterCommit: act => {
      acts.push(act)
    },
  }
}
