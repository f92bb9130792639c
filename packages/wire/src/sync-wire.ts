/**
 * The numbers of the websocket `/sync/:fileId`: y-websocket's own, and ours, which only a client that asked for them with `v=1` gets.
 * Payloads are lib0 encodings (variable-length integers, length-prefixed bytes and strings).
 */
export const MESSAGE = {
  /** y-protocols sync: followed by one of {@link SYNC}. */
  sync: 0,
  /** y-protocols awareness: bytes of an awareness update. */
  awareness: 1,
  /** y-websocket asks for everybody's presence. */
  queryAwareness: 3,
  /** Ours, to the client: `varuint n, varuint seq`. Its first n update frames on this connection are on disk; the log's head is seq. */
  ack: 100,
  /** Ours, to the client: `varuint n, varstring code, varstring reason`. Its update frame n (counted from 1) was not accepted. */
  refusal: 101,
  /** Ours, to the client: `varstring role`. What it may do from now on. Sent first on every connection. */
  access: 102,
  /**
   * Ours, to the client: `varuint epoch`. Counts replacements of the history. A client that has an older one on its device says so when it
   * comes back (query parameter `epoch`) and is closed with 4410, because the two must not be merged.
   */
  epoch: 103,
} as const

export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/**
 * Codes of a closed socket: 44xx are final for the client, the others mean: try again. (`ws` itself closes with 1009 when a message is far
 * too large, and the server with 1011 when it has a bug.)
 */
export const CLOSE = {
  malformed: 4400,
  signedOut: 4401,
  readOnly: 4403,
  gone: 4404,
  clientIdTaken: 4409,
  epochReplaced: 4410,
  tooLarge: 4413,
  clientTooOld: 4426,
  restart: 4500,
  storeDown: 4503,
  slowDown: 1013,
} as const
export type CloseReason = keyof typeof CLOSE

/** What is said with {@link CLOSE.signedOut}, which means one of two things. */
export const SIGNED_OUT = { session: "signed out", access: "access ended" } as const

/** Why one update frame was not accepted, for a client that stays connected. */
export const FRAME_REFUSALS = ["read-only", "too-large", "quota"] as const
export type FrameRefusal = (typeof FRAME_REFUSALS)[number]

/** The version of our extra messages that a client asks for with the query parameter `v`. */
export const WIRE_VERSION = 1

/**
 * The version of the documents' schema that this code writes (query parameter `schema`). A document remembers the newest that wrote
 * it; an older client may read it, and is refused with 4426 when it writes, because it would delete what it does not know.
 */
export const SCHEMA_VERSION = 1
