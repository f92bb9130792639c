import type { FileId, FileKind } from "@sheaf/domain"
import { Emitter } from "@sheaf/std"
import { type File, routes } from "@sheaf/wire"
import type { CallApi } from "../net/api.ts"
import { Listing } from "./listing.ts"

export const FILE_VIEWS = ["recent", "mine", "shared", "trash"] as const
export type FileView = (typeof FILE_VIEWS)[number]

/** The files that this person may see, as lists; and what can be done with them from outside their content. */
export class Files {
  /** A file changed somewhere else: its title, its trash, my role, or that I see it at all. */
  readonly changed = new Emitter<FileId>()
  readonly #call: CallApi
  readonly #lists: Readonly<Record<FileView, Listing<File>>>
  readonly #shown = new Set<FileView>()

  constructor(call: CallApi) {
    this.#call = call
    const list = (view: FileView) =>
      new Listing<File>(async () => (await call(routes.files, { query: { view } })).files)
    this.#lists = { recent: list("recent"), mine: list("mine"), shared: list("shared"), trash: list("trash") }
  }

  list(view: FileView): Listing<File> {
    return this.#lists[view]
  }

  /** A page shows this view from now on: it is kept fresh until the answered function is called. */
  show(view: FileView): () => void {
    this.#shown.add(view)
    void this.#lists[view].refresh()
    return () => {
      this.#shown.delete(view)
    }
  }

  /** Asks again for what is on the page; and for the first list in any case, which this device keeps for when there is no network. */
  refresh(): void {
    for (const view of new Set<FileView>([...this.#shown, "recent"])) void this.#lists[view].refresh()
  }

  /** The server said that this file changed. */
  heard(id: FileId): void {
    this.refresh()
    this.changed.emit(id)
  }

  clear(): void {
    for (const view of FILE_VIEWS) this.#lists[view].clear()
  }

  async get(id: FileId): Promise<File> {
    return (await this.#call(routes.file, { params: { id } })).file
  }

  async create(kind: FileKind, title: string): Promise<File> {
    const { file } = await this.#call(routes.createFile, { body: { kind, title } })
    this.refresh()
    return file
  }

  /** Shows the new title at once, and the old one again if the server refuses. */
  async rename(id: FileId, title: string): Promise<File> {
    this.#change(files => files.map(file => (file.id === id ? { ...file, title } : file)))
    const { file } = await this.#sure(this.#call(routes.changeFile, { params: { id }, body: { title } }))
    this.refresh()
    return this.#settled(file)
  }

  async trash(ids: readonly FileId[]): Promise<void> {
    this.#change(files => files.filter(file => !ids.includes(file.id)))
    await this.#sure(Promise.all(ids.map(id => this.#call(routes.trashFile, { params: { id } }))))
    this.refresh()
  }

  async restore(ids: readonly FileId[]): Promise<void> {
    this.#lists.trash.change(files => files.filter(file => !ids.includes(file.id)))
    await this.#sure(Promise.all(ids.map(id => this.#call(routes.restoreFile, { params: { id } }))))
    this.refresh()
  }

  /** It stands among my recent files from now on. Nobody waits for this, and it may fail in silence: only an order depends on it. */
  async markOpened(id: FileId): Promise<void> {
    await this.#call(routes.markOpened, { params: { id } }).catch(() => undefined)
  }

  #change(edit: (files: readonly File[]) => readonly File[]): void {
    for (const view of FILE_VIEWS) this.#lists[view].change(edit)
  }

  #settled(file: File): File {
    this.#change(files => files.map(old => (old.id === file.id ? { ...old, ...file } : old)))
    return file
  }

  /** What was shown ahead of the server's answer is asked for again when it refuses. */
  async #sure<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (error) {
      this.refresh()
      throw error
    }
  }
}
