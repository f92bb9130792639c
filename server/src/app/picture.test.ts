import { LIMITS, Refused } from "@sheaf/domain"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { recognise } from "./picture.ts"

const hex = (...parts: string[]) => Uint8Array.from(Buffer.from(parts.join("").replace(/\s/g, ""), "hex"))
const text = (svg: string) => new TextEncoder().encode(svg)
const refusal = (bytes: Uint8Array): string | undefined => {
  try {
    recognise(bytes)
    return undefined
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}
const PNG = (width: string, height: string) =>
  hex("89504e470d0a1a0a 0000000d 49484452", width, height, "0806000000 00000000 00000000 49454e44 ae426082")
const GIF = hex("474946383961 0a00 1400 80 00 00 000000 ffffff 2c00000000 0100 0100 00 02 02 4401 00 3b")
const JPEG = hex("ffd8 ffe0 0010 4a46494600 0101 0000 0100 0100 00 ffc0 0011 08 0020 0040 03 012200 021101 031101 ffd9")
const WEBP = hex(
  "52494646 1a000000 57454250 56503820 0e000000 30010 09d012a 1000 0800 0000 0000 0000".replace(
    "30010 09d",
    "3001009d",
  ),
)

describe("a picture is recognised by its content", () => {
  it("PNG, GIF, JPEG and WebP, with their sizes", () => {
    expect(recognise(PNG("00000300", "00000200"))).toEqual({ type: "image/png", width: 768, height: 512 })
    expect(recognise(GIF)).toEqual({ type: "image/gif", width: 10, height: 20 })
    expect(recognise(JPEG)).toEqual({ type: "image/jpeg", width: 64, height: 32 })
    expect(recognise(WEBP)).toMatchObject({ type: "image/webp", width: 16, height: 8 })
  })

  it("what is none is refused, whatever it calls itself", () => {
    const nones = [
      "",
      "hello",
      "<html><script>alert(1)</script></html>",
      "%PDF-1.4",
      "\x89PNG",
      "GIF89a",
      "<!DOCTYPE html><p>",
    ]
    for (const none of nones) expect([none, refusal(text(none))]).toEqual([none, expect.stringMatching(/image$/)])
    expect(refusal(hex("ffd8ff"))).toBe("not-an-image")
    expect(refusal(hex("504b0304 0000 0000"))).toBe("not-an-image")
  })

  it("sides or areas over the limit, sides of nothing and too many bytes are refused", () => {
    expect(refusal(PNG("00004001", "00000001"))).toBe("too-large")
    expect(refusal(PNG("00004000", "00000001"))).toBeUndefined()
    expect(refusal(PNG("00002710", "00002710"))).toBeUndefined()
    expect(refusal(PNG("00002711", "00002710"))).toBe("too-large")
    expect(refusal(PNG("00004000", "00004000"))).toBe("too-large")
    expect(refusal(PNG("00000000", "00000001"))).toBe("not-an-image")
    expect(refusal(new Uint8Array(LIMITS.image + 1))).toBe("too-large")
  })

  it("no bytes whatever bring it down", () => {
    const start = fc.constantFrom(
      hex("89504e470d0a1a0a0000000d49484452"),
      hex("ffd8ff"),
      GIF.subarray(0, 6),
      WEBP.subarray(0, 12),
      hex("0000001c66747970 61766966"),
    )
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), (head, tail) => {
        refusal(Uint8Array.from([...head, ...tail]))
      }),
      { numRuns: 2000 },
    )
  })
})

describe("an SVG is let in when it only draws", () => {
  const svg = (inside: string, attributes = "") =>
    text(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30px" ${attributes}>${inside}</svg>`)

  it("shapes, gradients, styles, pictures inside and what drawing programs add", () => {
    const good = [
      svg("<path d='M0 0L5 5'/>"),
      svg(
        "<!-- made by hand --><title>a &amp; b &#20013;</title><g id='a'><rect width='1' height='1'/></g><use href='#a'/>",
      ),
      svg("<defs><linearGradient id='g'/></defs><rect fill='url(#g)' style='stroke: url(\"#g\")'/>"),
      svg("<style>.a { fill: red } .b { fill: url(#g) }</style>"),
      svg("<style><![CDATA[ .a > .b { fill: red } ]]></style>"),
      svg("<image xlink:href='data:image/png;base64,AAAA'/>", 'xmlns:xlink="http://www.w3.org/1999/xlink"'),
      svg(
        "<sodipodi:namedview inkscape:zoom='1'/><metadata><rdf:RDF/></metadata>",
        'xmlns:svg="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
      ),
    ]
    for (const one of good) expect(recognise(one)).toEqual({ type: "image/svg+xml", width: 40, height: 30 })
    const withProlog = text(
      '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 8"/>',
    )
    expect(recognise(withProlog)).toEqual({ type: "image/svg+xml", width: 12, height: 8 })
  })

  const unsafe: Record<string, Uint8Array> = {
    script: svg("<script>alert(1)</script>"),
    "a script in other letters": svg("<SCRIPT>alert(1)</SCRIPT>"),
    "a script under a prefix": svg("<svg:script>alert(1)</svg:script>", 'xmlns:svg="http://www.w3.org/2000/svg"'),
    "a script under any prefix": svg("<x:script>alert(1)</x:script>", 'xmlns:x="http://www.w3.org/2000/svg"'),
    "HTML under a prefix": svg("<h:script>alert(1)</h:script>", 'xmlns:h="http://www.w3.org/1999/xhtml"'),
    "HTML by its namespace": svg("<g xmlns='http://www.w3.org/1999/xhtml'/>"),
    "a handler": svg("<path onload='alert(1)'/>"),
    "a handler in other letters": svg("<path OnClick = 'alert(1)'/>"),
    "a handler on the root": svg("", "onload='alert(1)'"),
    foreignObject: svg("<foreignObject><p>x</p></foreignObject>"),
    "an animation of an href": svg("<animate attributeName='href' to='javascript:alert(1)'/>"),
    "a link": svg("<a href='https://example.org'><text>x</text></a>"),
    "a picture from elsewhere": svg("<image href='https://example.org/x.png'/>"),
    "a picture from the same site": svg("<image href='/api/me'/>"),
    "a use from elsewhere": svg("<use xlink:href='//example.org/x.svg#a'/>"),
    "an SVG in a data address": svg("<use href='data:image/svg+xml;base64,AAAA#x'/>"),
    "javascript:": svg("<use href='javascript:alert(1)'/>"),
    "javascript: by references": svg("<path d='&#106;ava&#x73;cript:alert(1)'/>"),
    "javascript: with a gap": svg("<path d='java\n\tscript:alert(1)'/>"),
    "a style that fetches": svg("<style>@import url(https://example.org/x.css)</style>"),
    "a style attribute that fetches": svg("<path style='fill:url(https://example.org/x)'/>"),
    "a style that fetches, escaped": svg("<style>.a { fill: \\75rl(https://example.org) }</style>"),
    "a style in two halves": svg("<style>.a { fill: u<g/>rl(https://example.org) }</style>"),
    "a style around a comment": svg("<style>.a { fill: u<!-- -->rl(https://example.org) }</style>"),
    "a style by references": svg("<style>.a { fill: &#117;rl(https://example.org) }</style>"),
    "xml:base": svg("<use href='#a'/>", "xml:base='https://example.org/'"),
    "a doctype": text('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg xmlns="http://www.w3.org/2000/svg"/>'),
    "an entity": text('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'),
    "an entity nobody made": svg("<text>&nbsp;</text>"),
    "a stylesheet": text('<?xml-stylesheet href="x.css"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    "an open end": text('<svg xmlns="http://www.w3.org/2000/svg"><g>'),
    "two tags across": svg("<g><path></g></path>"),
    "an attribute twice": svg("<use href='#a' href='#b'/>"),
    "an attribute without quotes": svg("<path d=1/>"),
    "not UTF-8": Uint8Array.from([...svg("<text>"), 0xff, 0xfe]),
  }
  for (const [what, bytes] of Object.entries(unsafe))
    it(`${what}: refused`, () => {
      expect(refusal(bytes)).toBe("unsafe-image")
    })

  const levels = (count: number, level: (i: number, before: string) => string) =>
    Array.from({ length: count }, (_, i) => level(i + 1, `#l${i}`)).join("")
  const ten = (one: string) => one.repeat(10)
  const leaf = "<g id='l0'><path d='M0 0'/></g>"
  const paint = (i: number, inside: string) => `<pattern id='l${i}' width='1' height='1'>${inside}</pattern>`
  const xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
  const bombs: Record<string, Uint8Array> = {
    "nine levels of ten use": svg(leaf + levels(9, (i, to) => `<g id='l${i}'>${ten(`<use href='${to}'/>`)}</g>`)),
    "the same by xlink, in defs": svg(
      `<defs>${leaf}${levels(9, (i, to) => `<g id='l${i}'>${ten(`<use xlink:href='${to}'/>`)}</g>`)}</defs>`,
      xlink,
    ),
    "the same with symbols": svg(
      `<symbol id='l0'><path d='M0 0'/></symbol>${levels(9, (i, to) => `<symbol id='l${i}'>${ten(`<use href='${to}'/>`)}</symbol>`)}`,
    ),
    "levels of patterns": svg(leaf + levels(9, (i, to) => paint(i, ten(`<rect fill='url(${to})'/>`)))),
    "levels of patterns, inherited": svg(
      leaf + levels(9, (i, to) => paint(i, `<g style='stroke: url("${to}")'>${ten("<rect/>")}</g>`)),
    ),
    "levels of patterns, by a style sheet": svg(
      `<style>${levels(9, (i, to) => `@media all { g rect.c${i} { fill: URL( '${to}' ) } }`)}</style>${leaf}${levels(9, i => paint(i, ten(`<rect class='x c${i}'/>`)))}`,
    ),
    "levels of patterns, by nested rules": svg(
      `<style>${levels(9, (i, to) => `.c${i} { &amp;:hover { color: red } fill: url(${to}) }`)}</style>${leaf}${levels(9, i => paint(i, ten(`<rect class='c${i}'/>`)))}`,
    ),
    "levels of patterns, by a property of one's own": svg(
      `${leaf}${levels(9, (i, to) => paint(i, `<g style='--p:url(${to})'>${ten("<rect style='fill:var(--p)'/>")}</g>`))}`,
    ),
    "levels of patterns that take over each other's inside": svg(
      `${leaf}${levels(9, (i, to) => `<pattern id='l${i}' href='#k${i}'/><pattern id='k${i}'>${ten(`<rect fill='url(${to})'/>`)}</pattern>`)}`,
    ),
    "levels of masks": svg(leaf + levels(9, (i, to) => `<mask id='l${i}'>${ten(`<rect mask='url(${to})'/>`)}</mask>`)),
    "levels of masks, inherited": svg(
      `${leaf}${levels(9, (i, to) => `<mask id='l${i}'><g mask='url(${to})'>${ten("<rect mask='inherit'/>")}</g></mask>`)}`,
    ),
    "levels of clips": svg(
      leaf + levels(9, (i, to) => `<clipPath id='l${i}'>${ten(`<rect clip-path='url(${to})'/>`)}</clipPath>`),
    ),
    "levels of markers": svg(
      `${leaf}${levels(9, (i, to) => `<marker id='l${i}'><path d='M0 0${"h1".repeat(10)}' marker-mid='url(${to})'/></marker>`)}`,
    ),
    "a marker at very many corners": svg(
      `<marker id='a'><path d='M0 0'/></marker><path d='M0 0h${"1 ".repeat(10_000)}' marker-mid='url(#a)'/>`,
    ),
    "levels under percent signs": svg(
      leaf + levels(9, (i, to) => `<g id='l${i}'>${ten(`<use href='${to.replace("l", "%6c")}'/>`)}</g>`),
    ),
    "a use of itself": svg("<g id='a'><use href='#a'/></g>"),
    "a use of itself, never drawn": svg("<defs><g id='a'><use href='#a'/></g></defs>"),
    "uses of each other": svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"),
    "a pattern of itself": svg("<pattern id='a'><rect fill='url(#a)'/></pattern>"),
    "a mask of itself, by a style sheet": svg("<style>rect { mask: url(#a) }</style><mask id='a'><rect/></mask>"),
    "a clip of itself": svg("<clipPath id='a' clip-path='url(#a)'><rect/></clipPath>"),
    "a marker of itself": svg("<marker id='a'><path style='marker-end: url(#a)'/></marker>"),
    "a chain without an end in sight": svg(levels(25_000, (i, to) => `<use id='l${i}' href='${to}'/>`)),
    "elements deeper than anybody draws": svg(`${"<g>".repeat(100_000)}${"</g>".repeat(100_000)}`),
  }
  for (const [what, bytes] of Object.entries(bombs))
    it(`${what}: refused, at once`, () => {
      const start = performance.now()
      expect(refusal(bytes)).toBe("unsafe-image")
      expect(performance.now() - start).toBeLessThan(2000)
    })

  it("references that draw little: charts, icons, masked and patterned drawings", () => {
    const plotted = `<defs><path id="m0" d="M0 3C1 3 2 2 2 2z" style="stroke: #1f77b4"/><clipPath id="p1"><rect width="9" height="9"/></clipPath></defs>
      <style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>
      <g id="figure_1"><g id="axes_1"><g id="PathCollection_1" clip-path="url(#p1)">${`<use xlink:href="#m0" x="1" y="2" style="fill: #1f77b4"/>`.repeat(5000)}</g></g>
      <g id="text_1"><defs><path id="DejaVuSans-30" d="M1 1z"/></defs>${`<g><use xlink:href="#DejaVuSans-30"/></g>`.repeat(200)}</g></g>`
    const good = [
      svg(plotted, xlink),
      svg("<path d='M0 0'/>".repeat(20_000)),
      svg(leaf + levels(3, (i, to) => `<g id='l${i}'>${ten(`<use href='${to}'/>`)}</g>`)),
      svg("<symbol id='icon'><path d='M0 0'/></symbol><use href='#icon'/><use href='#none'/><use href='#'/>"),
      svg(
        "<style>.cls-1{clip-path:url(#clip)}.cls-2,.cls-3{fill:url(#grad);stroke:url(#dots)}</style><linearGradient id='base'><stop/></linearGradient><linearGradient id='grad' href='#base'/><pattern id='dots'><circle r='1'/></pattern><clipPath id='clip'><rect class='cls-4'/></clipPath><g class='cls-1'><rect class='cls-2'/><rect class='cls-3'/></g>",
      ),
      svg(
        "<filter id='f'><feGaussianBlur/></filter><mask id='m'><rect fill='#fff'/></mask><g filter='url(#f)' mask='url(#m)'><path/></g>",
      ),
      svg(
        `<marker id='dot'><circle r='1'/></marker><polyline points='${"1,2 ".repeat(1000)}' marker-mid='url(#dot)' marker-end='url(#dot)'/>`,
      ),
      svg(`<linearGradient id='a'><stop/></linearGradient>${"<g fill='url(#a)'><path/></g>".repeat(8000)}`),
    ]
    for (const one of good) expect(recognise(one).type).toBe("image/svg+xml")
  })

  it("references that are costly to count are counted at once", () => {
    const start = performance.now()
    const many = (count: number, one: (i: number) => string) => Array.from({ length: count }, (_, i) => one(i)).join("")
    const styles = `<style>${many(20_000, i => `.a{fill:url(#p${i})}`)}</style>`
    refusal(svg(styles + many(20_000, i => `<pattern id='p${i}'/>`) + "<g class='a'/>".repeat(20_000)))
    refusal(svg(styles + "<g class='a'/>".repeat(100_000)))
    refusal(svg(`<path style="${"/*".repeat(1_000_000)}"/>`))
    refusal(svg(`<style>${"{".repeat(1_000_000)}</style>`))
    refusal(svg(`<style>${"url(#".repeat(300_000)}</style>`))
    refusal(svg(`<style>${"a".repeat(2_000_000)}</style>`))
    refusal(svg(`<path style="${"--".repeat(1_000_000)}"/>`))
    refusal(svg(`<path style="${"url(  ".repeat(300_000)}"/>`))
    expect(performance.now() - start).toBeLessThan(20_000)
  })

  it("without the namespace of SVG no browser draws it", () => {
    expect(refusal(text("<svg width='4' height='4'/>"))).toBe("not-an-image")
  })

  it("large ones take no more than their share of time", () => {
    const start = performance.now()
    expect(refusal(svg(`<g ${" a='b'".repeat(100_000)}/>`))).toBe("unsafe-image")
    refusal(svg(`<!--${"-".repeat(900_000)}`))
    refusal(svg("<g>".repeat(300_000)))
    refusal(svg(`<g ${"a".repeat(900_000)}`))
    expect(performance.now() - start).toBeLessThan(5000)
    expect(refusal(text(`<svg${" ".repeat(LIMITS.vectorImage)}`))).toBe("too-large")
  })
})
