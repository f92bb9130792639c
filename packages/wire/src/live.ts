import * as v from "valibot"
import { FileIdText } from "./things.ts"

/**
 * What the server says on `/live`, one JSON object a message. It names what changed and never what it changed to: the page
 * asks again, and so sees only what it may. The page sends nothing.
 */
export const LiveEvent = v.variant("kind", [
  /** The first message: from here on nothing is missed. The page asks for its lists again after a reconnect. */
  v.object({ kind: v.literal("hello") }),
  /** A file I can see, or could see until now: its title, trash, owner or my role changed, or it is new to me. */
  v.object({ kind: v.literal("file"), id: FileIdText }),
  /** Somebody was added or renamed. */
  v.object({ kind: v.literal("people") }),
])
export type LiveEvent = v.InferOutput<typeof LiveEvent>
