import { replacement } from "@sheaf/doc"
import type { Stop } from "@sheaf/std"
import type { Node } from "prosemirror-model"
import { Plugin } from "prosemirror-state"
import { Mapping } from "prosemirror-transform"
import type { EditorView } from "prosemirror-view"
import { bindingOf } from "./binding.ts"

/**
 * ProseMirror closes a composition 20 ms after `compositionend`, when it has read what the browser wrote last: WebKit and Gecko
 * write after that event, Blink before it.
 */
const SETTLES = 30
/** ProseMirror gives up a composition on Android after 5 s without a change: keyboards there compose as long as a word is open. */
const ANDROID_GIVES_UP = 5_100

/**
 * A running composition of an input method, as the plugins of one editor share it. From its start to its end nothing of the others
 * enters the document, and nothing of it leaves: the others see what was chosen, never the letters on the way.
 */
export class Composition {
  /** True from `compositionstart` until the chosen text is published. */
  active = false
  /** Whether a change entered the document meanwhile, which `hold` should have prevented. */
  missed = false
  /** Writes what the view shows into the document; the binding sets it. */
  publish: () => void = () => {}
  readonly #hold: () => Stop
  #release: Stop | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #base: Node | undefined
  /** Between `compositionend` and the publishing. */
  #ended = false
  readonly #waiting: (() => void)[] = []

  constructor(hold: () => Stop) {
    this.#hold = hold
  }

  start(view: EditorView): void {
    // The characters chosen a moment ago are published before the next ones are composed.
    if (this.#ended) this.#close(view)
    if (this.active) return
    this.active = true
    this.#base = view.state.doc
    this.#release ??= this.#hold()
  }

  /** To be called at `compositionend`: publishes and lets the others in as soon as the view is settled. */
  end(view: EditorView): void {
    if (!this.active) return
    this.#ended = true
    this.#later(SETTLES, () => this.#finish(view))
  }

  /** Ends a composition that lasts without a change, if ProseMirror has given it up. */
  expire(view: EditorView): void {
    this.#later(ANDROID_GIVES_UP, () => {
      if (!view.composing) this.#finish(view)
    })
  }

  /** The focus has gone. Browsers end a composition before that; one that forgets to must not keep the others out for ever. */
  leave(view: EditorView): void {
    if (this.active && !this.#ended) this.#later(10 * SETTLES, () => this.#finish(view))
  }

  /** Resolves when no composition runs: for what would change the document by itself. */
  settled(): Promise<void> {
    return this.active ? new Promise(resolve => this.#waiting.push(resolve)) : Promise.resolve()
  }

  /** The view goes away: what was chosen is published, what was still being composed is not. */
  abandon(): void {
    if (this.#ended && !this.missed) {
      this.active = false
      this.publish()
    }
    clearTimeout(this.#timer)
    this.#ended = false
    this.active = false
    this.#free()
  }

  #later(wait: number, then: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(then, wait)
  }

  #finish(view: EditorView): void {
    this.#close(view)
    this.#free()
  }

  #close(view: EditorView): void {
    clearTimeout(this.#timer)
    this.#ended = false
    this.active = false
    if (this.missed) this.#merge(view)
    // An empty transaction: every plugin sees the settled state, and the binding publishes it.
    view.dispatch(view.state.tr)
  }

  #free(): void {
    this.#release?.()
    this.#release = undefined
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /** What came in is shown, and what was composed is put into it where it was meant to be. */
  #merge(view: EditorView): void {
    this.missed = false
    const base = this.#base
    const composed = base === undefined ? undefined : replacement(base, view.state.doc)
    bindingOf(view.state).binding._forceRerender()
    if (base === undefined || composed === undefined) return
    const others = replacement(base, view.state.doc)
    const step = others === undefined ? composed : composed.map(new Mapping([others.getMap()]))
    if (step === null) return
    const tr = view.state.tr
    if (tr.maybeStep(step).failed === null) view.dispatch(tr)
  }
}

export function compositionPlugin(composition: Composition): Plugin {
  const android = /Android/i.test(navigator.userAgent)
  return new Plugin({
    props: {
      handleDOMEvents: {
        compositionstart: view => {
          if (view.editable) composition.start(view)
          return false
        },
        compositionupdate: view => {
          if (view.editable && !composition.active) composition.start(view)
          if (android && composition.active) composition.expire(view)
          return false
        },
        compositionend: view => {
          composition.end(view)
          return false
        },
        blur: view => {
          composition.leave(view)
          return false
        },
      },
    },
    view: () => ({ destroy: () => composition.abandon() }),
  })
}
