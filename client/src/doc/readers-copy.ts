import type { Stop } from "@sheaf/std"
import * as Y from "yjs"

export interface Copy {
  readonly doc: Y.Doc
  readonly close: Stop
}

/**
 * A copy that follows `source` and never writes to it. What only reads is bound to this one: the binding mends what its schema does
 * not know by deleting it, and a reader's page must not do that to the document.
 */
export function readersCopy(source: Y.Doc): Copy {
  const doc = new Y.Doc()
  const follow = (update: Uint8Array): void => Y.applyUpdate(doc, update, source)
  follow(Y.encodeStateAsUpdate(source))
  source.on("update", follow)
  return {
    doc,
    close: () => {
      source.off("update", follow)
      doc.destroy()
    },
  }
}
