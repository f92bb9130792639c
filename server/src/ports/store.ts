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
import type { Fence, Journal } from "./journal.ts"

/** A signed-in browser. Found by the SHA-256 of its token: whoever reads the database cannot sign in with it. */
export interface Session {
  readonly id: SessionId
  readonly person: PersonId
  readonly expiresAt: number
}

/** A file as a list shows it to one person. */
export interface ListedFile {
  readonly file: File
  readonly ownerName: string
  readonly grants: readonly Grant[]
  readonly openedAt: number | undefined
}

/** Reads. The same inside and outside of a transaction. */
export interface Reads {
  organisation(): Promise<{ readonly name: string } | undefined>
  person(id: PersonId): Promise<Person | undefined>
  /** By name (case folded), then id. Departed persons included. */
  people(): Promise<readonly Person[]>
  /** `email` in lower case. */
  credentials(
    email: string,
  ): Promise<{ readonly person: Person; readonly passwordHash: string | undefined } | undefined>
  /** `tokenHash`: SHA-256 of the session's token, hexadecimal. Only sessions that have not run out at `now`. */
  session(tokenHash: string, now: number): Promise<{ readonly session: Session; readonly person: Person } | undefined>
  sessionsOf(person: PersonId): Promise<readonly Session[]>
  file(id: FileId): Promise<File | undefined>
  /** Every file that `person` owns or has a grant to, trashed ones included; the most recently opened or changed first. */
  filesOf(person: PersonId): Promise<readonly ListedFile[]>
  grants(file: FileId): Promise<readonly Grant[]>
  /** What the socket's edge asks before it lets somebody in, in one go. */
  admission(
    file: FileId,
  ): Promise<
    | { readonly file: File; readonly grants: readonly Grant[]; readonly fence: Fence; readonly schema: number }
    | undefined
  >
  /** Whether this picture was stored for this file. */
  blob(file: FileId, blob: BlobId): Promise<BlobMeta | undefined>
}

export interface BlobMeta {
  readonly id: BlobId
  readonly type: string
  readonly size: number
  readonly width: number
  readonly height: number
}

/** Writes exist only here, inside `Store.transact`. */
export interface Tx extends Reads {
  putOrganisation(name: string): Promise<void>
  addPerson(person: Person & { readonly passwordHash: string | undefined }): Promise<void>
  changePerson(
    id: PersonId,
    change: {
      readonly name?: string
      readonly email?: string
      readonly standing?: Standing
      readonly passwordHash?: string
    },
  ): Promise<void>
  addSession(session: Session & { readonly tokenHash: string }): Promise<void>
  endSession(id: SessionId): Promise<void>
  endSessionsOf(person: PersonId, except?: SessionId): Promise<readonly SessionId[]>
  addFile(file: {
    readonly id: FileId
    readonly kind: FileKind
    readonly title: string
    readonly owner: PersonId
    readonly at: number
  }): Promise<void>
  renameFile(id: FileId, title: string, at: number): Promise<void>
  /** `at` undefined: out of the trash. Counts the file's `aclVersion` up: what is in the trash takes no edits. */
  trashFile(id: FileId, at: number | undefined): Promise<void>
  /** One grant a person and file: an earlier one is replaced, keeping its id. Counts `aclVersion` up. */
  putGrant(grant: {
    readonly id: GrantId
    readonly file: FileId
    readonly to: PersonId
    readonly role: GrantedRole
    readonly by: PersonId
    readonly at: number
  }): Promise<Grant>
  /** Counts `aclVersion` up. */
  removeGrant(file: FileId, grant: GrantId): Promise<void>
  markOpened(file: FileId, person: PersonId, at: number): Promise<void>
  addBlob(file: FileId, blob: BlobMeta, by: PersonId, at: number): Promise<void>
  /** Run once the transaction is on disk, in the order given; never when it failed. */
  afterCommit(act: () => void): void
}

/**
 * The store: relational data and the journal in one database, so that a change of rights and an append exclude each other. Failures of
 * the store itself reject with `StoreDown`. Whatever `work` throws undoes the transaction and is thrown on. `work` must await only
 * calls on its `tx`.
 */
export interface Store extends Reads, Journal {
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Rejects when the store does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}
