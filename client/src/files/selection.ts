/** Which rows of a list are selected, which one the keyboard is on, and where a range began. Rows are known by their ids. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** The row that has the keyboard. */
  readonly at?: string
  /** Where a range with Shift begins. */
  readonly from?: string
}

export const NOTHING: Selection = { ids: new Set() }

/** The keyboard goes to a row; what is selected stays. */
export function moveTo(selection: Selection, id: string): Selection {
  return { ids: selection.ids, at: id, from: id }
}

/** So many rows down, or up when negative; the ends hold. */
export function moveBy(selection: Selection, rows: readonly string[], steps: number): Selection {
  const id = neighbour(selection, rows, steps)
  return id === undefined ? selection : moveTo(selection, id)
}

/** Selects one more row, or one less. */
export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, at: id, from: id }
}

/** Selects all from where the range began to `id`, and nothing else. */
export function extendTo(selection: Selection, rows: readonly string[], id: string): Selection {
  const from = selection.from ?? selection.at ?? id
  const [a, b] = [rows.indexOf(from), rows.indexOf(id)].sort((one, other) => one - other)
  return { ids: new Set(rows.slice(Math.max(0, a ?? 0), (b ?? 0) + 1)), at: id, from }
}

export function extendBy(selection: Selection, rows: readonly string[], steps: number): Selection {
  const id = neighbour(selection, rows, steps)
  return id === undefined ? selection : extendTo(selection, rows, id)
}

export function selectAll(selection: Selection, rows: readonly string[]): Selection {
  return { ...selection, ids: new Set(rows) }
}

/** What is left when the list has changed under it: the keyboard stays near where it was. */
export function within(selection: Selection, before: readonly string[], rows: readonly string[]): Selection {
  const there = new Set(rows)
  const ids = new Set([...selection.ids].filter(id => there.has(id)))
  const { at, from } = selection
  if (at === undefined) return { ids }
  if (there.has(at)) return { ids, at, from: from !== undefined && there.has(from) ? from : at }
  const next = heir(at, before, rows)
  return next === undefined ? { ids } : { ids, at: next, from: next }
}

function neighbour({ at }: Selection, rows: readonly string[], steps: number): string | undefined {
  const index = at === undefined ? -1 : rows.indexOf(at)
  if (index < 0) return steps < 0 ? rows.at(-1) : rows[0]
  return rows[Math.min(rows.length - 1, Math.max(0, index + steps))]
}

function heir(gone: string, before: readonly string[], rows: readonly string[]): string | undefined {
  return rows[Math.min(rows.length - 1, Math.max(0, before.indexOf(gone)))]
}
