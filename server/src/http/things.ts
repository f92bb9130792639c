import type { Because as DomainBecause, Grant as DomainGrant, Person as DomainPerson, PersonId } from "@sheaf/domain"
import type { Blob, File, Grant, Person, PersonRef, Routes } from "@sheaf/wire"
import type { InferOutput } from "valibot"
import type { ShownFile } from "../app/files.ts"
import type { Names } from "../app/sharing.ts"
import type { BlobMeta } from "../ports/store.ts"

/** Things of the domain as they cross the network. */
const time = (milliseconds: number): string => new Date(milliseconds).toISOString()

export const toPerson = ({ id, name, email, standing, departed }: DomainPerson): Person => ({
  id,
  name,
  email,
  standing,
  departed,
})

export const toFile = ({ file, ownerName, role, openedAt }: ShownFile): File => ({
  id: file.id,
  kind: file.kind,
  title: file.title,
  owner: { id: file.owner, name: ownerName },
  role,
  createdAt: time(file.createdAt),
  updatedAt: time(file.updatedAt),
  ...(openedAt === undefined ? {} : { openedAt: time(openedAt) }),
  ...(file.trashedAt === undefined ? {} : { trashedAt: time(file.trashedAt) }),
})

export const toRef = (id: PersonId, names: Names): PersonRef => ({ id, name: names.get(id) ?? "" })

export const toGrant = (grant: DomainGrant, names: Names): Grant => ({
  id: grant.id,
  to: { kind: "person", ...toRef(grant.to.id, names) },
  role: grant.role,
  by: toRef(grant.by, names),
  at: time(grant.at),
})

type Because = InferOutput<Routes["access"]["answer"]>["because"][number]

export const toBecause = (because: DomainBecause, names: Names): Because =>
  because.kind === "owner" ? because : { kind: "grant", grant: toGrant(because.grant, names) }

export const toBlob = (file: string, { id, type, size, width, height }: BlobMeta): Blob => ({
  id,
  url: `/api/files/${file}/blobs/${id}`,
  type,
  size,
  width,
  height,
})
