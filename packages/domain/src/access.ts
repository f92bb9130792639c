import type { File } from "./file.ts"
import type { FileId, GrantId, PersonId } from "./ids.ts"
import { atLeast, type GrantedRole, ROLES, type Role } from "./role.ts"

/** A right that somebody gave. Departments, groups, everyone and links come with the rights issue. */
export interface Grant {
  readonly id: GrantId
  readonly file: FileId
  readonly to: { readonly kind: "person"; readonly id: PersonId }
  readonly role: GrantedRole
  readonly by: PersonId
  readonly at: number
}

/** Why somebody has a role: being the owner, or a grant. Taking all of them away takes the role away. */
export type Because = { readonly kind: "owner" } | { readonly kind: "grant"; readonly grant: Grant }

export interface Access {
  /** Absent when nothing gives a role: the file is then as if it were not there. */
  readonly role?: Role
  readonly because: readonly Because[]
}

/** The strongest role that `file` and its `grants` give `person`, with what gives it (rules A1 to A3). */
export function explain(person: PersonId, file: Pick<File, "owner">, grants: readonly Grant[]): Access {
  const reasons: { role: Role; because: Because }[] = grants
    .filter(grant => grant.to.id === person)
    .map(grant => ({ role: grant.role, because: { kind: "grant", grant } }))
  if (file.owner === person) reasons.push({ role: "owner", because: { kind: "owner" } })
  const role = ROLES.findLast(candidate => reasons.some(reason => reason.role === candidate))
  if (role === undefined) return { because: [] }
  return { role, because: reasons.filter(reason => reason.role === role).map(reason => reason.because) }
}

/** Whether somebody with `role` may give, change or take away a grant of `granted` (rule A4). */
export function mayGrant(role: Role | undefined, granted: GrantedRole): boolean {
  return atLeast(role, "manager") && atLeast(role, granted)
}
