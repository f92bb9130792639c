import { atLeast, mayEdit } from "@sheaf/domain"
import type { File } from "@sheaf/wire"
import { words } from "../i18n/language.ts"
import { addresses } from "../state/addresses.ts"
import type { FileView } from "../state/files.ts"
import type { MenuAction, MenuEntry } from "../ui/menu.ts"

/** What the menu of one file in a list can do. */
export interface FileActs {
  readonly open: () => void
  readonly rename: () => void
  readonly share: () => void
  readonly copyLink: () => void
  readonly trash: () => void
  readonly restore: () => void
}

type Entry = Omit<MenuAction, "kind">
const LINE: MenuEntry = { kind: "line" }

/** The menu of a file: only what its role lets this person do. */
export function fileMenu(file: File, view: FileView, acts: FileActs): readonly MenuEntry[] {
  const { files } = words().shell
  const open: Entry = { label: files.open, icon: "fileText", shortcut: "Enter", run: acts.open }
  const manages = atLeast(file.role, "manager")
  if (view === "trash") return entries(open, manages && { label: files.restore, icon: "restore", run: acts.restore })
  return [
    ...entries(open, { label: files.openInTab, icon: "externalLink", run: () => openInTab(file) }),
    LINE,
    ...entries(
      mayEdit(file.role) && { label: files.rename, icon: "pencil", shortcut: "F2", run: acts.rename },
      { label: files.share, icon: "userPlus", run: acts.share },
      { label: files.copyLink, icon: "link", run: acts.copyLink },
    ),
    ...(manages ? [LINE] : []),
    ...entries(manages && { label: files.trash, icon: "trash", shortcut: "Del", danger: true, run: acts.trash }),
  ]
}

/** Beside what is open now, which stays. */
export function openInTab(file: File): void {
  window.open(addresses.document(file.id), "_blank", "noopener")
}

function entries(...all: readonly (Entry | false)[]): readonly MenuEntry[] {
  return all.filter(entry => entry !== false).map(entry => ({ kind: "action", ...entry }))
}
