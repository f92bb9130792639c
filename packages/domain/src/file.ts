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

/**
 * The names of the elements that a file of each kind may hold: the nodes of the documents' schema (`packages/doc`; a test holds the two
 * together). The server refuses any other, because no page could show it.
 */
export const ELEMENTS: Readonly<Record<FileKind, readonly string[]>> = {
  document: [
    "paragraph",
    "code_block",
    "callout",
    "divider",
    "image",
    "table",
    "table_row",
    "table_cell",
    "table_header",
    "hard_break",
  ],
  sheet: [],
}
