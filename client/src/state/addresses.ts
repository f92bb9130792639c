import type { FileId } from "@sheaf/domain"
import type { FileView } from "./files.ts"

/** The addresses of this page's places, in one table: links are made from it and the routes read it. */
export const addresses = {
  views: { recent: "/", mine: "/mine", shared: "/shared", trash: "/trash" } satisfies Record<FileView, string>,
  people: "/people",
  settings: "/settings",
  signIn: "/signin",
  document: (id: FileId | string): string => `/d/${id}`,
} as const
