import type {
  BlobId,
  File,
  FileId,
  FileKind,
  Grant,
  GrantedRole,
  GrantId,
  Person,
  PersonId,
  SessionId,
  Standing,
} from "@sheaf/domain"
import type { Generated } from "kysely"

/** The tables as kysely types its queries by them; `migrations.ts` makes them. Times in milliseconds, truth as 0 or 1. */
export interface Tables {
  organisation: { only_one: number; name: string }
  person: PersonRow & { password_hash: string | null }
  session: { id: SessionId; token_hash: string; person: PersonId; expires_at: number }
  file: Omit<FileRow, "trashed_at"> & {
    trashed_at: number | null
    head: Generated<number>
    epoch: Generated<number>
    acl_version: Generated<number>
    schema: Generated<number>
  }
  access_grant: GrantRow
  opened: { file: FileId; person: PersonId; at: number }
  blob: {
    file: FileId
    id: BlobId
    type: string
    size: number
    width: number
    height: number
    added_by: PersonId
    at: number
  }
}

export interface PersonRow {
  id: PersonId
  name: string
  email: string
  standing: Standing
  departed: number
}

export interface FileRow {
  id: FileId
  kind: FileKind
  title: string
  owner: PersonId
  created_at: number
  updated_at: number
  trashed_at: number | null
}

export interface GrantRow {
  id: GrantId
  file: FileId
  person: PersonId
  role: GrantedRole
  given_by: PersonId
  at: number
}

export const toPerson = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  standing: row.standing,
  departed: row.departed === 1,
})

export const toFile = (row: FileRow): File => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  owner: row.owner,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  ...(row.trashed_at === null ? {} : { trashedAt: row.trashed_at }),
})

export const toGrant = (row: GrantRow): Grant => ({
  id: row.id,
  file: row.file,
  to: { kind: "person", id: row.person },
  role: row.role,
  by: row.given_by,
  at: row.at,
})
