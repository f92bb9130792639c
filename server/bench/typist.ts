import {
  createEncoder,
  toUint8Array,
  writeUint8,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from "lib0/encoding"

let next = 1 + Math.floor(Math.random() * 1e9)

/** Writes valid keystrokes into the text `text`, one letter an update, without a Y.Doc: it must cost less than what it measures. */
export class Typist {
  readonly client = next++
  #clock = 0

  /** The next keystroke as a whole sync message. */
  key(): Uint8Array {
    const encoder = createEncoder()
    writeVarUint(encoder, 1)
    writeVarUint(encoder, 1)
    writeVarUint(encoder, this.client)
    writeVarUint(encoder, this.#clock)
    if (this.#clock === 0) {
      writeUint8(encoder, 4)
      writeVarUint(encoder, 1)
      writeVarString(encoder, "text")
    } else {
      writeUint8(encoder, 0x84)
      writeVarUint(encoder, this.client)
      writeVarUint(encoder, this.#clock - 1)
    }
    writeVarString(encoder, "x")
    writeVarUint(encoder, 0)
    this.#clock++
    const message = createEncoder()
    writeVarUint(message, 0)
    writeVarUint(message, 2)
    writeVarUint8Array(message, toUint8Array(encoder))
    return toUint8Array(message)
  }

  /** Keystrokes so far. */
  get count(): number {
    return this.#clock
  }
}
