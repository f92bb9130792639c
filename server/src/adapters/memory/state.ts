import type { BlobId, File, FileId, Grant, GrantId, Person, PersonId, SessionId } from "@sheaf/domain"
import type { Checkpoint, Row } from "../../ports/journal.ts"
import type { BlobMeta, Session } from "../../ports/store.ts"

export type KeptPerson = Person & { readonly passwordHash: string | undefined }
export type KeptSession = Session & { readonly tokenHash: string }
export type KeptFile = File & { readonly epoch: number; readonly aclVersion: number; readonly schema: number }

/** The log of one file. Its head is the number of its rows. */
export interface Log {
  readonly rows: readonly Row[]
  readonly claims: ReadonlyMap<number, PersonId>
  readonly checkpoint: Checkpoint | undefined
  readonly quarantined: readonly Row[]
}
export const NO_LOG: Log = { rows: [], claims: new Map(), checkpoint: undefined, quarantined: [] }

/** All that the store knows. Values are never changed, only replaced: a copy of the maps is a snapshot. */
export interface State {
  organisation: { readonly name: string } | undefined
  readonly people: Map<PersonId, KeptPerson>
  readonly sessions: Map<SessionId, KeptSession>
  readonly files: Map<FileId, KeptFile>
  readonly grants: Map<GrantId, Grant>
  /** By person, then file. */
  readonly opened: Map<string, number>
  readonly blobs: Map<string, BlobMeta>
  readonly logs: Map<FileId, Log>
}

export const emptyState = (): State => ({
  organisation: undefined,
  people: new Map(),
  sessions: new Map(),
  files: new Map(),
  grants: new Map(),
  opened: new Map(),
  blobs: new Map(),
  logs: new Map(),
})

export const copyOf = (state: State): State => ({
  organisation: state.organisation,
  people: new Map(state.people),
  sessions: new Map(state.sessions),
  files: new Map(state.files),
  grants: new Map(state.grants),
  opened: new Map(state.opened),
  blobs: new Map(state.blobs),
  logs: new Map(state.logs),
})

export const openedKey = (person: PersonId, file: FileId): string => `${person} ${file}`
export const blobKey = (file: FileId, blob: BlobId): string => `${file} ${blob}`

export const grantsOf = (state: State, file: FileId): Grant[] =>
  [...state.grants.values()].filter(grant => grant.file === file)

export const toFile = ({ epoch: _, aclVersion: __, schema: ___, ...file }: KeptFile): File => file
export const toPerson = ({ passwordHash: _, ...person }: KeptPerson): Person => person
export const toSession = ({ tokenHash: _, ...session }: KeptSession): Session => session
