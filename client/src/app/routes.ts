import type { FileId } from "@sheaf/domain"
import { FileIdText } from "@sheaf/wire"
import { parsed } from "../net/parsed.ts"
import { addresses } from "../state/addresses.ts"
import { FILE_VIEWS, type FileView } from "../state/files.ts"

/** A place of this page. */
export type Page =
  | { readonly kind: "files"; readonly view: FileView }
  | { readonly kind: "document"; readonly id: FileId }
  | { readonly kind: "people" }
  | { readonly kind: "settings" }
  | { readonly kind: "sign-in" }
  | { readonly kind: "unknown" }

interface PageRoute {
  /** As in the wire's routes: a parameter is `:name`. */
  readonly path: string
  readonly page: (parameter: string) => Page
}

const UNKNOWN: Page = { kind: "unknown" }

/** Every address that leads somewhere. */
const ROUTES: readonly PageRoute[] = [
  ...FILE_VIEWS.map(view => ({ path: addresses.views[view], page: (): Page => ({ kind: "files", view }) })),
  { path: addresses.document(":id"), page: documentAt },
  { path: addresses.people, page: () => ({ kind: "people" }) },
  { path: addresses.settings, page: () => ({ kind: "settings" }) },
  { path: addresses.signIn, page: () => ({ kind: "sign-in" }) },
]

/** The place at an address; a slash at its end does not matter. */
export function pageAt(pathname: string): Page {
  const path = pathname.length > 1 ? pathname.replace(/\/+$/, "") : pathname
  for (const route of ROUTES) {
    const parameter = match(route.path, path)
    if (parameter !== undefined) return route.page(parameter)
  }
  return UNKNOWN
}

/** The parameter of `path` when it fits the pattern, empty when it has none; nothing when it does not fit. */
function match(pattern: string, path: string): string | undefined {
  const [before = "", name] = pattern.split(":")
  if (name === undefined) return path === pattern ? "" : undefined
  const rest = path.startsWith(before) ? path.slice(before.length) : ""
  return rest !== "" && !rest.includes("/") ? rest : undefined
}

function documentAt(parameter: string): Page {
  const id = parsed(FileIdText, parameter)
  return id === undefined ? UNKNOWN : { kind: "document", id }
}
