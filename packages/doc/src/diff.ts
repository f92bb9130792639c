import { type Node, Slice } from "prosemirror-model"
import { ReplaceStep, Step, StepMap, StepResult } from "prosemirror-transform"

/**
 * Makes a document `after`, the very node, and says of positions only what differs. The binding to Yjs replaces the whole document
 * with every edit of the others and knows its nodes by identity; with this step it still does, while positions outside of the
 * change (decorations, menus, selections) stay.
 */
export class Become extends Step {
  readonly #before: Node
  readonly #after: Node
  readonly #map: StepMap

  constructor(before: Node, after: Node, map: StepMap) {
    super()
    this.#before = before
    this.#after = after
    this.#map = map
  }

  override apply(doc: Node): StepResult {
    return doc.eq(this.#before) ? StepResult.ok(this.#after) : StepResult.fail("not the document that it was made for")
  }

  override getMap(): StepMap {
    return this.#map
  }

  override invert(): Step {
    return new Become(this.#after, this.#before, this.#map.invert())
  }

  override map(): Step | null {
    return null
  }

  override toJSON(): never {
    throw new Error("this step is for one document in memory")
  }
}

interface Range {
  readonly from: number
  /** Where the difference ends in the one document, and in the other. */
  readonly before: number
  readonly after: number
}

function range(before: Node, after: Node): Range | undefined {
  const from = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  if (from === null || end === null) return undefined
  // The common end may reach back over the common start, as when "a" is added to "aa".
  const overlap = Math.max(0, from - Math.min(end.a, end.b))
  return { from, before: end.a + overlap, after: end.b + overlap }
}

/** The step that makes `after` of `before`, or undefined where they are equal. */
export function become(before: Node, after: Node): Become | undefined {
  const found = range(before, after)
  if (found === undefined) return undefined
  return new Become(before, after, new StepMap([found.from, found.before - found.from, found.after - found.from]))
}

/** The same as a replacement, which can be moved over other changes. Undefined where the documents are equal. */
export function replacement(before: Node, after: Node): ReplaceStep | undefined {
  const found = range(before, after)
  if (found === undefined) return undefined
  const step = new ReplaceStep(found.from, found.before, after.slice(found.from, found.after))
  if (step.apply(before).doc?.eq(after)) return step
  return new ReplaceStep(0, before.content.size, new Slice(after.content, 0, 0))
}
