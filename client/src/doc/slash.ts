import { schema } from "@sheaf/doc"
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "prosemirror-state"
import type { EditorView } from "prosemirror-view"
import { action } from "./actions.ts"
import { findBlocks, type SlashId } from "./slash-items.ts"

/** The menu that a slash opened: the text from `from` to the caret is the slash and what is searched for. */
export interface Slash {
  readonly from: number
  readonly query: string
  readonly ids: readonly SlashId[]
  /** Which of them Enter takes. */
  readonly at: number
}

interface SlashState {
  readonly menu: Slash | undefined
  /** Where a slash stands that the person closed the menu of. */
  readonly closed: number | undefined
}

type Told = { readonly at: number } | { readonly close: true } | { readonly open: number }
const key = new PluginKey<SlashState>("sheaf-slash")
/** Someone who has typed this much without finding a block is writing text. */
const LONGEST_MISS = 6

export function slashOf(state: EditorState): Slash | undefined {
  return key.getState(state)?.menu
}

/** A slash at the start of a line or after a space opens the menu; so does 、, which Chinese input methods write for that key. */
export function slashPlugin(): Plugin<SlashState> {
  return new Plugin<SlashState>({
    key,
    state: {
      init: () => ({ menu: undefined, closed: undefined }),
      apply: (tr, old, _, state) => next(tr, old, state),
    },
    props: {
      handleTextInput: (view, from, to, text) => {
        if ((text !== "/" && text !== "、") || !opensAt(view.state, from, text)) return false
        view.dispatch(view.state.tr.insertText(text, from, to).setMeta(key, { open: from } satisfies Told))
        return true
      },
      handleKeyDown: (view, event) => pressed(view, event),
      handleDOMEvents: {
        blur: view => {
          if (slashOf(view.state) !== undefined) tell(view, { close: true })
          return false
        },
      },
    },
  })
}

function opensAt(state: EditorState, pos: number, text: string): boolean {
  const $pos = state.doc.resolve(pos)
  if ($pos.parent.type !== schema.nodes.paragraph || !state.selection.empty) return false
  const before = $pos.parent.textBetween(0, $pos.parentOffset, undefined, "\ufffc")
  return text === "/" ? /(^|\s)$/.test(before) : $pos.parent.content.size === 0
}

function next(tr: Transaction, old: SlashState, state: EditorState): SlashState {
  const told = tr.getMeta(key) as Told | undefined
  if (told !== undefined && "close" in told) return { menu: undefined, closed: old.menu?.from }
  const from = told !== undefined && "open" in told ? told.open : old.menu && tr.mapping.map(old.menu.from, -1)
  if (from === undefined) return old
  const query = queryAt(state, from)
  if (query === undefined) return { menu: undefined, closed: undefined }
  const ids = findBlocks(query).map(item => item.id)
  if (ids.length === 0 && query.length > LONGEST_MISS) return { menu: undefined, closed: from }
  const at = told !== undefined && "at" in told ? told.at : query === old.menu?.query ? old.menu.at : 0
  return { menu: { from, query, ids, at }, closed: undefined }
}

function queryAt(state: EditorState, from: number): string | undefined {
  const { selection } = state
  if (!(selection instanceof TextSelection) || !selection.empty) return undefined
  const { $from } = selection
  if (from < $from.start() || from >= $from.pos) return undefined
  const text = $from.parent.textBetween(from - $from.start(), $from.parentOffset, undefined, "\ufffc")
  return /^[/、][^\s\ufffc]*$/.test(text) ? text.slice(1) : undefined
}

function tell(view: EditorView, told: Told): void {
  view.dispatch(view.state.tr.setMeta(key, told))
}

function pressed(view: EditorView, event: KeyboardEvent): boolean {
  const menu = slashOf(view.state)
  if (menu === undefined || event.isComposing) return false
  const count = menu.ids.length
  switch (event.key) {
    case "ArrowDown":
    case "ArrowUp":
      if (count > 0) tell(view, { at: (menu.at + (event.key === "ArrowDown" ? 1 : count - 1)) % count })
      return true
    case "Enter":
    case "Tab":
      return takeBlock(view, menu.at)
    case "Escape":
      tell(view, { close: true })
      return true
    default:
      return false
  }
}

/** Takes the slash and the search away and makes the block. */
export function takeBlock(view: EditorView, at: number): boolean {
  const menu = slashOf(view.state)
  const id = menu?.ids[at]
  if (menu === undefined || id === undefined) return false
  view.dispatch(view.state.tr.delete(menu.from, view.state.selection.from).setMeta(key, { close: true } satisfies Told))
  const { run } = action(id)
  run(view.state, view.dispatch, view)
  view.focus()
  return true
}

export function pointAt(view: EditorView, at: number): void {
  if (slashOf(view.state)?.at !== at) tell(view, { at })
}
