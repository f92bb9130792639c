import { LIMITS, Refused } from "@sheaf/domain"
import { mustStaySmall } from "./svg-expansion.ts"

/**
 * SVG that only draws is let in; anything else is refused, not mended. The text is cut into tags by a strict grammar (what does not fit is
 * refused), elements must be on a list, and attributes may point only inside the picture, and to little (svg-expansion.ts). Browsers show it in `<img>`, and it is served
 * under a sandbox besides: this is the first of three walls.
 */
export function svgSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  if (bytes.length > LIMITS.vectorImage) throw new Refused("too-large")
  const tags = tagsOf(textOf(bytes))
  const [root] = tags
  if (root === undefined || root.name !== "svg") throw new Refused("not-an-image")
  if (root.attributes.get("xmlns") !== SVG_NAMESPACE) throw new Refused("not-an-image")
  for (const tag of tags) mustOnlyDraw(tag)
  mustStaySmall(tags)
  return sizeOf(root.attributes)
}

const SVG_NAMESPACE = "http://www.w3.org/2000/svg"

/** Elements that draw or describe. No script, no foreignObject, no animation (which can set an href), no link. */
const DRAWING = new Set(
  `svg g defs symbol use switch view title desc metadata style path rect circle ellipse line polyline polygon text tspan textPath image
  linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix feComponentTransfer feComposite
  feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
  feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`.split(
    /\s+/,
  ),
)

/** An element of the picture. */
export interface Tag {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** The text up to the next tag. */
  readonly text: string
  readonly children: readonly Tag[]
}

interface OpenTag extends Tag {
  text: string
  readonly children: Tag[]
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Refused("unsafe-image", { fields: { body: cause instanceof Error ? cause.message : "not UTF-8" } })
  }
}

/**
 * `<?xml … ?>`, a comment, character data, an end tag, a tag with quoted attributes, or text. Doctypes and other instructions do not fit.
 */
const PIECE =
  /<\?xml\s[^?<>]*\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([A-Za-z_][\w:.-]*)\s*>|<([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y
const ATTRIBUTE = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Every tag in order, each closed where it should be. */
function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = []
  const open: OpenTag[] = []
  PIECE.lastIndex = text.startsWith("\ufeff") ? 1 : 0
  while (PIECE.lastIndex < text.length) {
    const piece = PIECE.exec(text)
    if (piece === null) throw new Refused("unsafe-image")
    const [, data, end, name, attributes = "", closed, words = ""] = piece
    const inside = open.at(-1)
    if (end !== undefined) {
      if (open.pop()?.name !== end) throw new Refused("unsafe-image")
    } else if (name !== undefined) {
      // A tag between two halves of a rule would hide the rule.
      if (inside !== undefined && isStyle(inside)) throw new Refused("unsafe-image")
      const tag = { name, attributes: attributesOf(attributes), text: "", children: [] }
      tags.push(tag)
      inside?.children.push(tag)
      if (closed === "") open.push(tag)
    } else if (inside !== undefined) inside.text += data ?? decoded(words)
  }
  if (open.length > 0) throw new Refused("unsafe-image")
  return tags
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = "", double, single] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new Refused("unsafe-image")
    attributes.set(name, decoded(double ?? single ?? ""))
  }
  return attributes
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

/** Character references undone, as a browser does before it looks. Without a doctype there are only these; others are refused. */
function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));?|&/gi,
    (_, decimal, hex, name: string | undefined) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal)
      const character = name === undefined ? (code <= 0x10ffff ? String.fromCodePoint(code) : undefined) : NAMED[name]
      if (character === undefined) throw new Refused("unsafe-image")
      return character
    },
  )
}

const isStyle = ({ name }: Pick<Tag, "name">): boolean => /style/i.test(name)

function mustOnlyDraw(tag: Tag): void {
  // `svg:` can only be SVG itself. What drawing programs add under other prefixes draws nothing: see the namespaces below.
  const name = tag.name.replace(/^svg:/, "")
  if (!name.includes(":") && !DRAWING.has(name)) throw new Refused("unsafe-image")
  if (isStyle(tag)) mustStayInside(tag.text)
  for (const [attribute, value] of tag.attributes) mustBeHarmless(attribute, value)
}

const HTML_OR_SVG = /^http:\/\/www\.w3\.org\/(?:1999\/xhtml|2000\/svg)$/

function mustBeHarmless(attribute: string, value: string): void {
  const local = attribute.slice(attribute.indexOf(":") + 1).toLowerCase()
  const plain = value.trim()
  const unsafe =
    local.startsWith("on") ||
    attribute === "xml:base" ||
    (attribute === "xmlns" && plain !== SVG_NAMESPACE) ||
    (attribute.startsWith("xmlns:") && attribute !== "xmlns:svg" && HTML_OR_SVG.test(plain)) ||
    ((local === "href" || local === "src") && !/^(?:#|data:image\/(?:png|jpeg|gif|webp);base64,)/.test(plain)) ||
    /(?:java|vb)script:/i.test(withoutSpace(value))
  if (unsafe) throw new Refused("unsafe-image")
  mustStayInside(value)
}

/** Styles may point to what is in the picture, by `url(#name)`, and nowhere else. An escape could hide anything. */
function mustStayInside(style: string): void {
  const elsewhere = /url\s*\(\s*(?!["']?#)/i.test(style) || /@import|image-set|expression\s*\(/i.test(style)
  const hidden = /\\/.test(style) && /url|import|\\[0-9a-f]/i.test(style)
  if (elsewhere || hidden) throw new Refused("unsafe-image")
}

const withoutSpace = (text: string): string => [...text].filter(character => character > " ").join("")

function sizeOf(attributes: ReadonlyMap<string, string>): { width: number; height: number } {
  const [, , boxWidth, boxHeight] = (attributes.get("viewBox") ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const width = pixels(attributes.get("width"))
  const height = pixels(attributes.get("height"))
  // 300 by 150 is what browsers take when a picture says nothing.
  return { width: width ?? boxWidth ?? 300, height: height ?? boxHeight ?? 150 }
}

function pixels(length: string | undefined): number | undefined {
  const number = /^\s*(\d*\.?\d+)(?:px)?\s*$/.exec(length ?? "")?.[1]
  return number === undefined ? undefined : Math.max(1, Number(number))
}
