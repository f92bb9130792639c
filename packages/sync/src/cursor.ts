/** Thrown by decoders where bytes are not what they claim to be. Caught at the edge of a room only, and answered with 4400. */
export class Malformed extends Error {
  override readonly name = "Malformed"
}

const UNSAFE = Number.MAX_SAFE_INTEGER

/** Reads lib0's encodings from bytes that nobody has checked: every read that does not fit throws {@link Malformed}. */
export class Cursor {
  readonly bytes: Uint8Array
  at: number
  readonly end: number

  constructor(bytes: Uint8Array, at = 0, end: number = bytes.length) {
    this.bytes = bytes
    this.at = at
    this.end = end
  }

  get done(): boolean {
    return this.at >= this.end
  }

  byte(): number {
    if (this.at >= this.end) throw new Malformed("ends early")
    return this.bytes[this.at++] as number
  }

  /** A variable-length unsigned integer, at most 2^53 - 1. Longer encodings of a small number (`80 00`) count as that number. */
  uint(): number {
    const first = this.byte()
    if (first < 128) return first
    let value = first & 127
    let place = 128
    for (;;) {
      const byte = this.byte()
      value += (byte & 127) * place
      if (value > UNSAFE || place > UNSAFE) throw new Malformed("integer too large")
      if (byte < 128) return value
      place *= 128
    }
  }

  /** Length-prefixed bytes: where they start; the cursor is then behind them. */
  span(): number {
    const length = this.uint()
    const start = this.at
    if (length > this.end - start) throw new Malformed("ends early")
    this.at = start + length
    return start
  }

  /** Length-prefixed bytes as a view on the same memory. */
  view(): Uint8Array {
    const start = this.span()
    return this.bytes.subarray(start, this.at)
  }

  skip(length: number): void {
    if (length > this.end - this.at) throw new Malformed("ends early")
    this.at += length
  }
}
