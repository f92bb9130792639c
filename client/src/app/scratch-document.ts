import { signal } from "@lit-labs/signals"
import type { Role } from "@sheaf/domain"
import { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import type { DocumentConnection, Ended, OpenDocument, Present, SaveState } from "../state/document-connection.ts"

/** A document that nobody stores: stands in until the connection of `net/` is there. */
export const scratchDocument: OpenDocument = (_file, me): DocumentConnection => {
  const doc = new Y.Doc()
  const present: Present = { ...me, colour: 0, me: true }
  return {
    replica: { doc, awareness: new Awareness(doc), hold: () => () => {} },
    saveState: signal<SaveState>({ kind: "saved" }),
    role: signal<Role | undefined>("owner"),
    loaded: signal(true),
    people: signal<readonly Present[]>([present]),
    ended: signal<Ended | undefined>(undefined),
    onlyHere: signal(false),
    unsavedText: () => "",
    retry: () => {},
    close: () => doc.destroy(),
  }
}
