import type { FileId, PersonId, Role } from "@sheaf/domain"
import type { Stop } from "@sheaf/std"
import type { FrameRefusal } from "@sheaf/wire"
import type { Awareness } from "y-protocols/awareness"
import type * as Y from "yjs"

/** A signal, as far as a reader needs it: read inside `render` of a `SignalWatcher`, it renders again when it changes. */
export interface Readable<T> {
  get(): T
}

/** Where what was typed is. Every kind is a word and a shape in the page's top bar. */
export type SaveState =
  /** Not yet heard from the server, nothing typed. */
  | { readonly kind: "connecting" }
  /** Everything typed here is on the server's disk. */
  | { readonly kind: "saved" }
  /** Sent, or about to be, and not yet acknowledged. */
  | { readonly kind: "saving" }
  /** Not on the server yet, but safe on this device: closing the page loses nothing. */
  | { readonly kind: "on-device" }
  /** No connection, and nothing waits to be sent. */
  | { readonly kind: "offline" }
  /** One may look only. */
  | { readonly kind: "read-only" }
  /** The server does not take it. What was typed is still here. */
  | { readonly kind: "refused"; readonly reason: SaveRefusal }
export type SaveRefusal = FrameRefusal | "store-down"

/** Why the connection is over and does not come back by itself. */
export type Ended =
  /** The file is gone, or my access to it. */
  | { readonly kind: "access-ended" }
  /** The session ended; {@link DocumentConnection.retry} after signing in again. */
  | { readonly kind: "signed-out" }
  /** An earlier version was restored, so that what is here cannot be merged into it. */
  | { readonly kind: "history-replaced" }
  /** This page is older than the server: load it again. */
  | { readonly kind: "page-too-old" }
  /** The server did not understand this page: a bug, or a broken line. */
  | { readonly kind: "broken" }

/** Somebody who has the document open, once however many windows they have. */
export interface Present {
  readonly id: PersonId
  readonly name: string
  /** 0 to 11: `--person-N`. */
  readonly colour: number
  readonly me: boolean
}

/** What the editor writes into; the same shape as `Replica` in `doc/ports.ts`, which this layer may not import. */
export interface DocumentReplica {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  hold(): Stop
}

/** One open document: what the page around the editor shows and asks. */
export interface DocumentConnection {
  readonly replica: DocumentReplica
  readonly saveState: Readable<SaveState>
  /** What the server says I may do; until it has said so, absent. */
  readonly role: Readable<Role | undefined>
  /** Whether the content has come, from the server or from this device: the editor is shown from then on. */
  readonly loaded: Readable<boolean>
  readonly people: Readable<readonly Present[]>
  readonly ended: Readable<Ended | undefined>
  /** Whether something typed is neither on the server nor on this device: closing the page would lose it. */
  readonly onlyHere: Readable<boolean>
  /** The text that was typed here and that the server has not acknowledged, to copy; empty when there is none. */
  unsavedText(): string
  /** Connects again now: after signing in again, or because the person asked. */
  retry(): void
  /** Ends the connection and frees everything. What is on this device stays. */
  close(): void
}

/** Opens a document for the person who is signed in. */
export type OpenDocument = (file: FileId, me: { readonly id: PersonId; readonly name: string }) => DocumentConnection
