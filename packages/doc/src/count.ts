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
const EACH =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\u3000-\u303f\uff00-\uffef\u2014\u2018\u2019\u201c\u201d\u2026]/u
const CJK = new RegExp(EACH.source, "gu")
/** Quotation marks and dashes are one character each in Chinese, and nothing by themselves between Latin words. */
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

function cjkIn(text: string): number {
  let found = 0
  const points = [...text]
  for (const [at, point] of points.entries()) {
    if (!EACH.test(point)) continue
    // ’ “ ” — … are shared with Latin: they count where Chinese stands beside them.
    if (/[\u2014\u2018\u2019\u201c\u201d\u2026]/u.test(point) && !chinese(points[at - 1]) && !chinese(points[at + 1]))
      continue
    if (point !== "\u3000") found++
  }
  return found
}

const chinese = (point: string | undefined): boolean =>
  point !== undefined && /[\p{sc=Han}\u3001-\u303f\uff00-\uffef]/u.test(point)
