import { type Signal, signal } from "@lit-labs/signals"
import { atLeast, type FileId, mayEdit, Refused, type Role } from "@sheaf/domain"
import { Disposer, type Stop } from "@sheaf/std"
import type { File, Person } from "@sheaf/wire"
import type { Connection } from "./connection.ts"
import type { DocumentConnection, OpenDocument, SaveState } from "./document-connection.ts"
import { effect } from "./effect.ts"
import type { Files } from "./files.ts"
import type { LeaveGuard } from "./leave-guard.ts"
import { TitleEdit } from "./title-edit.ts"

export interface OpenedPorts {
  readonly files: Files
  readonly line: Connection
  readonly guard: LeaveGuard
  readonly openDocument: OpenDocument
  later(ms: number, task: () => void): Stop
}

/** One document as its page has it open: what the list knows of it, the connection of its text, and its title. */
export class OpenedDocument {
  /** Absent until the server has said what this file is; a text may be there before, from this device. */
  readonly file: Signal.State<File | undefined> = signal<File | undefined>(undefined)
  /** Why {@link file} could not be had. */
  readonly error = signal<unknown>(undefined)
  /** It was writable here, so that a page turned read-only is news. */
  readonly couldWrite = signal(false)
  readonly title: TitleEdit
  readonly connection: DocumentConnection
  readonly #id: FileId
  readonly #ports: OpenedPorts
  readonly #open = new Disposer()

  constructor(id: FileId, me: Person, ports: OpenedPorts) {
    this.#id = id
    this.#ports = ports
    this.title = new TitleEdit("", { save: title => ports.files.rename(id, title), later: ports.later })
    this.connection = ports.openDocument(id, { id: me.id, name: me.name })
    this.#open.add(() => this.connection.close())
    this.#open.add(() => void this.title.flush())
    this.#open.add(ports.files.changed.on(changed => changed === id && void this.load()))
    this.#open.add(ports.guard.watch(() => this.connection.onlyHere.get()))
    this.#open.add(effect(() => this.mayWrite && this.couldWrite.set(true)))
    this.#open.add(effect(() => ports.line.state.get() === "online" && void this.#again()))
    void this.load()
    void ports.files.markOpened(id)
  }

  /** What I am to it: what the connection was told last, else what the list said. */
  get role(): Role | undefined {
    return this.connection.role.get() ?? this.file.get()?.role
  }

  get trashed(): boolean {
    return this.file.get()?.trashedAt !== undefined
  }

  /** Whether typing goes into it now. Under a session that ended it does: it stays on this device until one signs in again. */
  get mayWrite(): boolean {
    const ended = this.connection.ended.get()
    return mayEdit(this.role) && !this.trashed && (ended === undefined || ended.kind === "signed-out")
  }

  /** By the file and not by the connection, which calls everybody a viewer while the file is in the trash. */
  get mayManage(): boolean {
    return atLeast(this.file.get()?.role, "manager")
  }

  /** It was mine to see and is no longer. */
  get taken(): boolean {
    return this.connection.ended.get()?.kind === "access-ended"
  }

  /** It was never mine to see, or is not there; and nothing was typed here that would have to be kept. */
  get unavailable(): boolean {
    if (this.file.get() !== undefined || this.connection.unsavedText() !== "") return false
    return isNotFound(this.error.get()) || this.taken
  }

  /** Where title and text are, in one word: the worse of the two. */
  get saveState(): SaveState {
    const state = this.connection.saveState.get()
    return state.kind === "saved" && this.title.pending.get() ? { kind: "saving" } : state
  }

  /** Asks the server what this file is now. */
  async load(): Promise<void> {
    try {
      const file = await this.#ports.files.get(this.#id)
      this.title.heard(file.title)
      this.error.set(undefined)
      this.file.set(file)
    } catch (error) {
      this.error.set(error)
    }
  }

  close(): void {
    this.#open.dispose()
  }

  /** The server is heard again: what waited goes now. */
  async #again(): Promise<void> {
    if (this.connection.ended.get()?.kind === "signed-out") this.connection.retry()
    await this.title.flush()
    await this.load()
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Refused && error.code === "not-found"
}
