import { createEncoder, type Encoder, toUint8Array, writeUint8Array, writeVarUint } from "lib0/encoding"
import type { DeleteRange } from "./scan.ts"

/** A run of structs of one client, with the bytes they stand in. */
export interface BlockBytes {
  readonly client: number
  readonly clock: number
  readonly structs: number
  readonly parts: readonly Uint8Array[]
}

/** An update that deletes nothing and adds nothing: an empty SyncStep2. */
export const EMPTY_UPDATE: Uint8Array = Uint8Array.of(0, 0)

/** Puts blocks and deletes together as one Yjs update (v1). The structs' bytes are passed on as they came. */
export function encodeUpdate(blocks: readonly BlockBytes[], deletes: readonly DeleteRange[]): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, blocks.length)
  for (const block of blocks) {
    writeVarUint(encoder, block.structs)
    writeVarUint(encoder, block.client)
    writeVarUint(encoder, block.clock)
    for (const part of block.parts) writeUint8Array(encoder, part)
  }
  writeDeletes(encoder, deletes)
  return toUint8Array(encoder)
}

/** An update that only deletes. */
export function encodeDeletes(deletes: readonly DeleteRange[]): Uint8Array {
  return encodeUpdate([], deletes)
}

function writeDeletes(encoder: Encoder, deletes: readonly DeleteRange[]): void {
  const byClient = new Map<number, DeleteRange[]>()
  for (const range of deletes) {
    const ranges = byClient.get(range.client)
    if (ranges === undefined) byClient.set(range.client, [range])
    else ranges.push(range)
  }
  writeVarUint(encoder, byClient.size)
  for (const [client, ranges] of byClient) {
    writeVarUint(encoder, client)
    writeVarUint(encoder, ranges.length)
    for (const { from, to } of ranges) {
      writeVarUint(encoder, from)
      writeVarUint(encoder, to - from)
    }
  }
}

/** A state vector as y-protocols sends it. */
export function encodeStateVector(clocks: Iterable<readonly [client: number, clock: number]>): Uint8Array {
  const entries = [...clocks]
  const encoder = createEncoder()
  writeVarUint(encoder, entries.length)
  for (const [client, clock] of entries) {
    writeVarUint(encoder, client)
    writeVarUint(encoder, clock)
  }
  return toUint8Array(encoder)
}
