import { REFUSALS, ROLES } from "@sheaf/domain"
import { describe, expect, it } from "vitest"
import { en } from "./en/index.ts"
import { zh } from "./zh/index.ts"

/** Names that stay as they are in every language. */
const NAMES =
  /Sheaf|English|Markdown|PNG|JPEG|GIF|WebP|AVIF|SVG|MB|HTML|PDF|URL|LaTeX|Ctrl|Shift|Alt|Enter|Escape|Esc|Tab|Cmd|F2|H[1-6]|https?|Del\b/g

type Leaf = readonly [path: string, text: string]

/** Every message as people see it: functions are called with values that cannot be mistaken for words of the message. */
function leaves(table: unknown, path = ""): readonly Leaf[] {
  if (typeof table === "string") return [[path, table]]
  if (typeof table === "function") return [1, 3].map(count => [path, String(call(table, count))])
  if (typeof table !== "object" || table === null) return []
  return Object.entries(table).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
}

function call(message: unknown, count: number): unknown {
  return Reflect.apply(message as (...values: unknown[]) => unknown, undefined, [count, count, count])
}

function paths(table: unknown): readonly string[] {
  return [...new Set(leaves(table).map(([path]) => path))].sort()
}

describe("messages", () => {
  it("both languages say the same things", () => {
    expect(paths(zh)).toEqual(paths(en))
  })

  it("no message is empty", () => {
    expect([...leaves(en), ...leaves(zh)].filter(([, text]) => text.trim() === "")).toEqual([])
  })

  it("every refusal and every role has words", () => {
    for (const { shell } of [en, zh]) {
      expect(Object.keys(shell.refusals).sort()).toEqual([...REFUSALS].sort())
      expect(Object.keys(shell.roles).sort()).toEqual([...ROLES].sort())
    }
  })

  it("in Chinese, marks are full-width", () => {
    const half = /\p{Script=Han}["”’)）]*[,.;:!?()]|[,;:!?()]\s*\p{Script=Han}|\.{3}/u
    expect(leaves(zh).filter(([, text]) => half.test(text))).toEqual([])
  })

  it("in Chinese, no English word is left", () => {
    expect(leaves(zh).filter(([, text]) => /[A-Za-z]{2,}/.test(text.replace(NAMES, "")))).toEqual([])
  })

  it("in English, nothing is Chinese but the name of that language", () => {
    expect(leaves(en).filter(([path, text]) => /\p{Script=Han}/u.test(text) && path !== ".shell.languages.zh")).toEqual(
      [],
    )
  })

  it("in Chinese, one term stands for one thing", () => {
    const avoided = /账户管理|文件夹|档案|垃圾桶|废纸篓|登陆|帐号|撤消|您/
    expect(leaves(zh).filter(([, text]) => avoided.test(text))).toEqual([])
  })
})
