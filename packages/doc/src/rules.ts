import { InputRule } from "prosemirror-inputrules"
import type { MarkType } from "prosemirror-model"
import type { EditorState } from "prosemirror-state"
import { safeHref } from "./href.ts"
import { type Line, lineAttrs, lineOf } from "./line.ts"
import { schema } from "./schema/index.ts"

/** The prefix makes the line be of a kind; what it is already, it stays. */
function lineRule(match: RegExp, to: (match: RegExpMatchArray, line: Line) => Partial<Line> | null): InputRule {
  return new InputRule(match, (state, found, start, end) => {
    const line = lineOf(state.doc.resolve(start).parent)
    if (line === undefined) return null
    const change = to(found, line)
    if (change === null) return null
    return state.tr
      .delete(start, end)
      .setNodeMarkup(state.doc.resolve(start).before(), null, lineAttrs({ ...line, ...change }))
  })
}

const HEADINGS = ["h1", "h2", "h3", "h4"] as const
const plainOr = (line: Line, kind: Line["kind"]): Partial<Line> | null => (line.kind === kind ? null : { kind })

const lines: readonly InputRule[] = [
  lineRule(/^(#{1,4})\s$/, ([, marks]) => ({ kind: HEADINGS[(marks?.length ?? 1) - 1] ?? "h1" })),
  lineRule(/^[-*+]\s$/, (_, line) => plainOr(line, "bullet")),
  // 1、 and 1） are how one numbers in Chinese.
  lineRule(/^(1[.)]\s|1[、）．])$/, (_, line) => plainOr(line, "ordered")),
  lineRule(/^\[( |x|X)?\]\s$/, ([, tick]) => ({ kind: "task", checked: tick === "x" || tick === "X" })),
  lineRule(/^【(x|X)?】$/, ([, tick]) => ({ kind: "task", checked: tick !== undefined })),
  // With a Chinese input method the key of > gives 》.
  lineRule(/^[>》]\s$/, (_, line) => plainOr(line, "quote")),
]

/** ``` with a language and a space, or ··· as Chinese input methods give it. */
const code = new InputRule(/^(?:```|···)([A-Za-z0-9+#.-]*)\s$/, (state, match, start, end) => {
  const $start = state.doc.resolve(start)
  if (lineOf($start.parent) === undefined) return null
  const container = $start.node(-1)
  if (!container.canReplaceWith($start.index(-1), $start.indexAfter(-1), schema.nodes.code_block)) return null
  return state.tr.delete(start, end).setBlockType(start, start, schema.nodes.code_block, { language: match[1] || null })
})

/** Three dashes, or ——— as Chinese input methods give them, as a line of their own. The line stays, empty, below the divider. */
const divider = new InputRule(/^(?:---|\*\*\*|___|———)$/, (state, _match, start, end) => {
  const $start = state.doc.resolve(start)
  if (lineOf($start.parent)?.kind !== "text" || $start.parent.content.size !== end - start) return null
  const index = $start.index(-1)
  if (!$start.node(-1).canReplaceWith(index, index, schema.nodes.divider)) return null
  return state.tr.delete(start, end).insert($start.before(), schema.nodes.divider.create())
})

/** Text between two delimiters gets a mark and loses them. The character before must not be part of a word or a delimiter. */
function markRule(match: RegExp, type: MarkType): InputRule {
  return new InputRule(
    match,
    (state, found, start, end) => {
      const text = found[2]
      const opened = start + (found[1]?.length ?? 0)
      if (text === undefined || (type !== schema.marks.code && insideBackticks(state, opened))) return null
      if (!state.doc.resolve(start).parent.type.allowsMarkType(type)) return null
      const textStart = opened + found[0].slice(found[1]?.length ?? 0).indexOf(text)
      const tr = state.tr
      if (textStart + text.length < end) tr.delete(textStart + text.length, end)
      tr.delete(opened, textStart)
      tr.addMark(opened, opened + text.length, type.create())
      return tr.removeStoredMark(type)
    },
    { inCodeMark: false },
  )
}

/** Whether a backtick stands open before `pos`: what follows is meant as code. */
function insideBackticks(state: EditorState, pos: number): boolean {
  const $pos = state.doc.resolve(pos)
  return $pos.parent.textBetween(0, $pos.parentOffset, undefined, " ").split("`").length % 2 === 0
}

const marks: readonly InputRule[] = [
  markRule(/(^|[^*])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, schema.marks.bold),
  markRule(/(^|[^_\p{L}\p{N}])__([^_\s](?:[^_]*[^_\s])?)__$/u, schema.marks.bold),
  markRule(/(^|[^*])\*([^*\s](?:[^*]*[^*\s])?)\*$/, schema.marks.italic),
  markRule(/(^|[^_\p{L}\p{N}])_([^_\s](?:[^_]*[^_\s])?)_$/u, schema.marks.italic),
  markRule(/(^|[^~])~~([^~\s](?:[^~]*[^~\s])?)~~$/, schema.marks.strike),
  markRule(/(^|[^`])`([^`]+)`$/, schema.marks.code),
]

const link = new InputRule(
  /\[([^\]]+)\]\(([^()\s]+)\)$/,
  (state, match, start, end) => {
    const [, text, address] = match
    const href = safeHref(address)
    if (text === undefined || href === null) return null
    const tr = state.tr.delete(start + 1 + text.length, end).delete(start, start + 1)
    return tr
      .addMark(start, start + text.length, schema.marks.link.create({ href }))
      .removeStoredMark(schema.marks.link)
  },
  { inCodeMark: false },
)

/** An address followed by a space becomes a link. */
const autolink = new InputRule(
  /(?:^|[\s(（：:，,])(https?:\/\/[^\s<>"'，。；：！？（）、]+[^\s<>"'，。；：！？（）、.,;:!?)])\s$/,
  (state, match, start, end) => {
    const href = safeHref(match[1])
    if (href === null || match[1] === undefined) return null
    const from = start + match[0].indexOf(match[1])
    const to = from + match[1].length
    if (state.doc.rangeHasMark(from, Math.min(to, end), schema.marks.link)) return null
    return state.tr
      .addMark(from, to, schema.marks.link.create({ href }))
      .removeStoredMark(schema.marks.link)
      .insertText(" ", end)
  },
  { inCodeMark: false },
)

/** Markdown as one types it. */
export const markdownRules: readonly InputRule[] = [...lines, code, divider, ...marks, link, autolink]
