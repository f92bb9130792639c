import type { Attrs, Fragment, Mark, Node, Schema } from "prosemirror-model"
import { colourNamed } from "../colour.ts"
import { safeHref } from "../href.ts"
import { lineAttrs } from "../line.ts"
import { pictureSrc, pictureWidth } from "../picture.ts"
import { calloutTone, codeLanguage } from "./blocks.ts"
import { pictureWords } from "./image.ts"
import { cellAttrs } from "./table.ts"

type Clean = (attrs: Attrs) => Attrs
type Content = Fragment | Node | readonly Node[] | null

const NODES: Readonly<Record<string, Clean>> = {
  paragraph: lineAttrs,
  code_block: attrs => ({ language: codeLanguage(attrs.language) }),
  callout: attrs => ({ tone: attrs.tone === null || attrs.tone === undefined ? null : calloutTone(attrs.tone) }),
  image: attrs => ({
    src: pictureSrc(attrs.src),
    alt: pictureWords(attrs.alt),
    width: pictureWidth(attrs.width),
    caption: pictureWords(attrs.caption),
  }),
  table_cell: cellAttrs,
  table_header: cellAttrs,
}

const MARKS: Readonly<Record<string, Clean>> = {
  link: attrs => ({ href: safeHref(attrs.href) }),
  colour: attrs => ({ name: colourNamed(attrs.name) }),
  background: attrs => ({ name: colourNamed(attrs.name) }),
}

/**
 * Makes every node and mark of `schema` hold only clean attributes, whoever wrote them. A peer may write any value through Yjs, and
 * the binding makes nodes of it unchecked; ProseMirror's own `validate` runs only when somebody calls `check`. So the types
 * themselves read what they are given, once, where nodes are made (style.md, 7), and whatever reads a node may trust it.
 */
export function cleaned<S extends Schema>(schema: S): S {
  for (const [name, clean] of Object.entries(NODES)) {
    const type = schema.nodes[name]
    if (type === undefined) continue
    const { create, createChecked, createAndFill } = type
    const read = (attrs: Attrs | null | undefined) => clean(attrs ?? {})
    type.create = (attrs?: Attrs | null, content?: Content, marks?: readonly Mark[]) =>
      create.call(type, read(attrs), content, marks)
    type.createChecked = (attrs?: Attrs | null, content?: Content, marks?: readonly Mark[]) =>
      createChecked.call(type, read(attrs), content, marks)
    type.createAndFill = (attrs?: Attrs | null, content?: Content, marks?: readonly Mark[]) =>
      createAndFill.call(type, read(attrs), content, marks)
  }
  for (const [name, clean] of Object.entries(MARKS)) {
    const type = schema.marks[name]
    if (type === undefined) continue
    const { create } = type
    type.create = (attrs?: Attrs | null) => create.call(type, clean(attrs ?? {}))
  }
  return schema
}
