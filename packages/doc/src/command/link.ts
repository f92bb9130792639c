import type { Node, ResolvedPos } from "prosemirror-model"
import type { Command } from "prosemirror-state"
import { safeHref } from "../href.ts"
import { schema } from "../schema/index.ts"

export interface LinkAt {
  readonly href: string
  readonly from: number
  readonly to: number
}

/** The whole link that `$pos` stands in or at the edge of. */
export function linkAt($pos: ResolvedPos): LinkAt | undefined {
  const parent = $pos.parent
  let start = $pos.start()
  let found: LinkAt | undefined
  let run: LinkAt | undefined
  parent.forEach((child: Node) => {
    const href: string | undefined = schema.marks.link.isInSet(child.marks)?.attrs.href ?? undefined
    const end = start + child.nodeSize
    run = href === undefined ? undefined : run?.href === href ? { ...run, to: end } : { href, from: start, to: end }
    if (run !== undefined && run.from <= $pos.pos && $pos.pos <= run.to) found = run
    start = end
  })
  return found
}

/** Makes the text from `from` to `to` lead to `href`; where there is none, writes the address. Refused addresses change nothing. */
export function setLink(from: number, to: number, href: string): Command {
  return (state, dispatch) => {
    const safe = safeHref(href)
    if (safe === null) return false
    if (dispatch) {
      const tr = state.tr
      const mark = schema.marks.link.create({ href: safe })
      if (from === to) tr.insert(from, schema.text(safe, [mark]))
      else tr.removeMark(from, to, schema.marks.link).addMark(from, to, mark)
      dispatch(tr.removeStoredMark(schema.marks.link))
    }
    return true
  }
}

export function removeLink(from: number, to: number): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.removeMark(from, to, schema.marks.link))
    return true
  }
}
