import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8")

/** The colours of a theme; dark only names what differs from light. */
function colours(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? ""
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]))
}

const light = colours(":root")
const dark = { ...light, ...colours(':root[data-theme="dark"]') }

/** Relative luminance, as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const grounds = ["page", "surface", "surface-2"]
const texts = ["text", "text-2", "text-faint"]
const people = Array.from({ length: 12 }, (_, n) => `person-${n}`)

/** What stands on what, and how much contrast it needs: 4.5 for words, 3 for shapes, 7 for a document's text. */
const pairs: readonly (readonly [over: string, under: string, least: number])[] = [
  ...texts.flatMap(text => grounds.map(ground => [text, ground, 4.5] as const)),
  ["text", "surface", 7],
  ["ink", "surface", 4.5],
  ["ink-strong", "ink-soft", 4.5],
  ["text-2", "ink-soft", 4.5],
  ["text-faint", "ink-soft", 4.5],
  ["on-ink", "ink", 4.5],
  ["on-ink", "ink-strong", 4.5],
  ["gold-text", "surface", 4.5],
  ["gold-text", "gold-soft", 4.5],
  ["text", "gold-soft", 4.5],
  ...["green", "amber", "red"].flatMap(tone => [
    [tone, "surface", 4.5] as const,
    [tone, `${tone}-soft`, 4.5] as const,
    ["text", `${tone}-soft`, 4.5] as const,
  ]),
  ["text", "raised", 4.5],
  ["line-strong", "surface", 3],
  ["ink", "page", 3],
  ["ink", "surface-2", 3],
  ...people.flatMap(person => [["on-person", person, 4.5] as const, [person, "surface", 3] as const]),
]

describe("contrast", () => {
  for (const [name, theme] of Object.entries({ light, dark }))
    it.each(pairs)(`in ${name}, %s on %s is at least %d to 1`, (over, under, least) => {
      expect(contrast(theme[over] ?? "", theme[under] ?? "")).toBeGreaterThanOrEqual(least)
    })

  it("twelve people have twelve colours in each theme", () => {
    for (const theme of [light, dark]) expect(new Set(people.map(person => theme[person])).size).toBe(12)
  })
})
