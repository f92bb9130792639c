import type { Attrs, Node } from "prosemirror-model"

/**
 * What one line of text is. A list is no node of its own: it is consecutive lines of a list kind. So turning a paragraph into a
 * heading, a list or a quote changes an attribute and never replaces the text that others are typing in (see README, D1).
 */
export const LINE_KINDS = ["text", "h1", "h2", "h3", "h4", "bullet", "ordered", "task", "quote"] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** The deepest that a line may be indented; the first level is 0. */
export const DEEPEST = 7

export interface Line {
  readonly kind: LineKind
  /** 0 to {@link DEEPEST}. */
  readonly indent: number
  /** Whether a task is done; false for every other kind. */
  readonly checked: boolean
}

const isKind = (value: unknown): value is LineKind => LINE_KINDS.some(kind => kind === value)

/** The level of a heading, else undefined. */
export function headingLevel(kind: LineKind): 1 | 2 | 3 | 4 | undefined {
  switch (kind) {
    case "h1":
      return 1
    case "h2":
      return 2
    case "h3":
      return 3
    case "h4":
      return 4
    default:
      return undefined
  }
}

export const isList = (kind: LineKind): kind is "bullet" | "ordered" | "task" =>
  kind === "bullet" || kind === "ordered" || kind === "task"

/** What attributes that anybody may have written mean. */
export function readLine(attrs: Attrs): Line {
  const kind = isKind(attrs.kind) ? attrs.kind : "text"
  const indent = Number.isInteger(attrs.indent) ? Math.min(Math.max(attrs.indent, 0), DEEPEST) : 0
  return {
    kind,
    indent: headingLevel(kind) === undefined ? indent : 0,
    checked: kind === "task" && attrs.checked === true,
  }
}

/** The attributes of a line. What is as usual is null, which Yjs does not store: a plain paragraph costs nothing. */
export function lineAttrs(line: Partial<Line>): Attrs {
  const read = readLine(line)
  return {
    kind: read.kind === "text" ? null : read.kind,
    indent: read.indent === 0 ? null : read.indent,
    checked: read.checked ? true : null,
  }
}

/** The line that a paragraph is; undefined for every other node. */
export function lineOf(node: Node): Line | undefined {
  return node.type.name === "paragraph" ? readLine(node.attrs) : undefined
}
