import { Malformed } from "./cursor.ts"

/**
 * How many UTF-16 units the UTF-8 in `bytes[start, end)` decodes to. Throws {@link Malformed} where a strict decoder would: every
 * reader of an update decodes strictly, so one bad byte in the log would stop them all.
 */
export function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  let units = 0
  let at = start
  while (at < end) {
    const lead = bytes[at] as number
    if (lead < 0x80) {
      at++
      units++
      continue
    }
    const more = trailing(lead)
    if (at + more >= end) throw new Malformed("text ends early")
    checkTrail(bytes, at, lead, more)
    at += more + 1
    units += more === 3 ? 2 : 1
  }
  return units
}

function trailing(lead: number): 1 | 2 | 3 {
  if (lead >= 0xc2 && lead <= 0xdf) return 1
  if (lead >= 0xe0 && lead <= 0xef) return 2
  if (lead >= 0xf0 && lead <= 0xf4) return 3
  throw new Malformed("not UTF-8")
}

/** The second byte has narrower bounds after some leads: overlong forms, surrogates and beyond U+10FFFF are refused. */
function checkTrail(bytes: Uint8Array, at: number, lead: number, more: number): void {
  const second = bytes[at + 1] as number
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) throw new Malformed("not UTF-8")
  for (let i = 2; i <= more; i++) if (((bytes[at + i] as number) & 0xc0) !== 0x80) throw new Malformed("not UTF-8")
}
