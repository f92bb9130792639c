import { LitElement, type PropertyValues } from "lit"
import { property } from "lit/decorators.js"
import type { EditorView } from "prosemirror-view"
import { Localized } from "../controller/localized.ts"
import { placeBeside, type Spot } from "./place.ts"

/** What floats over the text beside a place in it, and goes along when the page scrolls or changes size. */
export abstract class Floating extends LitElement {
  /** The editor's view; set again with every change of its state. */
  @property({ attribute: false, hasChanged: () => true }) view: EditorView | undefined
  readonly localized = new Localized(this)
  protected prefer: "above" | "below" = "below"

  /** Where it belongs now; undefined while it has nothing to show. */
  protected abstract spot(view: EditorView): Spot | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.style.position = "fixed"
    this.style.zIndex = "30"
    window.addEventListener("scroll", this.#moved, { capture: true, passive: true })
    window.addEventListener("resize", this.#moved, { passive: true })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener("scroll", this.#moved, { capture: true })
    window.removeEventListener("resize", this.#moved)
  }

  protected get place(): Spot | undefined {
    const view = this.view
    return view === undefined || view.isDestroyed ? undefined : this.spot(view)
  }

  protected get hasFocus(): boolean {
    return this.matches(":focus-within")
  }

  /** Gives the focus back to the text. */
  protected back(): void {
    this.view?.focus()
  }

  protected override updated(_changed: PropertyValues): void {
    this.#moved()
  }

  readonly #moved = (): void => {
    const place = this.place
    this.style.visibility = place === undefined ? "hidden" : "visible"
    if (place !== undefined) placeBeside(this, place, this.prefer)
  }
}

/** The rectangle around the selection, where menus for it stand. */
export function selectionSpot(view: EditorView, from: number, to: number): Spot {
  const start = view.coordsAtPos(from, 1)
  const end = view.coordsAtPos(to, -1)
  const left = Math.min(start.left, end.left)
  return {
    left,
    right: Math.max(start.right, end.right),
    top: Math.min(start.top, end.top),
    bottom: Math.max(start.bottom, end.bottom),
  }
}
