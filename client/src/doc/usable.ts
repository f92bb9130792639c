import { schema } from "@sheaf/doc"
import type { Attrs, Mark, MarkType, Node, NodeType } from "prosemirror-model"
import * as Y from "yjs"

/**
 * Whether the binding can draw all of `parent`: only known elements under the root, only elements and texts in elements, only
 * characters and their formats in texts. Yjs lets anybody put in anything, and y-prosemirror throws at it or miscounts. What `known`
 * answers for was drawn before and did not change since.
 */
export function isUsable(parent: Y.XmlFragment, known: (type: unknown) => boolean = () => false): boolean {
  for (const item of items(parent)) {
    const type = item.content instanceof Y.ContentType ? item.content.type : undefined
    if (type instanceof Y.XmlElement) {
      if (typeOf(type) === undefined || !(known(type) || isUsable(type, known))) return false
    } else if (!(type instanceof Y.XmlText) || !(parent instanceof Y.XmlElement) || !holdsCharacters(type)) return false
  }
  return true
}

/** The document with what can be drawn of `root`, and never empty. Writes nothing, whatever stands there. */
export function usablePart(root: Y.XmlFragment): Node {
  const doc = filled(schema.topNodeType, null, children(root))
  if (doc === null) throw new Error("the schema must allow an empty document")
  return doc
}

/** What is not deleted. Not `toArray`: that leaves out formats, which the binding trips over where they do not belong. */
function* items(type: Y.XmlFragment | Y.XmlText): Iterable<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) yield item
}

function typeOf({ nodeName }: Y.XmlElement): NodeType | undefined {
  const types: Readonly<Record<string, NodeType>> = schema.nodes
  const type = Object.hasOwn(types, nodeName) ? types[nodeName] : undefined
  return type === schema.topNodeType || type?.isText ? undefined : type
}

function holdsCharacters(text: Y.XmlText): boolean {
  for (const { content } of items(text)) {
    if (!(content instanceof Y.ContentString || content instanceof Y.ContentFormat)) return false
  }
  return true
}

function children(parent: Y.XmlFragment): readonly Node[] {
  return [...items(parent)].flatMap(({ content }) => {
    const type = content instanceof Y.ContentType ? content.type : undefined
    if (type instanceof Y.XmlElement) return drawn(type)
    return type instanceof Y.XmlText ? texts(type) : []
  })
}

/** The element's node; what is in it, where it is nothing that is known. */
function drawn(element: Y.XmlElement): readonly Node[] {
  const inside = children(element)
  const type = typeOf(element)
  if (type === undefined) return inside
  const node = filled(type, element.getAttributes(), inside)
  return node === null ? [] : [node]
}

/** A node of what may stand in it: every container's rule here is that of each of its children. */
function filled(type: NodeType, attrs: Attrs | null, inside: readonly Node[]): Node | null {
  const fitting = inside.filter(node => type.contentMatch.matchType(node.type) !== null)
  return type.createAndFill(
    attrs,
    fitting.map(node => node.mark(type.allowedMarks(node.marks))),
  )
}

function texts(from: Y.XmlText): readonly Node[] {
  const pieces: readonly { readonly insert: unknown; readonly attributes?: Attrs }[] = from.toDelta()
  return pieces.flatMap(({ insert, attributes = {} }) =>
    typeof insert === "string" && insert !== "" ? schema.text(insert, marks(attributes)) : [],
  )
}

function marks(attributes: Attrs): readonly Mark[] {
  const types: Readonly<Record<string, MarkType>> = schema.marks
  return Object.entries(attributes).flatMap(([name, attrs]) => {
    const type = Object.hasOwn(types, name) ? types[name] : undefined
    return type === undefined ? [] : type.create(typeof attrs === "object" ? attrs : null)
  })
}
