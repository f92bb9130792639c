import type { Stop } from "@sheaf/std"
import type { Blob } from "@sheaf/wire"
import type { Awareness } from "y-protocols/awareness"
import type * as Y from "yjs"

/**
 * A document as the editor needs it: what the editor reads and writes, and what it asks of the connection. `net/` makes the real
 * one; a test may make one in memory.
 */
export interface Replica {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /**
   * From here on nothing of the others enters `doc`, until the answered function is called: then it enters in the order it came.
   * For a running composition of an input method.
   */
  hold(): Stop
}

/**
 * Stores a picture for the open document. Rejects with a `Refused` that says why not, or with anything else where the server could
 * not be reached. `progress` is told the share that was sent, from 0 to 1.
 */
export type StorePicture = (file: globalThis.Blob, progress?: (share: number) => void) => Promise<Blob>

/** What the server stamps on presence as `user`. */
export interface PresentUser {
  readonly id: string
  readonly name: string
  /** 0 to 11: `--person-N`. */
  readonly colour: number
}
