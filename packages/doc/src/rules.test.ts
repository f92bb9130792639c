import { inputRules } from "prosemirror-inputrules"
import { EditorState } from "prosemirror-state"
import { describe, expect, it } from "vitest"
import { doc, line, told } from "../test/build.ts"
import type { Line } from "./line.ts"
import { markdownRules } from "./rules.ts"

/** Types character by character, as the plugin of input rules sees it from a view. */
function typed(text: string, start: Partial<Line> = {}): EditorState {
  const plugin = inputRules({ rules: markdownRules })
  let state = EditorState.create({ doc: doc(line("", start)), plugins: [plugin] })
  const view = {
    composing: false,
    get state() {
      return state
    },
    dispatch(tr: typeof state.tr) {
      state = state.apply(tr)
    },
  }
  for (const char of text) {
    const { from, to } = state.selection
    // biome-ignore lint/suspicious/noExplicitAny: the plugin reads only these three of a view
    const handled = plugin.props.handleTextInput?.call(plugin, view as any, from, to, char, () =>
      state.tr.insertText(char),
    )
    if (handled !== true) state = state.apply(state.tr.insertText(char, from, to))
  }
  state.doc.check()
  return state
}

const marked = (state: EditorState): readonly string[] =>
  state.doc.firstChild?.content.content.map(
    node => `${node.text}${node.marks.length > 0 ? `:${node.marks.map(mark => mark.type.name)}` : ""}`,
  ) ?? []

describe("D9 Markdown as one types it", () => {
  it.each([
    ["# a", "h1(a)"],
    ["#### a", "h4(a)"],
    ["- a", "bullet(a)"],
    ["* a", "bullet(a)"],
    ["1. a", "ordered(a)"],
    ["1、a", "ordered(a)"],
    ["[] a", "task(a)"],
    ["[ ] a", "task(a)"],
    ["[x] a", "task!(a)"],
    ["【】a", "task(a)"],
    ["> a", "quote(a)"],
    ["》 a", "quote(a)"],
    ["```ts a", "code_block(a)"],
    ["··· a", "code_block(a)"],
    ["---", "divider() text()"],
    ["———", "divider() text()"],
    ["——", "text(——)"],
    ["a - b", "text(a - b)"],
    ["#a", "text(#a)"],
    ["2024. a", "text(2024. a)"],
  ])("%s makes %s", (text, made) => expect(told(typed(text).doc)).toBe(made))

  it("D1 a bullet that is typed in a numbered line changes its kind", () => {
    expect(told(typed("- a", { kind: "ordered", indent: 1 }).doc)).toBe("bullet+1(a)")
  })

  it.each([
    ["a **b** c", ["a ", "b:bold", " c"]],
    ["*b* c", ["b:italic", " c"]],
    ["__b__", ["b:bold"]],
    ["~~b~~", ["b:strike"]],
    ["`b*c*`", ["b*c*:code"]],
    ["snake_case_name", ["snake_case_name"]],
    ["中文**加粗**后", ["中文", "加粗:bold", "后"]],
    ["2 * 3 * 4", ["2 * 3 * 4"]],
    ["[a](https://example.com) b", ["a:link", " b"]],
    ["[a](javascript:alert) b", ["[a](javascript:alert) b"]],
    ["https://example.com/a b", ["https://example.com/a:link", " b"]],
    ["见https://example.com b", ["见https://example.com b"]],
  ])("%s makes %j", (text, made) => expect(marked(typed(text))).toEqual(made))
})
