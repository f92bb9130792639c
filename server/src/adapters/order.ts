import type { Grant, Person } from "@sheaf/domain"
import type { ListedFile } from "../ports/store.ts"

/** The orders that the store promises, made here and not in SQL: databases fold case and compare text each in their own way. */
export const byName = (a: Person, b: Person): number =>
  compare(a.name.toLowerCase(), b.name.toLowerCase()) || compare(a.id, b.id)

export const recentFirst = (a: ListedFile, b: ListedFile): number =>
  touched(b) - touched(a) || compare(a.file.id, b.file.id)

export const oldestGrantFirst = (a: Grant, b: Grant): number => a.at - b.at || compare(a.id, b.id)

const touched = ({ file, openedAt = 0 }: ListedFile): number => Math.max(file.updatedAt, openedAt)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
