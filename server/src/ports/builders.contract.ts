import type { FileId, GrantedRole, GrantId, PersonId, SessionId } from "@sheaf/domain"
import type { Store } from "./store.ts"

/** What a contract asks for: a new, empty store whose clock stands at `START` until it is moved. */
export interface Opened {
  readonly store: Store
  readonly clock: { time: number }
}
export type Open = () => Promise<Opened>

export const START = 1_000_000

export const personId = (name: string): PersonId => `p-${name}` as PersonId
export const fileId = (name: string): FileId => `f-${name}` as FileId
export const grantId = (name: string): GrantId => `g-${name}` as GrantId
export const sessionId = (name: string): SessionId => `s-${name}` as SessionId
export const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

export const addPerson = (store: Store, name: string): Promise<PersonId> =>
  store.transact(async tx => {
    const email = `${name.toLowerCase()}@example.org`
    await tx.addPerson({
      id: personId(name),
      name,
      email,
      standing: "member",
      departed: false,
      passwordHash: `hash-${name}`,
    })
    return personId(name)
  })

export const addFile = (store: Store, name: string, owner: PersonId, at = START): Promise<FileId> =>
  store.transact(async tx => {
    await tx.addFile({ id: fileId(name), kind: "document", title: name, owner, at })
    return fileId(name)
  })

let grants = 0
export const give = (store: Store, file: FileId, to: PersonId, role: GrantedRole, by: PersonId, at = START) =>
  store.transact(tx => tx.putGrant({ id: grantId(`${grants++}`), file, to, role, by, at }))
