import type { MarkSpec } from "prosemirror-model"
import { colourNamed } from "../colour.ts"
import { safeHref } from "../href.ts"
import type { Markup } from "./element.ts"

const bold: MarkSpec = {
  parseDOM: [
    { tag: "strong" },
    // Google Docs wraps a whole paste into <b style="font-weight: normal">.
    { tag: "b", getAttrs: (element: Markup) => (/font-weight:\s*normal/i.test(styleOf(element)) ? false : null) },
    { style: "font-weight=400", clearMark: mark => mark.type.name === "bold" },
    { style: "font-weight", getAttrs: (value: string) => (/^(bold(er)?|[6-9]\d{2})$/.test(value) ? null : false) },
  ],
  toDOM: () => ["strong", 0],
}

const italic: MarkSpec = {
  parseDOM: [{ tag: "em" }, { tag: "i" }, { style: "font-style=italic" }],
  toDOM: () => ["em", 0],
}

const underline: MarkSpec = {
  parseDOM: [
    { tag: "u" },
    {
      style: "text-decoration",
      getAttrs: (value: string) => (/underline/.test(value) ? null : false),
      consuming: false,
    },
  ],
  toDOM: () => ["u", 0],
}

const strike: MarkSpec = {
  parseDOM: [
    { tag: "s" },
    { tag: "del" },
    { tag: "strike" },
    {
      style: "text-decoration",
      getAttrs: (value: string) => (/line-through/.test(value) ? null : false),
      consuming: false,
    },
  ],
  toDOM: () => ["s", 0],
}

const code: MarkSpec = {
  code: true,
  parseDOM: [{ tag: "code" }, { tag: "kbd" }, { tag: "tt" }],
  toDOM: () => ["code", { spellcheck: "false" }, 0],
}

/** Where the address is refused, only the words are left: a `span` leads nowhere. */
const link: MarkSpec = {
  attrs: { href: { default: null } },
  inclusive: false,
  parseDOM: [
    {
      tag: "a[href]",
      getAttrs: (element: Markup) => {
        const href = safeHref(element.getAttribute("href"))
        return href === null ? false : { href }
      },
    },
  ],
  toDOM: mark => {
    const href = safeHref(mark.attrs.href)
    return href === null ? ["span", 0] : ["a", { href, rel: "noopener noreferrer nofollow", target: "_blank" }, 0]
  },
}

const tinted = (attribute: "data-colour" | "data-background"): MarkSpec => ({
  attrs: { name: { default: null } },
  parseDOM: [
    {
      tag: `span[${attribute}]`,
      getAttrs: (element: Markup) => {
        const name = colourNamed(element.getAttribute(attribute))
        return name === null ? false : { name }
      },
    },
  ],
  toDOM: mark => {
    const name = colourNamed(mark.attrs.name)
    return name === null ? ["span", 0] : ["span", { [attribute]: name }, 0]
  },
})

const styleOf = (element: Markup): string => element.getAttribute("style") ?? ""

/** In the order in which they nest: a link holds its formats, code is innermost. */
export const marks = {
  link,
  background: tinted("data-background"),
  colour: tinted("data-colour"),
  bold,
  italic,
  underline,
  strike,
  code,
}
