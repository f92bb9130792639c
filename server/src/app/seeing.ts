import { atLeast, explain, type File, type FileId, type Grant, type PersonId, Refused, type Role } from "@sheaf/domain"
import type { Reads } from "../ports/store.ts"

/** A file as somebody sees it. */
export interface Seen {
  readonly file: File
  readonly grants: readonly Grant[]
  readonly role: Role
}

/** The file, if `person` has any role in it; else it is as if it were not there (rule A2). */
export async function see(reads: Reads, person: PersonId, id: FileId): Promise<Seen> {
  const found = await reads.admission(id)
  const role = found && explain(person, found.file, found.grants).role
  if (found === undefined || role === undefined) throw new Refused("not-found")
  return { file: found.file, grants: found.grants, role }
}

/** The file, which `person` needs to have a role in to see, and at least `needed` to do what they ask. */
export async function seeAs(reads: Reads, person: PersonId, id: FileId, needed: Role): Promise<Seen> {
  const seen = await see(reads, person, id)
  if (!atLeast(seen.role, needed)) throw new Refused("not-allowed")
  return seen
}

/** What is in the trash is not changed: it is taken out first. */
export function mustNotBeInTrash({ file }: Seen): void {
  if (file.trashedAt !== undefined) throw new Refused("in-trash")
}

/** Everybody whose lists show the file. */
export function audience({ owner }: Pick<File, "owner">, grants: readonly Grant[]): readonly PersonId[] {
  return [...new Set([owner, ...grants.map(grant => grant.to.id)])]
}
