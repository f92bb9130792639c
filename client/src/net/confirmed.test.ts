import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { Confirmed } from "./confirmed.ts"

/** A page with one paragraph to type into. */
function page() {
  const doc = new Y.Doc()
  const confirmed = new Confirmed(doc)
  const text = new Y.XmlText()
  const paragraph = new Y.XmlElement("paragraph")
  doc.getXmlFragment("content").insert(0, [paragraph])
  paragraph.insert(0, [text])
  return { doc, confirmed, text, unsaved: () => confirmed.unsavedText(doc.getXmlFragment("content")) }
}

describe("what is not saved", () => {
  it("is what was typed after the last acknowledged frame", () => {
    const { confirmed, text, unsaved } = page()
    text.insert(0, "saved")
    confirmed.frameSent(1)
    text.insert(5, " on its way")
    confirmed.frameSent(2)
    confirmed.acknowledged(1)
    expect(unsaved()).toBe(" on its way")
    confirmed.acknowledged(2)
    expect(unsaved()).toBe("")
  })

  it("is not what an acknowledgement of a connection that ended would have covered", () => {
    const { confirmed, text, unsaved } = page()
    text.insert(0, "lost on the way")
    confirmed.frameSent(1)
    confirmed.closed()
    confirmed.acknowledged(1)
    expect(unsaved()).toBe("lost on the way")
  })

  it("is not what the server says it has, nor what came from it", () => {
    const { doc, confirmed, text, unsaved } = page()
    text.insert(0, "mine")
    confirmed.serverHas(Y.encodeStateVector(doc))
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    const theirs = new Y.XmlElement("paragraph")
    theirs.insert(0, [new Y.XmlText("theirs")])
    other.getXmlFragment("content").insert(1, [theirs])
    doc.on("afterTransaction", (transaction: Y.Transaction) => {
      if (transaction.origin === "server") confirmed.received(transaction)
    })
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), "server")
    expect(unsaved()).toBe("")
  })

  it("stands a line a block", () => {
    const { doc, text, unsaved } = page()
    text.insert(0, "one")
    const second = new Y.XmlElement("paragraph")
    second.insert(0, [new Y.XmlText("two")])
    doc.getXmlFragment("content").push([second])
    expect(unsaved()).toBe("one\ntwo")
  })
})
