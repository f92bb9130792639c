import { ROLES, type Role } from "@sheaf/domain"
import { FRAME_REFUSALS, type FrameRefusal, MESSAGE } from "@sheaf/wire"
import { createDecoder, readVarString, readVarUint } from "lib0/decoding"

/** Our own messages from the server, which a client gets that asked for them with `v=1`. */
export type ServerMessage =
  | { readonly kind: "ack"; readonly n: number; readonly seq: number }
  | { readonly kind: "refusal"; readonly n: number; readonly code: FrameRefusal }
  | { readonly kind: "access"; readonly role: Role }
  | { readonly kind: "epoch"; readonly epoch: number }

/** Reads one of our messages; undefined when it is another kind, or one of a newer server that this client does not know. */
export function readServerMessage(bytes: Uint8Array): ServerMessage | undefined {
  const decoder = createDecoder(bytes)
  const kind = readVarUint(decoder)
  if (kind === MESSAGE.ack) return { kind: "ack", n: readVarUint(decoder), seq: readVarUint(decoder) }
  if (kind === MESSAGE.epoch) return { kind: "epoch", epoch: readVarUint(decoder) }
  if (kind === MESSAGE.refusal) {
    const n = readVarUint(decoder)
    const code = readVarString(decoder)
    return { kind: "refusal", n, code: FRAME_REFUSALS.find(known => known === code) ?? "read-only" }
  }
  if (kind === MESSAGE.access) {
    const said = readVarString(decoder)
    const role = ROLES.find(known => known === said)
    return role === undefined ? undefined : { kind: "access", role }
  }
  return undefined
}
