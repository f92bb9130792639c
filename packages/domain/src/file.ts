import type { FileId, PersonId } from "./ids.ts"

export const FILE_KINDS = ["document", "sheet"] as const
export type FileKind = (typeof FILE_KINDS)[number]

export interface File {
  readonly id: FileId
  readonly kind: FileKind
  readonly title: string
  /** Exactly one, always active (rule O1). */
  readonly owner: PersonId
  /** Milliseconds since 1970, UTC; so are all times of the domain. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly trashedAt?: number
}

/** The names of the shared types that a file of each kind may have at its root; anything else is refused (sync.md). */
export const ROOTS: Readonly<Record<FileKind, readonly string[]>> = {
  document: ["content"],
  sheet: ["tabs", "cells", "meta"],
}
