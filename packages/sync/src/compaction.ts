import * as Y from "yjs"
import { scanLogged } from "./known-state.ts"
import type { ContentRules } from "./rules.ts"
import { faultsOf, load } from "./soundness.ts"

/** A checkpoint without its place in the log and its hash, which are the caller's. */
export interface Compacted {
  readonly update: Uint8Array
  readonly stateVector: Uint8Array
  readonly deleteSet: Uint8Array
}

/** What came of putting a log together: a state, or the rule that its content breaks. */
export type Compaction =
  | { readonly kind: "sound"; readonly state: Compacted }
  | { readonly kind: "broken"; readonly rule: string }

/**
 * Puts a checkpoint and the rows after it together, through a `Y.Doc`, which collects garbage where merging bytes never does (120 kB
 * merged, 26 bytes collected, for a document that churned). The content as a whole is checked on the way (rule S13). Meant for a
 * worker thread: it takes as long as the content is large.
 */
export function compact(base: Uint8Array | undefined, rows: readonly Uint8Array[], rules: ContentRules): Compaction {
  const doc = load(base, rows)
  const [fault] = faultsOf(doc, rules)
  if (fault !== undefined) return { kind: "broken", rule: fault.rule }
  const update = Y.encodeStateAsUpdate(doc)
  const deleteSet = update.slice(scanLogged(update).deletesAt)
  return { kind: "sound", state: { update, stateVector: Y.encodeStateVector(doc), deleteSet } }
}
