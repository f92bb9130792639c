import type { Role } from "@sheaf/domain"
import { type FrameRefusal, MESSAGE, SYNC } from "@sheaf/wire"
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from "lib0/encoding"

/** One message to clients, encoded once and shared by all who get it. */
export class Packet {
  readonly payload: Uint8Array
  /** The same with the transport's own framing, kept here by the transport so that it too happens once. */
  framed: Uint8Array | undefined

  constructor(payload: Uint8Array) {
    this.payload = payload
  }
}

function packet(write: (encoder: Encoder) => void): Packet {
  const encoder = createEncoder()
  write(encoder)
  return new Packet(toUint8Array(encoder))
}

function syncPacket(kind: number, bytes: Uint8Array): Packet {
  return packet(encoder => {
    writeVarUint(encoder, MESSAGE.sync)
    writeVarUint(encoder, kind)
    writeVarUint8Array(encoder, bytes)
  })
}

export const step1Packet = (stateVector: Uint8Array): Packet => syncPacket(SYNC.step1, stateVector)
export const step2Packet = (update: Uint8Array): Packet => syncPacket(SYNC.step2, update)
export const updatePacket = (update: Uint8Array): Packet => syncPacket(SYNC.update, update)

export const presencePacket = (awarenessUpdate: Uint8Array): Packet =>
  packet(encoder => {
    writeVarUint(encoder, MESSAGE.awareness)
    writeVarUint8Array(encoder, awarenessUpdate)
  })

/** The first `n` update frames of this connection are on disk (or were refused one by one); the log's head is `seq`. */
export const ackPacket = (n: number, seq: number): Packet =>
  packet(encoder => {
    writeVarUint(encoder, MESSAGE.ack)
    writeVarUint(encoder, n)
    writeVarUint(encoder, seq)
  })

export const refusalPacket = (n: number, code: FrameRefusal, reason: string): Packet =>
  packet(encoder => {
    writeVarUint(encoder, MESSAGE.refusal)
    writeVarUint(encoder, n)
    writeVarString(encoder, code)
    writeVarString(encoder, reason)
  })

export const accessPacket = (role: Role): Packet =>
  packet(encoder => {
    writeVarUint(encoder, MESSAGE.access)
    writeVarString(encoder, role)
  })

export const epochPacket = (epoch: number): Packet =>
  packet(encoder => {
    writeVarUint(encoder, MESSAGE.epoch)
    writeVarUint(encoder, epoch)
  })
