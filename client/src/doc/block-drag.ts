import { outerBlock } from "@sheaf/doc"
import { Disposer } from "@sheaf/std"
import type { EditorView } from "prosemirror-view"

/** Less than this is a click with an unsteady hand. */
const STARTS_AFTER = 5
/** So near to the window's edge the page scrolls along. */
const EDGE = 60

/** Moving a block with the pointer: a line shows between which blocks it would go. With a pen or a finger too. */
export class BlockDrag {
  /** Whether the press that just ended was a move: then it is no click. */
  moved = false
  readonly #ends = new Disposer()
  #target: number | undefined

  get running(): boolean {
    return this.moved && this.#target !== undefined
  }

  /** `drop` is told before which position of the document the block goes. */
  start(press: PointerEvent, view: EditorView, block: HTMLElement, drop: (target: number) => void): void {
    this.cancel()
    this.moved = false
    const line = document.createElement("div")
    line.className = "block-drop-line"
    // Over the block, not in it: ProseMirror draws anew what is changed in its DOM.
    const veil = document.createElement("div")
    veil.className = "block-drag-veil"
    const move = (event: PointerEvent): void => {
      if (!this.moved && Math.abs(event.clientY - press.clientY) < STARTS_AFTER) return
      if (!this.moved) view.dom.parentElement?.append(veil, line)
      this.moved = true
      cover(veil, block)
      this.#target = aim(view, event.clientY, line)
      if (event.clientY < EDGE) scrollBy(view, -12)
      if (event.clientY > window.innerHeight - EDGE) scrollBy(view, 12)
    }
    const up = (): void => {
      const target = this.#target
      this.cancel()
      if (this.moved && target !== undefined) drop(target)
    }
    const key = (event: KeyboardEvent): void => {
      if (event.key === "Escape") this.cancel()
    }
    window.addEventListener("pointermove", move)
    window.addEventListener("pointerup", up)
    window.addEventListener("pointercancel", this.cancel)
    window.addEventListener("keydown", key)
    this.#ends.add(() => {
      window.removeEventListener("pointermove", move)
      window.removeEventListener("pointerup", up)
      window.removeEventListener("pointercancel", this.cancel)
      window.removeEventListener("keydown", key)
      line.remove()
      veil.remove()
    })
  }

  readonly cancel = (): void => {
    this.#target = undefined
    this.#ends.dispose()
  }
}

function cover(veil: HTMLElement, block: HTMLElement): void {
  const { left, top, width, height } = block.getBoundingClientRect()
  Object.assign(veil.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` })
}

/** The place between two blocks that is nearest to that height, shown by `line`. */
function aim(view: EditorView, y: number, line: HTMLElement): number | undefined {
  const blocks = [...view.dom.children].filter((child): child is HTMLElement => child instanceof HTMLElement)
  let best: { readonly distance: number; readonly at: number; readonly edge: number } | undefined
  for (const block of blocks) {
    const found = outerBlock(view.state.doc, view.posAtDOM(block, 0))
    if (found === undefined) continue
    const { top, bottom } = block.getBoundingClientRect()
    const edges = [
      { edge: top, at: found.pos },
      { edge: bottom, at: found.pos + found.node.nodeSize },
    ]
    for (const { edge, at } of edges) {
      const distance = Math.abs(edge - y)
      if (best === undefined || distance < best.distance) best = { distance, at, edge }
    }
  }
  const box = view.dom.getBoundingClientRect()
  if (best) Object.assign(line.style, { left: `${box.left}px`, width: `${box.width}px`, top: `${best.edge - 1}px` })
  return best?.at
}

function scrollBy(view: EditorView, by: number): void {
  for (let at: HTMLElement | null = view.dom; at !== null; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) {
      at.scrollBy(0, by)
      return
    }
  }
  window.scrollBy(0, by)
}
