import fc from "fast-check"
import { DOMSerializer, Node } from "prosemirror-model"
import { describe, expect, it } from "vitest"
import { doc, line } from "../../test/build.ts"
import { schema } from "./index.ts"

const OWN = `/api/files/f1/blobs/${"a".repeat(64)}`

/** What the node would be drawn as, without a DOM: tag, attributes and children. */
const drawn = (node: Node): string => JSON.stringify(node.type.spec.toDOM?.(node))

describe("D6 whatever was written, nodes hold clean attributes", () => {
  it.each([
    ["https://evil.example/a.png"],
    ["data:image/png;base64,AAAA"],
    ["blob:https://sheaf.example/1"],
    ["javascript:alert(1)"],
    ["//evil.example/a.png"],
    [`${OWN}/../../x`],
    [`${OWN}?x`],
    [{ toString: () => OWN }],
    [null],
  ])("D4 a picture at %j loads nothing", src => {
    const node = schema.nodes.image.create({ src, alt: "words" })
    expect(node.attrs.src).toBeNull()
    expect(drawn(node)).not.toContain("img")
    expect(drawn(node)).toContain("words")
  })

  it("D4 a picture of this server is shown", () => {
    expect(drawn(schema.nodes.image.create({ src: OWN, width: 300 }))).toContain(`"src":"${OWN}"`)
  })

  it("D3 a refused link keeps its words and leads nowhere", () => {
    const mark = schema.mark("link", { href: "javascript:alert(1)" })
    expect(mark.attrs.href).toBeNull()
    expect(JSON.stringify(mark.type.spec.toDOM?.(mark, true))).toBe('["span",0]')
  })

  it("D5 a colour is a name that is known", () => {
    expect(schema.mark("colour", { name: "red" }).attrs.name).toBe("red")
    for (const name of ["url(https://evil.example)", "#f00", "red;background:url(x)", 7, null]) {
      expect(schema.mark("colour", { name }).attrs.name).toBeNull()
      expect(schema.mark("background", { name }).attrs.name).toBeNull()
    }
  })

  it("widths and spans stay within bounds", () => {
    const cell = (attrs: object) => schema.nodes.table_cell.create(attrs, line("x")).attrs
    expect(cell({ colspan: 1e9, rowspan: -4, colwidth: ["100%"] })).toMatchObject({
      colspan: 100,
      rowspan: 1,
      colwidth: null,
    })
    expect(cell({ colspan: 1, colwidth: [1e9] }).colwidth).toEqual([2000])
    expect(cell({ colspan: Number.NaN, colwidth: "x" })).toMatchObject({ colspan: 1, colwidth: null })
    const width = (value: unknown) => schema.nodes.image.create({ src: OWN, width: value }).attrs.width
    expect([width(1e9), width(-1), width("1"), width(Number.POSITIVE_INFINITY)]).toEqual([4000, 40, null, null])
  })

  it("widths that fit are kept as the very same value, so that nothing is written back", () => {
    const colwidth = [120]
    expect(schema.nodes.table_cell.create({ colspan: 1, rowspan: 1, colwidth }, line("x")).attrs.colwidth).toBe(
      colwidth,
    )
  })

  it("a line of no known kind is text, and no level is deeper than the deepest", () => {
    const { attrs } = schema.nodes.paragraph.create({ kind: "<script>", indent: 1e6, checked: "yes" })
    expect(attrs).toEqual({ kind: null, indent: 7, checked: null })
    expect(schema.nodes.paragraph.create({ kind: "h1", indent: 3 }).attrs.indent).toBeNull()
  })

  it("every way of making a node cleans it", () => {
    const json = { type: "image", attrs: { src: "https://evil.example/a.png" } }
    expect(Node.fromJSON(schema, json).attrs.src).toBeNull()
    expect(schema.node("image", json.attrs).attrs.src).toBeNull()
    expect(schema.nodes.image.createAndFill(json.attrs)?.attrs.src).toBeNull()
  })

  it("any value in any attribute can be drawn, and nothing of it becomes an address or a style", () => {
    const names = ["paragraph", "code_block", "callout", "image", "table_cell", "table_header", "divider"] as const
    const keys = fc.constantFrom(
      "kind",
      "indent",
      "checked",
      "src",
      "alt",
      "width",
      "caption",
      "language",
      "tone",
      "colspan",
      "colwidth",
      "background",
    )
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.dictionary(keys, fc.anything()), (name, attrs) => {
        const node = schema.nodes[name].create(attrs, name.startsWith("table") ? line("x") : null)
        const out = drawn(node)
        expect(out).not.toMatch(/"(href|style|on\w+)":/)
        expect(out).not.toMatch(/"src":"(?!\/api\/files\/)/)
      }),
      { numRuns: 2_000, seed: 20261123 },
    )
  })
})

describe("D2 content rules cannot be broken by two people at once", () => {
  it("each container of blocks takes every block", () => {
    const every = [
      line("x"),
      schema.nodes.code_block.create(),
      schema.nodes.divider.create(),
      schema.nodes.image.create(),
    ]
    const list = [line("x", { kind: "bullet" }), line("y", { kind: "task", indent: 2 })]
    for (const content of [...every, ...list]) {
      expect(() => schema.node("callout", null, [content])).not.toThrow()
      expect(() => schema.node("table_cell", null, [content])).not.toThrow()
    }
    expect(() =>
      doc(schema.node("callout", null, [schema.node("callout", null, [line("deep")])])).check(),
    ).not.toThrow()
  })
})

describe("D7 what is as usual is not stored", () => {
  it("a plain paragraph has no attribute that is not null", () => {
    expect(Object.values(line("x").attrs)).toEqual([null, null, null])
    expect(Object.values(schema.nodes.image.create({ src: OWN }).attrs).filter(value => value !== null)).toEqual([OWN])
  })
})

it("the schema can be drawn: every node and mark has a way", () => {
  expect(() => DOMSerializer.fromSchema(schema)).not.toThrow()
})
