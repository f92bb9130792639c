import type { DOMOutputSpec, Node, NodeSpec } from "prosemirror-model"
import { pictureSrc, pictureWidth } from "../picture.ts"
import type { Markup } from "./element.ts"

const LONGEST_WORDS = 500

/** Alternative text or a caption: one line of words, else null. */
export function pictureWords(value: unknown): string | null {
  if (typeof value !== "string") return null
  const words = value.replace(/\s+/g, " ").trim().slice(0, LONGEST_WORDS)
  return words === "" ? null : words
}

/** A picture of this server. One whose address is not ours keeps its words and loads nothing. */
export const image: NodeSpec = {
  group: "block",
  atom: true,
  draggable: true,
  attrs: { src: { default: null }, alt: { default: null }, width: { default: null }, caption: { default: null } },
  parseDOM: [
    { tag: "figure[data-picture]", getAttrs: fromFigure },
    { tag: "img[src]", getAttrs: fromImg },
  ],
  toDOM: draw,
}

function draw(node: Node): DOMOutputSpec {
  const src = pictureSrc(node.attrs.src)
  const width = pictureWidth(node.attrs.width)
  const alt = pictureWords(node.attrs.alt) ?? ""
  const caption = pictureWords(node.attrs.caption)
  const shown: DOMOutputSpec =
    src === null
      ? ["span", { class: "picture-missing" }, alt]
      : ["img", { src, alt, draggable: "false", ...(width === null ? {} : { width: String(width) }) }]
  return ["figure", { "data-picture": "" }, shown, ...(caption === null ? [] : [["figcaption", caption]])]
}

function fromImg(element: Markup) {
  const src = pictureSrc(element.getAttribute("src"))
  if (src === null) return false
  const width = Number.parseInt(element.getAttribute("width") ?? "", 10)
  return { src, alt: element.getAttribute("alt"), width: Number.isNaN(width) ? null : width, caption: null }
}

function fromFigure(element: Markup) {
  const img = element.querySelector("img")
  const from = img === null ? false : fromImg(img)
  return from === false ? false : { ...from, caption: element.querySelector("figcaption")?.textContent ?? null }
}
