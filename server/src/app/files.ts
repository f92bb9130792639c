import { atLeast, explain, type File, type FileId, type FileKind, Refused, type Role } from "@sheaf/domain"
import type { ListedFile, Tx } from "../ports/store.ts"
import type { Actor, App } from "./app.ts"
import { audience, mustNotBeInTrash, type Seen, see, seeAs } from "./seeing.ts"

export type View = "recent" | "mine" | "shared" | "trash"

/** A file as a list or a page shows it to the one who asks. */
export interface ShownFile {
  readonly file: File
  readonly ownerName: string
  readonly role: Role
  readonly openedAt?: number | undefined
}

/** The files of a view, the most recently opened or changed first. The trash holds what one may take out of it. */
export async function listFiles({ store }: App, { person }: Actor, view: View): Promise<readonly ShownFile[]> {
  const shown = (await store.filesOf(person.id)).flatMap((listed: ListedFile): ShownFile[] => {
    const { role } = explain(person.id, listed.file, listed.grants)
    return role === undefined ? [] : [{ ...listed, role }]
  })
  return shown.filter(({ file, role }) => {
    if (view === "trash") return file.trashedAt !== undefined && atLeast(role, "manager")
    if (file.trashedAt !== undefined) return false
    return view === "recent" || (view === "mine") === (file.owner === person.id)
  })
}

/** A new, empty file of one's own. */
export async function createFile(
  { store, bus, clock, chance }: App,
  { person }: Actor,
  { kind, title }: { readonly kind: FileKind; readonly title: string },
): Promise<ShownFile> {
  if (kind !== "document") throw new Refused("invalid", { fields: { kind: "not-built-yet" } })
  const id = chance.id<FileId>()
  return store.transact(async tx => {
    await tx.addFile({ id, kind, title, owner: person.id, at: clock.now() })
    tx.afterCommit(() => bus.publish({ kind: "file-changed", file: id, for: [person.id] }))
    return shown(tx, await see(tx, person.id, id))
  })
}

export async function openFile({ store }: App, { person }: Actor, id: FileId): Promise<ShownFile> {
  return shown(store, await see(store, person.id, id))
}

/** Editors and up; not in the trash. */
export async function renameFile(
  { store, bus, clock }: App,
  { person }: Actor,
  id: FileId,
  title: string | undefined,
): Promise<ShownFile> {
  return store.transact(async tx => {
    const seen = await seeAs(tx, person.id, id, "editor")
    mustNotBeInTrash(seen)
    if (title === undefined || title === seen.file.title) return shown(tx, seen)
    await tx.renameFile(id, title, clock.now())
    tx.afterCommit(() => bus.publish({ kind: "file-changed", file: id, for: audience(seen.file, seen.grants) }))
    return shown(tx, await see(tx, person.id, id))
  })
}

/** Managers and the owner. Putting away what is in the trash already changes nothing. */
export async function trashFile(app: App, { person }: Actor, id: FileId): Promise<void> {
  await app.store.transact(async tx => {
    const seen = await seeAs(tx, person.id, id, "manager")
    if (seen.file.trashedAt === undefined) await moveTrash(app, tx, seen, app.clock.now())
  })
}

/** Managers and the owner. */
export async function restoreFile(app: App, { person }: Actor, id: FileId): Promise<ShownFile> {
  return app.store.transact(async tx => {
    const seen = await seeAs(tx, person.id, id, "manager")
    if (seen.file.trashedAt !== undefined) await moveTrash(app, tx, seen, undefined)
    return shown(tx, await see(tx, person.id, id))
  })
}

async function moveTrash({ bus }: App, tx: Tx, { file, grants }: Seen, at: number | undefined): Promise<void> {
  await tx.trashFile(file.id, at)
  tx.afterCommit(() => {
    bus.publish({ kind: "access-changed", file: file.id })
    bus.publish({ kind: "file-changed", file: file.id, for: audience(file, grants) })
  })
}

/** It stands among one's recent files from now on. Only one's own lists change. */
export async function markOpened({ store, bus, clock }: App, { person }: Actor, id: FileId): Promise<void> {
  await store.transact(async tx => {
    await see(tx, person.id, id)
    await tx.markOpened(id, person.id, clock.now())
    tx.afterCommit(() => bus.publish({ kind: "file-changed", file: id, for: [person.id] }))
  })
}

async function shown(reads: Pick<Tx, "person">, { file, role }: Seen): Promise<ShownFile> {
  return { file, role, ownerName: (await reads.person(file.owner))?.name ?? "" }
}
