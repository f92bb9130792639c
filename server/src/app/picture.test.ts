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

  it("sides over the limit, sides of nothing and too many bytes are refused", () => {
    expect(refusal(PNG("00004001", "00000001"))).toBe("too-large")
    expect(refusal(PNG("00004000", "00004000"))).toBeUndefined()
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

  it("without the namespace of SVG no browser draws it", () => {
    expect(refusal(text("<svg width='4' height='4'/>"))).toBe("not-an-image")
  })

  it("large ones take no more than their share of time", () => {
    const start = performance.now()
    expect(refusal(svg(`<g ${" a='b'".repeat(400_000)}/>`))).toBe("unsafe-image")
    refusal(svg(`<!--${"-".repeat(2_000_000)}`))
    refusal(svg("<g>".repeat(500_000)))
    refusal(svg(`<g ${"a".repeat(3_000_000)}`))
    expect(performance.now() - start).toBeLessThan(5000)
    expect(refusal(text(`<svg${" ".repeat(LIMITS.vectorImage)}`))).toBe("too-large")
  })
})
