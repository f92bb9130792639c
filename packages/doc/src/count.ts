import type { Node } from "prosemirror-model"
import { inlineText } from "./text.ts"

export interface Counts {
  /** As office programs for Chinese count: each Chinese character or mark one, each word or number of other scripts one. */
  readonly words: number
  /** Without white space. */
  readonly characters: number
  readonly charactersWithSpaces: number
}

// Han, kana, Hangul, Bopomofo, and the full-width marks and forms.
const CJK =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\u3000-\u303f\uff00-\uffef\u2014\u2018\u2019\u201c\u201d\u2026]/gu
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.,:@/_+-]+[\p{L}\p{N}\p{M}]+)*/gu

/** Counts the text of a document, or of a part of one. */
export function count(node: Node): Counts {
  let words = 0
  let characters = 0
  let charactersWithSpaces = 0
  node.descendants(block => {
    if (!block.isTextblock) return true
    const counted = countText(inlineText(block))
    words += counted.words
    characters += counted.characters
    charactersWithSpaces += counted.charactersWithSpaces
    return false
  })
  return { words, characters, charactersWithSpaces }
}

export function countText(text: string): Counts {
  const visible = text.replace(/[\s\u200b\ufeff]/gu, "")
  const rest = text.replace(CJK, " ")
  return {
    words: cjkIn(text) + (rest.match(WORD)?.length ?? 0),
    characters: [...visible].length,
    charactersWithSpaces: [...text.replace(/[\n\u200b\ufeff]/gu, "")].length,
  }
}

/** Marks that Chinese and Latin share: each counts where Chinese stands beside it. */
const SHARED = /[\u2014\u2018\u2019\u201c\u201d\u2026]+/gu
const CHINESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3001-\u303f\uff00-\uffef]/u

function cjkIn(text: string): number {
  const latinMarks = [...text.matchAll(SHARED)].filter(({ 0: marks, index }) => {
    const before = [...text.slice(Math.max(0, index - 2), index)].at(-1) ?? ""
    const after = [...text.slice(index + marks.length, index + marks.length + 2)][0] ?? ""
    return !CHINESE.test(before) && !CHINESE.test(after)
  })
  const wide = text.replaceAll("\u3000", "").match(CJK)?.length ?? 0
  return wide - latinMarks.reduce((sum, { 0: marks }) => sum + marks.length, 0)
}
