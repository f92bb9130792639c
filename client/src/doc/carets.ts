import type { EditorState } from "prosemirror-state"
import { Plugin, PluginKey } from "prosemirror-state"
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view"
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition } from "y-prosemirror"
import type { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import { bindingOf, isRemote } from "./binding.ts"
import type { Composition } from "./composition.ts"
import type { PresentUser } from "./ports.ts"

/** The server passes on ten states a second and person. */
const BETWEEN_SENDS = 120
/** How long a name stays at its caret after it moved. */
const NAME_STAYS = 2_500
const key = new PluginKey<DecorationSet>("sheaf-carets")

/** The carets and selections of the others, with their names; and one's own, told to them. */
export function caretsPlugin(awareness: Awareness, composition: Composition): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, state) => carets(state, awareness),
      apply: (tr, old, _, state) => {
        // Around a composition nothing may be drawn anew: the browser would end it.
        if (composition.active) return old.map(tr.mapping, tr.doc)
        return isRemote(tr) || tr.getMeta(key) ? carets(state, awareness) : old.map(tr.mapping, tr.doc)
      },
    },
    props: { decorations: state => key.getState(state) },
    view: view => new Presence(view, awareness, composition),
  })
}

/** Tells the others where this person's caret is, and this view where theirs are. */
class Presence {
  readonly #view: EditorView
  readonly #awareness: Awareness
  readonly #composition: Composition
  #timer: ReturnType<typeof setTimeout> | undefined
  #redraw: number | undefined
  #late = false

  constructor(view: EditorView, awareness: Awareness, composition: Composition) {
    this.#view = view
    this.#awareness = awareness
    this.#composition = composition
    awareness.on("change", this.#changed)
    view.dom.addEventListener("focusin", this.update)
    view.dom.addEventListener("focusout", this.update)
  }

  readonly update = (): void => {
    if (this.#late && !this.#composition.active) this.#changed()
    this.#timer ??= setTimeout(this.#send, BETWEEN_SENDS)
  }

  destroy(): void {
    clearTimeout(this.#timer)
    if (this.#redraw !== undefined) cancelAnimationFrame(this.#redraw)
    this.#awareness.off("change", this.#changed)
    this.#view.dom.removeEventListener("focusin", this.update)
    this.#view.dom.removeEventListener("focusout", this.update)
    if (this.#awareness.getLocalState()?.cursor) this.#awareness.setLocalStateField("cursor", null)
  }

  readonly #changed = (): void => {
    this.#late = this.#composition.active
    if (this.#late) return
    this.#redraw ??= requestAnimationFrame(() => {
      this.#redraw = undefined
      this.#late = this.#composition.active
      if (!this.#late) this.#view.dispatch(this.#view.state.tr.setMeta(key, true))
    })
  }

  /** Positions are named by characters that Yjs has: during a composition there may be none, so nothing is told. */
  readonly #send = (): void => {
    this.#timer = undefined
    if (this.#composition.active) return
    const { state } = this.#view
    const old = this.#awareness.getLocalState()?.cursor ?? null
    const shown = this.#view.hasFocus() && this.#view.editable
    if (!shown) {
      if (old !== null) this.#awareness.setLocalStateField("cursor", null)
      return
    }
    const { binding, type } = bindingOf(state)
    const place = (at: number): unknown => absolutePositionToRelativePosition(at, type, binding.mapping)
    const cursor = { anchor: place(state.selection.anchor), head: place(state.selection.head) }
    if (JSON.stringify(cursor) !== JSON.stringify(old)) this.#awareness.setLocalStateField("cursor", cursor)
  }
}

function carets(state: EditorState, awareness: Awareness): DecorationSet {
  const found: Decoration[] = []
  for (const [client, present] of awareness.getStates()) {
    if (client === awareness.clientID) continue
    const anchor = placeOf(state, present.cursor?.anchor)
    const head = placeOf(state, present.cursor?.head)
    if (anchor === undefined || head === undefined) continue
    found.push(...drawn(String(client), userOf(present.user), anchor, head))
  }
  return DecorationSet.create(state.doc, found)
}

/** Presence is written by others: a position that means nothing here is no position. */
function placeOf(state: EditorState, position: unknown): number | undefined {
  if (typeof position !== "object" || position === null) return undefined
  const { binding, doc, type } = bindingOf(state)
  try {
    const relative = Y.createRelativePositionFromJSON(position)
    const at: number | null = relativePositionToAbsolutePosition(doc, type, relative, binding.mapping)
    return at === null || at < 0 || at > state.doc.content.size ? undefined : at
  } catch {
    // Yjs throws at ids that are not numbers, and the binding at what it has not drawn yet: the next change draws again.
    return undefined
  }
}

function userOf(user: unknown): PresentUser {
  const { id, name, colour } = (typeof user === "object" && user !== null ? user : {}) as Partial<PresentUser>
  return {
    id: String(id ?? ""),
    name: typeof name === "string" ? name.slice(0, 80) : "",
    colour: Number.isInteger(colour) ? Math.abs(Number(colour)) % 12 : 0,
  }
}

function* drawn(client: string, user: PresentUser, anchor: number, head: number): Iterable<Decoration> {
  const colour = `--person: var(--person-${user.colour})`
  // The position is in the key: a caret that moved is a new one, and shows its name again for a while.
  yield Decoration.widget(head, () => caret(user.name, colour), {
    key: `${client}:${head}:${user.colour}:${user.name}`,
    side: 10,
    ignoreSelection: true,
    marks: [],
  })
  if (anchor !== head) {
    yield Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
      class: "others-selection",
      style: colour,
    })
  }
}

function caret(name: string, colour: string): HTMLElement {
  const bar = document.createElement("span")
  bar.className = "others-caret"
  bar.style.cssText = colour
  bar.setAttribute("aria-hidden", "true")
  const flag = document.createElement("span")
  flag.className = "others-name"
  // Drawn by CSS: as text it would be found, selected and copied with the document.
  flag.dataset.name = name
  bar.append(flag)
  flag.classList.add("fresh")
  setTimeout(() => flag.classList.remove("fresh"), NAME_STAYS)
  return bar
}
