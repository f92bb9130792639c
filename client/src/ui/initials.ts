const HAN = /^\p{Script=Han}+$/u

/**
 * The one or two characters that stand for a name. Of a Chinese name the last two, which are the given name and tell colleagues
 * with one family name apart; of others the first letters of the first and the last word.
 */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const [first = "", ...rest] = words
  if (words.length === 1 && HAN.test(first)) return [...first].slice(-2).join("")
  const last = rest.at(-1) ?? ""
  return `${firstOf(first)}${firstOf(last)}`.toLocaleUpperCase() || "?"
}

function firstOf(word: string): string {
  return [...word][0] ?? ""
}
