/** An item by its id. */
export interface Reference {
  readonly client: number
  readonly clock: number
}

/** Where a struct says that it stands. */
export interface Place {
  readonly root: boolean
  readonly parent: Reference | undefined
  /** What it stands beside; the parent is then that one's. */
  readonly beside: Reference | undefined
}

interface Created {
  readonly depth: number
  readonly element: boolean
}

/**
 * How deep the shared types that one update creates are nested in each other. What was there before counts as the root: nesting that is
 * built up over many updates is found when the content is looked at as a whole.
 */
export class Nesting {
  readonly #clients = new Map<number, Map<number, Created>>()
  #deepest = 0

  /** Notes a new type and answers its depth: 1 directly under what was there before. */
  add(at: Reference, place: Place, element: boolean): number {
    const depth = this.#depthOfParent(at, place) + 1
    this.#deepest = Math.max(this.#deepest, depth)
    const created = this.#clients.get(at.client) ?? new Map<number, Created>()
    created.set(at.clock, { depth, element })
    this.#clients.set(at.client, created)
    return depth
  }

  /** Whether this is an element that this update creates. */
  isElement(reference: Reference): boolean {
    return this.#find(reference)?.element === true
  }

  #depthOfParent(at: Reference, { root, parent, beside }: Place): number {
    if (root) return 0
    if (parent !== undefined) return this.#find(parent)?.depth ?? 0
    if (beside === undefined) return 0
    const sibling = this.#find(beside)
    if (sibling !== undefined) return sibling.depth - 1
    // Beside something of the same client that is no type: as deep as anything in this update may be.
    return beside.client === at.client ? this.#deepest : 0
  }

  #find({ client, clock }: Reference): Created | undefined {
    return this.#clients.get(client)?.get(clock)
  }
}
