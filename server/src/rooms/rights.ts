import { explain, type PersonId, type Role } from "@sheaf/domain"
import type { Rights } from "@sheaf/sync"
import type { Store } from "../ports/store.ts"

export type Admission = NonNullable<Awaited<ReturnType<Store["admission"]>>>

/** What `person` may do at the socket. What is in the trash can be read and not changed. */
export function roleAtSocket({ file, grants }: Pick<Admission, "file" | "grants">, person: PersonId): Role | undefined {
  const { role } = explain(person, file, grants)
  return role !== undefined && file.trashedAt !== undefined ? "viewer" : role
}

export function rightsOf(admission: Admission): Rights {
  return { fence: admission.fence, roleOf: person => roleAtSocket(admission, person) }
}
