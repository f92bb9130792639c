import * as Y from "yjs"

/**
 * What of a replica is known to be on the server: a clock for each client. Everything over it was typed here and not acknowledged, in this
 * visit or an earlier one.
 */
export class Confirmed {
  readonly #doc: Y.Doc
  readonly #clocks = new Map<number, number>()
  /** State of the replica when each unacknowledged frame was sent, by frame number. */
  #sent: { readonly n: number; readonly state: ReadonlyMap<number, number> }[] = []

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** What was confirmed in earlier visits, as {@link clocks} gave it. */
  recall(clocks: readonly (readonly [client: number, clock: number])[]): void {
    for (const [client, clock] of clocks) this.#raise(client, clock)
  }

  get clocks(): readonly (readonly [client: number, clock: number])[] {
    return [...this.#clocks]
  }

  /** The server said what it has. */
  serverHas(stateVector: Uint8Array): void {
    for (const [client, clock] of Y.decodeStateVector(stateVector)) this.#raise(client, clock)
  }

  /** This came from the server. */
  received(transaction: Y.Transaction): void {
    for (const [client, clock] of transaction.afterState)
      if (clock !== (transaction.beforeState.get(client) ?? 0)) this.#raise(client, clock)
  }

  frameSent(n: number): void {
    this.#sent.push({ n, state: stateOf(this.#doc) })
  }

  acknowledged(n: number): void {
    const settled = this.#sent.filter(frame => frame.n <= n).at(-1)
    this.#sent = this.#sent.filter(frame => frame.n > n)
    for (const [client, clock] of settled?.state ?? []) this.#raise(client, clock)
  }

  /** The connection is over: what was on its way is not known to have arrived. */
  closed(): void {
    this.#sent = []
  }

  /** What is confirmed, encoded: with it Yjs says everything that is not. */
  get stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#clocks)
  }

  /** The text over what is confirmed, a line a block, in the order of the document. */
  unsavedText(root: Y.XmlFragment): string {
    const lines: string[] = []
    const walk = (type: Y.XmlFragment | Y.XmlText): void => {
      if (type instanceof Y.XmlText) {
        const line = this.#unsavedIn(type)
        if (line !== "") lines.push(line)
      } else for (const child of type.toArray()) if (!(child instanceof Y.XmlHook)) walk(child)
    }
    walk(root)
    return lines.join("\n")
  }

  #unsavedIn(text: Y.XmlText): string {
    let line = ""
    for (let item = text._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue
      const from = (this.#clocks.get(item.id.client) ?? 0) - item.id.clock
      if (from < item.length) line += item.content.str.slice(Math.max(0, from))
    }
    return line
  }

  #raise(client: number, clock: number): void {
    if (clock > (this.#clocks.get(client) ?? 0)) this.#clocks.set(client, clock)
  }
}

const stateOf = (doc: Y.Doc): ReadonlyMap<number, number> => Y.decodeStateVector(Y.encodeStateVector(doc))
