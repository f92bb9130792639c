import type { Brand } from "@sheaf/std"

export type PersonId = Brand<string, "PersonId">
export type FileId = Brand<string, "FileId">
export type GrantId = Brand<string, "GrantId">
export type SessionId = Brand<string, "SessionId">
/** The SHA-256 of a blob's bytes in hexadecimal: the same picture is stored once. */
export type BlobId = Brand<string, "BlobId">

/** Every id that this server makes fits this: it is safe in addresses, file names and logs. */
export const ID_PATTERN: RegExp = /^[A-Za-z0-9_-]{1,64}$/
export const BLOB_ID_PATTERN: RegExp = /^[0-9a-f]{64}$/
