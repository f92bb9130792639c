import { Refused } from "@sheaf/domain"
import type { Tag } from "./svg.ts"

/** Copies that references of one picture may make: nine levels of ten `use` would make a thousand million, in every reader's tab. */
const COPIES = 10_000
/** Elements inside of one another, or references one after the other. Drawing programs stay under 50. */
const DEPTH = 500

/**
 * Refuses a picture whose references (`href`, and `url(#…)` in attributes and styles) go in circles, or draw over 10,000 elements more
 * than are written. What is written is bounded by the size of the file. Counted is the most it can be: a style counts for every element
 * that the last part of its selector may mean, and a pattern for everything inside of the group that is painted with it.
 */
export function mustStaySmall(tags: readonly Tag[]): void {
  const [root] = tags
  if (root !== undefined) new Expansion(tags).measure(root, 0)
}

/** How an element draws another. `times`: once, or for every element inside that inherits it, or at every corner of those. */
interface Reference {
  readonly target: string
  readonly times: "once" | "each-element" | "each-corner"
}

/** Elements as drawn, at most. */
interface Measure {
  readonly written: number
  /** With the copies that `href` makes: these inherit paint. */
  readonly elements: number
  /** Where markers may be put. */
  readonly corners: number
  /** With everything that paint, markers, masks, clips and filters draw. */
  readonly drawn: number
}

class Expansion {
  readonly #named = new Map<string, Tag>()
  readonly #rules: Rules
  /** Whether masks, clips and filters may be inherited too. */
  readonly #inherits: boolean
  readonly #measured = new Map<Tag, Measure | "under way">()

  constructor(tags: readonly Tag[]) {
    for (const tag of tags) {
      const id = tag.attributes.get("id")
      if (id !== undefined && !this.#named.has(id)) this.#named.set(id, tag)
    }
    const styles = tags.filter(({ name }) => /style$/.test(name)).map(({ text }) => text)
    this.#rules = rulesOf(styles, ({ target }) => this.#targetOf(target) !== undefined)
    this.#inherits = tags.some(({ text, attributes }) =>
      [text, ...attributes.values()].some(one => /inherit/i.test(one)),
    )
  }

  measure(tag: Tag, depth: number): Measure {
    const known = this.#measured.get(tag)
    if (known === "under way" || depth > DEPTH) throw new Refused("unsafe-image")
    if (known !== undefined) return known
    this.#measured.set(tag, "under way")
    let [written, elements, corners, drawn] = [1, 1, cornersOf(tag), 1]
    const copies = hrefsOf(tag).flatMap(target => this.#targetOf(target) ?? [])
    for (const [i, one] of [...tag.children, ...copies].entries()) {
      const measure = this.measure(one, depth + 1)
      if (i < tag.children.length) written += measure.written
      elements += measure.elements
      corners += measure.corners
      drawn += measure.drawn
      mustBeFew(drawn - written)
    }
    const factor = { once: this.#inherits ? elements : 1, "each-element": elements, "each-corner": corners }
    for (const reference of this.#referencesOf(tag)) {
      const target = this.#targetOf(reference.target)
      if (target === undefined) continue
      drawn += this.measure(target, depth + 1).drawn * factor[reference.times]
      mustBeFew(drawn - written)
    }
    const measure = { written, elements, corners, drawn }
    this.#measured.set(tag, measure)
    return measure
  }

  /** Gradients are none: whatever is in them, only their stops count. */
  #targetOf(name: string): Tag | undefined {
    const tag = this.#named.get(name)
    return tag === undefined || /Gradient$/.test(tag.name) ? undefined : tag
  }

  *#referencesOf(tag: Tag): Iterable<Reference> {
    for (const [attribute, value] of tag.attributes)
      yield* attribute === "style" ? referencesIn(value) : urlsIn(attribute, value)
    yield* this.#rules.get("*") ?? []
    yield* this.#rules.get(localName(tag)) ?? []
    const id = tag.attributes.get("id")
    if (id !== undefined) yield* this.#rules.get(`#${id}`) ?? []
    for (const name of new Set(tag.attributes.get("class")?.split(/\s+/))) yield* this.#rules.get(`.${name}`) ?? []
  }
}

function mustBeFew(copies: number): void {
  if (copies > COPIES) throw new Refused("unsafe-image")
}

const localName = ({ name }: Tag): string => name.slice(name.indexOf(":") + 1)

/** What cannot be misread: no white space, no percent signs, which browsers undo before they look, nothing that ends an address. */
function nameIn(fragment: string): string {
  if (/[\s%"'()\\*]/.test(fragment)) throw new Refused("unsafe-image")
  return fragment
}

function hrefsOf({ attributes }: Tag): readonly string[] {
  return [...attributes].flatMap(([attribute, value]) =>
    /^(?:.*:)?href$/i.test(attribute) && value.trim().startsWith("#") ? [nameIn(value.trim().slice(1))] : [],
  )
}

const URL_OF_NAME = /url\(\s*(?:"#([^"]*)"|'#([^']*)'|#([^)]*))\s*\)?/gi

function urlsIn(property: string, value: string): readonly Reference[] {
  const name = property.trim().toLowerCase()
  return [...value.matchAll(URL_OF_NAME)].map(([, double, single, plain = ""]) => ({
    target: nameIn(double ?? single ?? plain.trim()),
    times: timesOf(name),
  }))
}

/** Paint and markers are inherited by what is inside. */
function timesOf(property: string): Reference["times"] {
  if (property === "marker" || property === "marker-mid") return "each-corner"
  return /^(?:fill|stroke|marker-start|marker-end)$/.test(property) ? "each-element" : "once"
}

/** The references of declarations. A property of one's own, or a path that a style draws, would hide how often. */
function referencesIn(declarations: string): readonly Reference[] {
  return withoutComments(declarations)
    .split(";")
    .flatMap(declaration => {
      const colon = declaration.indexOf(":")
      const [property, value] = [declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1)]
      const hides = property === "d" || (property.startsWith("--") && /url\(/i.test(value))
      if (hides) throw new Refused("unsafe-image")
      return urlsIn(property, value)
    })
}

/** Cut by hand: an expression would start over at each of very many beginnings. */
function withoutComments(style: string): string {
  let [kept, from] = ["", 0]
  while (true) {
    const begin = style.indexOf("/*", from)
    if (begin < 0) return kept + style.slice(from)
    kept += style.slice(from, begin)
    const end = style.indexOf("*/", begin + 2)
    if (end < 0) return kept
    from = end + 2
  }
}

/** References by what may have them: `*`, `rect`, `#name` or `.class`. */
type Rules = ReadonlyMap<string, readonly Reference[]>

function rulesOf(styles: readonly string[], leadsAnywhere: (reference: Reference) => boolean): Rules {
  const rules = new Map<string, Map<string, Reference>>()
  const add = (whose: string, declarations: string): void => {
    if (declarations === "") return
    for (const reference of referencesIn(declarations).filter(leadsAnywhere)) {
      const those = rules.get(whose) ?? new Map<string, Reference>()
      rules.set(whose, those.set(`${reference.times} ${reference.target}`, reference))
    }
  }
  for (const style of styles) {
    // Within an address this is no comment.
    for (const [address] of style.matchAll(/url\([^)]*/gi))
      if (address.includes("/*")) throw new Refused("unsafe-image")
    for (const part of withoutComments(style).split("}")) {
      const [declarations = "", selectors, ...around] = part.split("{").reverse()
      // Rules within rules: their own declarations may be anybody's.
      for (const one of selectors === undefined ? [declarations] : around) add("*", one)
      if (selectors === undefined || !/url\(/i.test(part)) continue
      const own = selectors.slice(selectors.lastIndexOf(";") + 1)
      if (own.length < selectors.length) add("*", selectors.slice(0, -own.length - 1))
      for (const whose of new Set(own.split(",").map(subjectOf))) add(whose, declarations)
    }
  }
  return new Map([...rules].map(([whose, references]) => [whose, [...references.values()]]))
}

/** One thing that every element which `selector` means must have; `*` when that is not plain. */
function subjectOf(selector: string): string {
  const last =
    selector
      .trim()
      .split(/[\s>+~]+/)
      .at(-1) ?? ""
  const compound = last.replaceAll(/::?[a-z-]+/gi, "")
  if (!/^[\w\u0080-\uffff.#-]+$/.test(compound)) return "*"
  const [type = "", ...rest] = compound.split(/(?=[.#])/)
  return [type, ...rest].find(one => /^[.#]/.test(one)) ?? type
}

/** The commands of paths, with the fewest numbers that make one more of them. */
const NUMBERS: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 4, z: 1 }
const NUMBER = /\d+\.?\d*|\.\d+/g

/** Where markers are put on a shape, at most. */
function cornersOf(tag: Tag): number {
  const points = tag.attributes.get("points")?.match(NUMBER)?.length ?? 0
  const path = tag.attributes.get("d") ?? ""
  const commands = path.split(/(?=[mlhvcsqtaz])/i).map(command => {
    const numbers = command.match(NUMBER)?.length ?? 0
    return 1 + Math.ceil(numbers / (NUMBERS[command.charAt(0).toLowerCase()] ?? 1))
  })
  // Lines, rectangles and circles have up to five.
  return 5 + points + commands.reduce((sum, one) => sum + one, 0)
}
