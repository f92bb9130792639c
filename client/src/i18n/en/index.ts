import { doc } from "./doc.ts"
import { shell } from "./shell.ts"

/** The English words, and by their type what every other language must have. Words that take values are functions. */
export const en = { shell, doc }

/** Widens literals, so that another language may say it differently and may not leave anything out. */
type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> }
export type Messages = Widened<typeof en>
export type ShellMessages = Messages["shell"]
export type DocMessages = Messages["doc"]
