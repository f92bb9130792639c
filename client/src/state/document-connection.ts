/** The open document as pages see it; `net/` makes it, because it is the one that talks. */
export type {
  DocumentConnection,
  DocumentReplica,
  Ended,
  OpenDocument,
  Present,
  Readable,
  SaveRefusal,
  SaveState,
} from "../net/document-connection.ts"
