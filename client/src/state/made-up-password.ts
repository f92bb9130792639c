/** Letters and digits that nobody mistakes for one another when they are read aloud or typed from a screen. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
const GROUPS = 4
const GROUP = 4

/** A first password to pass on: four groups of four, 79 bits. `random` fills bytes, as `crypto.getRandomValues` does. */
export function makeUpPassword(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const letters = Array.from({ length: GROUPS * GROUP }, () => letter(random))
  return Array.from({ length: GROUPS }, (_, group) => letters.slice(group * GROUP, (group + 1) * GROUP).join("")).join(
    "-",
  )
}

/** Bytes beyond the last whole multiple of the alphabet are thrown away: taking them too would favour its first letters. */
function letter(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const limit = 256 - (256 % ALPHABET.length)
  for (;;) {
    const [byte = 255] = random(new Uint8Array(1))
    if (byte < limit) return ALPHABET.charAt(byte % ALPHABET.length)
  }
}
