import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { safeHref, soleHref, typedHref } from "./href.ts"

describe("D3 a link leads only where it may", () => {
  it.each([
    "https://example.com",
    "http://例子.测试/路径?查询=1#片段",
    "HTTPS://EXAMPLE.COM/",
    "mailto:fang@example.com",
    "tel:+861012345678",
    "/d/abc",
    "/",
    "#heading-1",
  ])("%s is allowed", href => expect(safeHref(href)).toBe(href))

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:https://example.com/1",
    "file:///etc/passwd",
    "ftp://example.com",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "https:/evil.example",
    "https:evil",
    "http://",
    "https:///evil.example",
    "https://exa\u202emple.com",
    "https://exa\u200bmple.com",
    "example.com",
    "",
    "view-source:https://example.com",
    `https://example.com/${"a".repeat(2048)}`,
  ])("%j is refused", href => expect(safeHref(href)).toBeNull())

  it.each([undefined, null, 1, {}, [], { toString: () => "https://example.com" }])("%j is no address", value =>
    expect(safeHref(value)).toBeNull(),
  )

  it("whatever is allowed, a browser reads as one of these", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.webUrl(),
      fc
        .tuple(
          fc.constantFrom(
            "javascript:",
            "data:",
            "https:",
            "http:",
            "/",
            "//",
            "\\",
            "#",
            "mailto:",
            " ",
            "\t",
            "\u0000",
          ),
          fc.constantFrom("javascript:", "//", "/", "\\", "\n", "alert(1)", "evil.example"),
          fc.string(),
        )
        .map(parts => parts.join("")),
    )
    fc.assert(
      fc.property(hostile, text => {
        const href = safeHref(text)
        if (href === null) return
        const own = "https://sheaf.example"
        const url = URL.canParse(href, own) ? new URL(href, own) : undefined
        if (url === undefined) return
        expect(["http:", "https:", "mailto:", "tel:"]).toContain(url.protocol)
        if (/^[/#]/.test(href)) expect(url.origin).toBe(own)
      }),
      { numRuns: 5_000, seed: 20261123 },
    )
  })
})

describe("what is typed as a link is completed", () => {
  it.each([
    ["example.com", "https://example.com"],
    ["example.com/a?b#c", "https://example.com/a?b#c"],
    ["例子.测试", "https://例子.测试"],
    ["fang@example.com", "mailto:fang@example.com"],
    ["localhost", null],
    ["two words.com", null],
    ["javascript:alert(1)", null],
    ["", null],
  ])("%s means %s", (typed, meant) => expect(typedHref(typed)).toBe(meant))
})

describe("an address pasted over text", () => {
  it("is one only as a whole and with its scheme", () => {
    expect(soleHref(" https://example.com/a \n")).toBe("https://example.com/a")
    expect(soleHref("see https://example.com")).toBeNull()
    expect(soleHref("example.com")).toBeNull()
    expect(soleHref("javascript:alert(1)")).toBeNull()
  })
})
