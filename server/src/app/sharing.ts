import {
  type Access,
  atLeast,
  explain,
  type FileId,
  type Grant,
  type GrantedRole,
  type GrantId,
  mayGrant,
  type PersonId,
  Refused,
} from "@sheaf/domain"
import type { Reads } from "../ports/store.ts"
import type { Actor, App } from "./app.ts"
import { audience, mustNotBeInTrash, type Seen, see, seeAs } from "./seeing.ts"

/** Names for the ids in an answer. */
export type Names = ReadonlyMap<PersonId, string>

export interface FileAccess {
  readonly mine: Access
  readonly seen: Seen
  readonly names: Names
}

/** My role and why, and everybody who has one. */
export async function accessTo({ store }: App, { person }: Actor, id: FileId): Promise<FileAccess> {
  const seen = await see(store, person.id, id)
  const mine = explain(person.id, seen.file, seen.grants)
  return { mine, seen, names: await namesIn(store, seen) }
}

/** Why `other` can open it, or cannot: for managers, and for anybody about themselves. */
export async function accessOf(
  { store }: App,
  { person }: Actor,
  id: FileId,
  other: PersonId,
): Promise<{ readonly access: Access; readonly names: Names }> {
  const seen = await seeAs(store, person.id, id, other === person.id ? "viewer" : "manager")
  const they = await store.person(other)
  if (they === undefined) throw new Refused("not-found")
  const access = they.departed ? { because: [] } : explain(other, seen.file, seen.grants)
  return { access, names: await namesIn(store, seen) }
}

/** Gives a role, or changes the one given (rule A4). */
export async function share(
  { store, bus, clock, chance }: App,
  { person }: Actor,
  id: FileId,
  { to, role }: { readonly to: PersonId; readonly role: GrantedRole },
): Promise<{ readonly grant: Grant; readonly names: Names }> {
  return store.transact(async tx => {
    const seen = await seeAs(tx, person.id, id, "manager")
    mustNotBeInTrash(seen)
    mustBeWithin(seen, role)
    const receiver = await tx.person(to)
    if (receiver === undefined) throw new Refused("unknown-person")
    if (receiver.departed) throw new Refused("departed-person")
    if (seen.file.owner === to) throw new Refused("owner-has-all")
    const earlier = seen.grants.find(one => one.to.id === to)
    if (earlier !== undefined) mustBeWithin(seen, earlier.role)
    const at = clock.now()
    const grant = await tx.putGrant({ id: chance.id<GrantId>(), file: id, to, role, by: person.id, at })
    const told = audience(seen.file, [...seen.grants, grant])
    tx.afterCommit(() => {
      bus.publish({ kind: "access-changed", file: id })
      bus.publish({ kind: "file-changed", file: id, for: told })
    })
    return { grant, names: await namesIn(tx, { ...seen, grants: [grant] }) }
  })
}

/** Takes a role away: managers and the owner (rule A4); anybody their own. */
export async function unshare({ store, bus }: App, { person }: Actor, id: FileId, grantId: GrantId): Promise<void> {
  await store.transact(async tx => {
    const seen = await see(tx, person.id, id)
    const grant = seen.grants.find(one => one.id === grantId)
    if (grant === undefined) throw new Refused(atLeast(seen.role, "manager") ? "not-found" : "not-allowed")
    if (grant.to.id !== person.id) {
      if (!atLeast(seen.role, "manager")) throw new Refused("not-allowed")
      mustBeWithin(seen, grant.role)
    }
    await tx.removeGrant(id, grantId)
    tx.afterCommit(() => {
      bus.publish({ kind: "access-changed", file: id })
      bus.publish({ kind: "file-changed", file: id, for: audience(seen.file, seen.grants) })
    })
  })
}

function mustBeWithin({ role }: Seen, granted: GrantedRole): void {
  if (!mayGrant(role, granted)) throw new Refused("above-own-role")
}

async function namesIn(reads: Pick<Reads, "person">, { file, grants }: Pick<Seen, "file" | "grants">): Promise<Names> {
  const ids = new Set([file.owner, ...grants.flatMap(grant => [grant.to.id, grant.by])])
  const names = new Map<PersonId, string>()
  for (const id of ids) names.set(id, (await reads.person(id))?.name ?? "")
  return names
}
