import { schema } from "@sheaf/doc"
import { ELEMENTS } from "@sheaf/domain"
import { expect, it } from "vitest"

it("S6: the elements that the server takes are the nodes of the documents' schema, but the document itself and text", () => {
  const nodes = Object.keys(schema.nodes).filter(name => name !== "doc" && name !== "text")
  expect([...ELEMENTS.document].sort()).toEqual(nodes.sort())
})
