import { createDecoder, readVarString } from "lib0/decoding"
import { Cursor, Malformed } from "./cursor.ts"
import { Nesting, type Place, type Reference } from "./nesting.ts"
import type { ContentRules } from "./rules.ts"
import { utf16Length } from "./utf8.ts"

/** Clocks stay under 2^31: a clientID whose clock passes it can never write again. */
export const CLOCK_LIMIT = 2 ** 31
/** How deep a value inside one item may be nested: attributes of nodes need three. */
const VALUE_NESTING = 32

/** The run of one client's structs in an update, as Yjs encodes it: `count, client, clock, structs…`. */
export interface Block {
  readonly client: number
  /** Clock of its first struct. */
  readonly clock: number
  /** Clock after its last struct. */
  readonly end: number
  /** Number of structs. */
  readonly structs: number
  /** Where the structs' own bytes are in the update. */
  readonly from: number
  readonly to: number
}

/** Clocks `[from, to)` of `client` that an update deletes. */
export interface DeleteRange {
  readonly client: number
  readonly from: number
  readonly to: number
}

/** What a walk over an update found, without building anything of Yjs. */
export interface Scanned {
  readonly bytes: Uint8Array
  readonly blocks: readonly Block[]
  readonly deletes: readonly DeleteRange[]
  /** Something that it builds on (the clock before, an origin, a parent, what it deletes) is not known yet. */
  readonly waits: boolean
  /** Its deletes are sorted and apart, as Yjs writes them; where they are not it is encoded anew. */
  readonly tidy: boolean
  /** Shared types that it creates. */
  readonly types: number
  /** Where its delete set begins; it goes to the end. */
  readonly deletesAt: number
}

/** The clock up to which everything of `client` is known. */
export type Known = (client: number) => number

/** Clients whose structs one update may hold: a page that was offline for long holds a handful. */
const MOST_CLIENTS = 2_000

const NOTHING_DELETED: readonly DeleteRange[] = []

/**
 * Walks a Yjs update (v1) byte by byte: sizes, clocks, UTF-8, JSON, roots, types and nesting are as `rules` say, and every reader's decoder
 * will take it. Throws {@link Malformed} else (rules S5, S6). Costs about a microsecond for a keystroke, and builds nothing.
 */
export function scan(bytes: Uint8Array, rules: ContentRules, known: Known): Scanned {
  return new Scan(bytes, rules, known).run()
}

/** A struct of an update of several clients: where it stands, and what must be there before it. */
interface Needs {
  readonly block: number
  readonly clock: number
  readonly end: number
  readonly references: readonly Reference[]
}

class Scan {
  readonly #cursor: Cursor
  readonly #rules: ContentRules
  readonly #known: Known
  #waits = false
  #types = 0
  #tidy = true
  #client = 0
  #clock = 0
  #several = false
  #blockIndex = 0
  #references: Reference[] = []
  readonly #needs: Needs[] = []
  /** Made with the first type that this update creates; most create none. */
  #nesting: Nesting | undefined

  constructor(bytes: Uint8Array, rules: ContentRules, known: Known) {
    this.#cursor = new Cursor(bytes)
    this.#rules = rules
    this.#known = known
  }

  run(): Scanned {
    const blocks = this.#blocks()
    if (this.#several && !inSomeOrder(blocks, this.#needs, this.#known)) this.#waits = true
    const deletesAt = this.#cursor.at
    const deletes = this.#deletes(blocks)
    if (!this.#cursor.done) throw new Malformed("bytes after the update")
    return {
      bytes: this.#cursor.bytes,
      blocks,
      deletes,
      waits: this.#waits,
      tidy: this.#tidy,
      types: this.#types,
      deletesAt,
    }
  }

  #blocks(): Block[] {
    const count = this.#cursor.uint()
    if (count > MOST_CLIENTS && this.#rules.nesting !== Number.POSITIVE_INFINITY)
      throw new Malformed("too many clients")
    if (count > this.#cursor.end) throw new Malformed("more clients than bytes")
    this.#several = count > 1
    const blocks: Block[] = []
    const seen = new Set<number>()
    for (let i = 0; i < count; i++) {
      this.#blockIndex = i
      const block = this.#block()
      if (seen.has(block.client)) throw new Malformed("a client twice")
      seen.add(block.client)
      blocks.push(block)
    }
    return blocks
  }

  #block(): Block {
    const cursor = this.#cursor
    const structs = cursor.uint()
    if (structs === 0 || structs > cursor.end) throw new Malformed("a client without structs")
    const client = cursor.uint()
    const clock = cursor.uint()
    this.#client = client
    this.#clock = clock
    const from = cursor.at
    for (let i = 0; i < structs; i++) {
      const start = this.#clock
      this.#clock += this.#struct()
      if (this.#clock >= CLOCK_LIMIT) throw new Malformed("clock over the limit")
      if (this.#several) {
        this.#needs.push({ block: this.#blockIndex, clock: start, end: this.#clock, references: this.#references })
        this.#references = []
      }
    }
    if (clock > this.#known(client)) this.#waits = true
    return { client, clock, end: this.#clock, structs, from, to: cursor.at }
  }

  /** Answers the struct's length in clocks. */
  #struct(): number {
    const info = this.#cursor.byte()
    const kind = info & 31
    if (kind === 0) return positive(this.#cursor.uint())
    if (kind === 10) throw new Malformed("a skip from a client")
    const hasLeft = (info & 0x80) !== 0
    const hasRight = (info & 0x40) !== 0
    const left = hasLeft ? this.#reference() : undefined
    const right = hasRight ? this.#reference() : undefined
    if (hasLeft || hasRight) return this.#content(kind, { root: false, parent: undefined, beside: left ?? right })
    const root = this.#cursor.uint() === 1
    let parent: Reference | undefined
    if (root) this.#root()
    else parent = this.#reference()
    const isAttribute = (info & 0x20) !== 0
    if (isAttribute) this.#text()
    else if (this.#rules.elementsUnderRoot) this.#mustFit(kind, root, parent)
    return this.#content(kind, { root, parent, beside: undefined })
  }

  /** In documents only elements stand under the root, and no bare text or value in an element: no editor could show them. */
  #mustFit(kind: number, root: boolean, parent: Reference | undefined): void {
    if (kind === 7 || kind === 1) return
    if (root) throw new Malformed("not an element under a root")
    if (kind === 8 || (parent !== undefined && this.#nesting?.isElement(parent)))
      throw new Malformed("not what an element may hold")
  }

  #reference(): Reference {
    const client = this.#cursor.uint()
    const clock = this.#cursor.uint()
    if (client === this.#client) {
      // Before its own turn: it could never be integrated, by anybody.
      if (clock >= this.#clock) throw new Malformed("builds on what comes after it")
    } else if (this.#several) this.#references.push({ client, clock })
    else if (clock >= this.#known(client)) this.#waits = true
    return { client, clock }
  }

  #root(): void {
    if (!this.#rules.roots.has(this.#ascii())) throw new Malformed("a root that this kind of file does not have")
  }

  #content(kind: number, place: Place): number {
    const cursor = this.#cursor
    // Elements and texts hold none of these, and an editor that finds one cannot go on.
    if (this.#rules.elementsUnderRoot && (kind === 2 || kind === 3 || kind === 5))
      throw new Malformed("not what a document may hold")
    switch (kind) {
      case 1:
        return positive(cursor.uint())
      case 2:
        return this.#jsons()
      case 3:
        cursor.span()
        return 1
      case 4:
        return positive(this.#text())
      case 5:
        this.#json()
        return 1
      case 6:
        this.#text()
        this.#json()
        return 1
      case 7:
        this.#type(place)
        return 1
      case 8: {
        const count = positive(cursor.uint())
        for (let i = 0; i < count; i++) this.#value(0)
        return count
      }
      default:
        throw new Malformed("content of an unknown kind")
    }
  }

  /** Answers its length in UTF-16 units. */
  #text(): number {
    const start = this.#cursor.span()
    return utf16Length(this.#cursor.bytes, start, this.#cursor.at)
  }

  #jsons(): number {
    const count = positive(this.#cursor.uint())
    for (let i = 0; i < count; i++) this.#json("undefined")
    return count
  }

  #json(besides?: string): void {
    const start = this.#cursor.at
    this.#text()
    const text = readVarString(createDecoder(this.#cursor.bytes.subarray(start, this.#cursor.at)))
    if (text === besides) return
    if (nestingOf(text) > VALUE_NESTING) throw new Malformed("a value nested too deep")
    try {
      JSON.parse(text)
    } catch {
      throw new Malformed("not JSON")
    }
  }

  #type(place: Place): void {
    const rules = this.#rules
    const type = this.#cursor.uint()
    if (!rules.types.has(type)) throw new Malformed("a type that this kind of file does not have")
    if (place.root && rules.elementsUnderRoot && type !== 3) throw new Malformed("not an element under a root")
    if (type === 3 || type === 5) this.#elementName()
    this.#types++
    if (rules.nesting === Number.POSITIVE_INFINITY) return
    this.#nesting ??= new Nesting()
    const depth = this.#nesting.add({ client: this.#client, clock: this.#clock }, place, type === 3)
    if (depth > rules.nesting) throw new Malformed("nested too deep")
  }

  #elementName(): void {
    if (!this.#rules.elements.has(this.#ascii())) throw new Malformed("an element that this kind of file does not have")
  }

  /** A short string whose every character is one byte; others come out as something that no list holds. */
  #ascii(): string {
    const start = this.#cursor.at
    this.#text()
    let text = ""
    const cursor = new Cursor(this.#cursor.bytes, start, this.#cursor.at)
    for (let i = cursor.span(); i < this.#cursor.at; i++) text += String.fromCharCode(this.#cursor.bytes[i] as number)
    return text
  }

  /** One of lib0's "any" values. */
  #value(depth: number): void {
    if (depth > VALUE_NESTING) throw new Malformed("a value nested too deep")
    const cursor = this.#cursor
    switch (cursor.byte()) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        return
      case 125:
        return this.#integer()
      case 124:
        return cursor.skip(4)
      case 123:
      case 122:
        return cursor.skip(8)
      case 119:
        this.#text()
        return
      case 118: {
        const keys = cursor.uint()
        for (let i = 0; i < keys; i++) {
          this.#text()
          this.#value(depth + 1)
        }
        return
      }
      case 117: {
        const items = cursor.uint()
        for (let i = 0; i < items; i++) this.#value(depth + 1)
        return
      }
      case 116:
        cursor.span()
        return
      default:
        throw new Malformed("a value of an unknown kind")
    }
  }

  /** A signed integer: sign and 6 bits in the first byte, then 7 bits a byte. */
  #integer(): void {
    let byte = this.#cursor.byte()
    let value = byte & 63
    for (let place = 64; byte >= 128; place *= 128) {
      byte = this.#cursor.byte()
      value += (byte & 127) * place
      if (value > Number.MAX_SAFE_INTEGER) throw new Malformed("integer too large")
    }
  }

  #deletes(blocks: readonly Block[]): readonly DeleteRange[] {
    const cursor = this.#cursor
    const clients = cursor.uint()
    if (clients === 0) return NOTHING_DELETED
    if (clients > cursor.end) throw new Malformed("more clients than bytes")
    const deletes: DeleteRange[] = []
    const seen = new Set<number>()
    const ends = new Map(blocks.map(block => [block.client, block.end]))
    for (let i = 0; i < clients; i++) {
      const client = cursor.uint()
      const ranges = cursor.uint()
      const limit = Math.max(this.#known(client), ends.get(client) ?? 0)
      if (seen.has(client)) this.#tidy = false
      seen.add(client)
      for (let k = 0, before = -1; k < ranges; k++) {
        const from = cursor.uint()
        const length = positive(cursor.uint())
        if (from + length >= CLOCK_LIMIT) throw new Malformed("clock over the limit")
        if (from + length > limit) this.#waits = true
        if (from <= before) this.#tidy = false
        before = from + length
        deletes.push({ client, from, to: before })
      }
    }
    return deletes
  }
}

/** Structs and deletes of no length make Yjs throw, or search for ever. */
function positive(length: number): number {
  if (length === 0) throw new Malformed("something of no length")
  return length
}

/** How deep arrays and objects are nested in `json`, which need not be valid. */
function nestingOf(json: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let i = 0; i < json.length; i++) {
    const unit = json.charCodeAt(i)
    if (unit === 0x22) quoted = !quoted
    else if (quoted) i += unit === 0x5c ? 1 : 0
    else if (unit === 0x5b || unit === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (unit === 0x5d || unit === 0x7d) depth--
  }
  return deepest
}

/**
 * Whether the structs of several clients can be put in an order in which each finds what it builds on. A client that has to wait for
 * another is looked at again when that one has moved.
 */
function inSomeOrder(blocks: readonly Block[], needs: readonly Needs[], known: Known): boolean {
  const queues: Needs[][] = blocks.map(() => [])
  for (const need of needs) queues[need.block]?.push(need)
  const indexOf = new Map(blocks.map((block, index) => [block.client, index]))
  const reached = blocks.map(block => known(block.client))
  const heads = blocks.map(() => 0)
  const waiters: number[][] = blocks.map(() => [])
  const missing = ({ client, clock }: Reference): boolean =>
    clock >= Math.max(known(client), reached[indexOf.get(client) ?? -1] ?? 0)
  const ready = blocks.map((_, index) => index)
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    const queue = queues[index] ?? []
    let head = heads[index] ?? 0
    let blocker: Reference | undefined
    for (; head < queue.length; head++) {
      blocker = queue[head]?.references.find(missing)
      if (blocker !== undefined) break
      reached[index] = Math.max(reached[index] ?? 0, queue[head]?.end ?? 0)
    }
    const moved = head > (heads[index] ?? 0)
    heads[index] = head
    if (blocker !== undefined) waiters[indexOf.get(blocker.client) ?? -1]?.push(index)
    if (moved) ready.push(...(waiters[index]?.splice(0) ?? []))
  }
  return queues.every((queue, index) => (heads[index] ?? 0) >= queue.length)
}
