import { ROLES } from "@sheaf/domain"
import type { File } from "@sheaf/wire"
import type { FileView } from "../state/files.ts"

export const COLUMNS = ["title", "owner", "time", "role"] as const
export type Column = (typeof COLUMNS)[number]

export interface Order {
  readonly by: Column
  readonly descending: boolean
}

/** The newest on top. */
export const NEWEST_FIRST: Order = { by: "time", descending: true }

/** The order after pressing a column's head: that column the natural way first (names from A, times from now), then turned round. */
export function pressed(order: Order, by: Column): Order {
  return order.by === by ? { by, descending: !order.descending } : { by, descending: by === "time" || by === "role" }
}

/** The files in that order; `time` says which of a file's times counts. Equal ones stay as the server ordered them. */
export function sorted(
  files: readonly File[],
  { by, descending }: Order,
  time: (file: File) => string,
  locale: string,
): File[] {
  const collator = new Intl.Collator(locale, { numeric: true })
  const compare: Record<Column, (a: File, b: File) => number> = {
    title: (a, b) => collator.compare(a.title, b.title),
    owner: (a, b) => collator.compare(a.owner.name, b.owner.name),
    time: (a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0),
    role: (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role),
  }
  return files.toSorted((a, b) => (descending ? -compare[by](a, b) : compare[by](a, b)))
}

/** Whether what was typed is part of the title or of the owner's name. */
export function fits(file: File, typed: string): boolean {
  const sought = typed.trim().toLocaleLowerCase()
  return `${file.title}\n${file.owner.name}`.toLocaleLowerCase().includes(sought)
}

/** The time of a file that counts in a view: when it was last used, changed, or put into the trash. */
export function timeIn(view: FileView, file: File): string {
  const { openedAt = "", updatedAt, trashedAt } = file
  if (view === "trash") return trashedAt ?? updatedAt
  return view === "recent" && openedAt > updatedAt ? openedAt : updatedAt
}
