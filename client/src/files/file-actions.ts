import type { FileId } from "@sheaf/domain"
import type { File } from "@sheaf/wire"
import { words } from "../i18n/language.ts"
import { addresses } from "../state/addresses.ts"
import { explain } from "../state/explain.ts"
import type { Files } from "../state/files.ts"
import type { Notices } from "../state/notices.ts"

/** The title as people see it: an empty one has a name too. */
export function shownTitle({ title }: Pick<File, "title">): string {
  return title === "" ? words().shell.common.untitled : title
}

/** What can be done with files from a list or from a document's menu, each with its word afterwards and its way back. */
export class FileActions {
  readonly #files: Files
  readonly #notices: Notices

  constructor(files: Files, notices: Notices) {
    this.#files = files
    this.#notices = notices
  }

  /** Into the trash, with Undo. Answers whether it was done. */
  async trash(chosen: readonly File[]): Promise<boolean> {
    const { files, common } = words().shell
    const ids = idsOf(chosen)
    return this.#try(async () => {
      await this.#files.trash(ids)
      const run = () => void this.#try(() => this.#files.restore(ids))
      this.#notices.done(about(chosen, files.trashed, files.trashedMany), { label: common.undo, run })
    })
  }

  async restore(chosen: readonly File[]): Promise<boolean> {
    const { files } = words().shell
    return this.#try(async () => {
      await this.#files.restore(idsOf(chosen))
      this.#notices.done(about(chosen, files.restored, files.restoredMany))
    })
  }

  async rename(file: File, title: string): Promise<boolean> {
    return this.#try(() => this.#files.rename(file.id, title))
  }

  async copyLink(id: FileId): Promise<void> {
    await this.#try(async () => {
      await navigator.clipboard.writeText(new URL(addresses.document(id), location.origin).href)
      this.#notices.done(words().shell.files.linkCopied)
    })
  }

  /** Says why something was not done. */
  refused(text: string): void {
    this.#notices.refused(text)
  }

  async #try(attempt: () => Promise<unknown>): Promise<boolean> {
    try {
      await attempt()
      return true
    } catch (error) {
      this.#notices.refused(explain(error))
      return false
    }
  }
}

function idsOf(files: readonly File[]): readonly FileId[] {
  return files.map(file => file.id)
}

function about(files: readonly File[], one: (title: string) => string, many: (count: number) => string): string {
  const [first] = files
  return files.length === 1 && first !== undefined ? one(shortened(shownTitle(first))) : many(files.length)
}

/** A notice is read at a glance; forty characters tell which document it was. */
function shortened(title: string): string {
  const characters = [...title]
  return characters.length > 40 ? `${characters.slice(0, 39).join("").trimEnd()}…` : title
}
