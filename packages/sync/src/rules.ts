import { ELEMENTS, type FileKind, LIMITS, ROOTS } from "@sheaf/domain"

/** Yjs's numbers of shared types, as they stand in an update (`YArrayRefID` … in yjs/src/types). */
export const TYPE = { array: 0, map: 1, text: 2, xmlElement: 3, xmlFragment: 4, xmlHook: 5, xmlText: 6 } as const

/** What may stand in a file of one kind. Checked byte by byte when an update comes, and as a whole when a checkpoint is made. */
export interface ContentRules {
  readonly roots: { has(name: string): boolean }
  /** Names that elements may have. */
  readonly elements: { has(name: string): boolean }
  /** Which shared types may be created. */
  readonly types: { has(type: number): boolean }
  /** Whether only elements may stand directly under a root, as in documents: a text there breaks every editor that binds to it. */
  readonly elementsUnderRoot: boolean
  /** How deep shared types may be nested. */
  readonly nesting: number
}

export const CONTENT_RULES: Readonly<Record<FileKind, ContentRules>> = {
  document: {
    roots: new Set(ROOTS.document),
    elements: new Set(ELEMENTS.document),
    types: new Set([TYPE.xmlElement, TYPE.xmlText]),
    elementsUnderRoot: true,
    nesting: LIMITS.nesting,
  },
  sheet: {
    roots: new Set(ROOTS.sheet),
    elements: new Set(ELEMENTS.sheet),
    types: new Set([TYPE.array, TYPE.map, TYPE.text]),
    elementsUnderRoot: false,
    nesting: LIMITS.nesting,
  },
}
