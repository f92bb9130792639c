import { createDecoder, readVarString } from "lib0/decoding"
import { Cursor, Malformed } from "./cursor.ts"
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

const NOTHING_DELETED: readonly DeleteRange[] = []

/**
 * Walks a Yjs update (v1) byte by byte: sizes, clocks, UTF-8, JSON, roots, types and nesting are as `rules` say, and every reader's decoder
 * will take it. Throws {@link Malformed} else (rules S5, S6). Costs about a microsecond for a keystroke, and builds nothing.
 */
export function scan(bytes: Uint8Array, rules: ContentRules, known: Known): Scanned {
  return new Scan(bytes, rules, known).run()
}

interface Reference {
  readonly client: number
  readonly clock: number
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
  /** Depth of the types created in this update, by client and clock. */
  #depths: Map<string, number> | undefined

  constructor(bytes: Uint8Array, rules: ContentRules, known: Known) {
    this.#cursor = new Cursor(bytes)
    this.#rules = rules
    this.#known = known
  }

  run(): Scanned {
    const blocks = this.#blocks()
    if (this.#several) this.#resolve(blocks)
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
    if (count > this.#cursor.end) throw new Malformed("more clients than bytes")
    this.#several = count > 1
    const blocks: Block[] = []
    for (let i = 0; i < count; i++) {
      this.#blockIndex = i
      const block = this.#block()
      if (this.#several && blocks.some(other => other.client === block.client)) throw new Malformed("a client twice")
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
    if (hasLeft) this.#reference()
    if (hasRight) this.#reference()
    let root = false
    let parent: Reference | undefined
    if (!hasLeft && !hasRight) {
      root = this.#cursor.uint() === 1
      if (root) this.#root()
      else parent = this.#reference()
      if ((info & 0x20) !== 0) this.#text()
    }
    if (root && this.#rules.elementsUnderRoot && kind !== 7 && kind !== 1)
      throw new Malformed("not an element under a root")
    return this.#content(kind, root, parent)
  }

  #reference(): Reference | undefined {
    const client = this.#cursor.uint()
    const clock = this.#cursor.uint()
    if (client === this.#client) {
      // Before its own turn: it could never be integrated, by anybody.
      if (clock >= this.#clock) throw new Malformed("builds on what comes after it")
      return this.#several || this.#depths ? { client, clock } : undefined
    }
    if (this.#several) {
      const reference = { client, clock }
      this.#references.push(reference)
      return reference
    }
    if (clock >= this.#known(client)) this.#waits = true
    return undefined
  }

  #root(): void {
    const start = this.#cursor.span()
    utf16Length(this.#cursor.bytes, start, this.#cursor.at)
    let name = ""
    for (let i = start; i < this.#cursor.at; i++) name += String.fromCharCode(this.#cursor.bytes[i] as number)
    if (!this.#rules.roots.has(name)) throw new Malformed("a root that this kind of file does not have")
  }

  #content(kind: number, root: boolean, parent: Reference | undefined): number {
    const cursor = this.#cursor
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
        this.#type(root, parent)
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

  #type(root: boolean, parent: Reference | undefined): void {
    const type = this.#cursor.uint()
    if (!this.#rules.types.has(type)) throw new Malformed("a type that this kind of file does not have")
    if (root && this.#rules.elementsUnderRoot && type !== 3) throw new Malformed("not an element under a root")
    if (type === 3 || type === 5) this.#text()
    this.#types++
    if (this.#rules.nesting === Number.POSITIVE_INFINITY) return
    this.#depths ??= new Map()
    const depth = (parent === undefined ? 0 : (this.#depths.get(`${parent.client} ${parent.clock}`) ?? 0)) + 1
    if (depth > this.#rules.nesting) throw new Malformed("nested too deep")
    this.#depths.set(`${this.#client} ${this.#clock}`, depth)
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

  /** Whether the structs of several clients can be put in an order in which each finds what it builds on. */
  #resolve(blocks: readonly Block[]): void {
    const reached = new Map(blocks.map(block => [block.client, Math.max(this.#known(block.client), 0)]))
    const queues = blocks.map((_, index) => this.#needs.filter(need => need.block === index))
    const heads = blocks.map(() => 0)
    const has = ({ client, clock }: Reference) => clock < (reached.get(client) ?? this.#known(client))
    for (let moved = true; moved; ) {
      moved = false
      for (const [index, block] of blocks.entries()) {
        const queue = queues[index] ?? []
        let head = heads[index] as number
        for (let need = queue[head]; need?.references.every(has); need = queue[head]) {
          if (need.end > (reached.get(block.client) ?? 0)) reached.set(block.client, need.end)
          head++
          moved = true
        }
        heads[index] = head
      }
    }
    if (queues.some((queue, index) => (heads[index] as number) < queue.length)) this.#waits = true
  }

  #deletes(blocks: readonly Block[]): readonly DeleteRange[] {
    const cursor = this.#cursor
    const clients = cursor.uint()
    if (clients === 0) return NOTHING_DELETED
    if (clients > cursor.end) throw new Malformed("more clients than bytes")
    const deletes: DeleteRange[] = []
    const seen = new Set<number>()
    for (let i = 0; i < clients; i++) {
      const client = cursor.uint()
      const ranges = cursor.uint()
      const block = blocks.find(candidate => candidate.client === client)
      const limit = Math.max(this.#known(client), block?.end ?? 0)
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
