/** What a grant can give, weakest first. */
export const GRANTED_ROLES = ["viewer", "commenter", "editor", "manager"] as const
export type GrantedRole = (typeof GRANTED_ROLES)[number]

/** What a person can be to a file. The owner is a manager who may also transfer it and delete it for good. */
export const ROLES = [...GRANTED_ROLES, "owner"] as const
export type Role = (typeof ROLES)[number]

/** Whether `role` gives all that `needed` gives. */
export function atLeast(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(needed)
}

/** Whether `role` may change what is in the file. */
export function mayEdit(role: Role | undefined): boolean {
  return atLeast(role, "editor")
}
