import { CLOSE, SYNC } from "@sheaf/wire"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { Desk, message, writer } from "../test/desk.ts"
import { compact } from "./compaction.ts"
import { CONTENT_RULES } from "./rules.ts"

const kindsAfterJoin = (kinds: readonly string[]) => kinds.slice(kinds.indexOf("step1") + 1)

describe("a room", () => {
  it("S1: shows and acknowledges nothing before the disk has it", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    desk.send(ann, writer(1).write("hello"))
    const batch = desk.take()
    expect(kindsAfterJoin(ann.heard.kinds)).toEqual([])
    expect(kindsAfterJoin(bo.heard.kinds)).toEqual([])
    desk.settle(batch)
    expect(kindsAfterJoin(ann.heard.kinds)).toEqual(["ack", "update"])
    expect(kindsAfterJoin(bo.heard.kinds)).toEqual(["update"])
  })

  it("S1: a step 1 of the server says only what is on disk", () => {
    const desk = new Desk()
    desk.send(desk.join(), writer(1).write("hello"))
    desk.take()
    const late = desk.join({ person: "late" })
    desk.askState(late)
    expect(late.heard.updates).toEqual([Uint8Array.of(0, 0)])
  })

  it("S3: what one person sends in one turn is one row and one update, S14: with one ack", () => {
    const desk = new Desk()
    const ann = desk.join()
    const author = writer(1)
    for (const word of ["one", "two", "three"]) desk.send(ann, author.write(word))
    expect(desk.commit()?.rows).toHaveLength(1)
    expect(ann.heard.extras.filter(extra => extra.kind === "ack")).toEqual([{ kind: "ack", n: 3, seq: 1 }])
    expect(desk.content).toContain("three")
  })

  it("S3: what two people send in one turn is a row each", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    desk.send(ann, writer(1).write("ann"))
    desk.send(bo, writer(2).write("bo"))
    expect(desk.commit()?.rows.map(row => row.person)).toEqual(["ann", "bo"])
  })

  it("S4: a message with something behind it closes the connection, and only that one", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    const update = message(0, SYNC.update, writer(1).write("x"))
    desk.room.receive(ann.connection, Uint8Array.from([...update, 0]))
    expect(ann.heard.closed).toBe(CLOSE.malformed)
    expect(bo.heard.closed).toBeUndefined()
    expect(desk.take()).toBeUndefined()
  })

  it("S5: a malformed update is refused and never acknowledged", () => {
    const desk = new Desk()
    const ann = desk.join()
    desk.send(ann, Uint8Array.of(1, 1, 5, 0, 15, 0))
    expect(ann.heard.closed).toBe(CLOSE.malformed)
    desk.commit()
    expect(ann.heard.extras.some(extra => extra.kind === "ack")).toBe(false)
  })

  it("S7: writing under another person's client is refused with 4409, before and after the commit", () => {
    for (const committed of [false, true]) {
      const desk = new Desk()
      const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
      const author = writer(1)
      desk.send(ann, author.write("ann's"))
      if (committed) desk.commit()
      desk.send(bo, author.write("bo's, as if ann's"))
      expect(bo.heard.closed).toBe(CLOSE.clientIdTaken)
      desk.commit()
      expect(desk.content).not.toContain("bo's")
    }
  })

  it("S7: repeating what another person wrote is no offence", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    const update = writer(1).write("ann's")
    desk.send(ann, update)
    desk.commit()
    desk.send(bo, update, SYNC.step2)
    expect(bo.heard.closed).toBeUndefined()
  })

  it("S8: a frame waits for what it builds on, those behind it too, and all are taken in order", () => {
    const desk = new Desk()
    const tabs = [desk.join(), desk.join()] as const
    const author = writer(1)
    const [first, second, third] = [author.write("a"), author.write("b"), author.write("c")]
    desk.send(tabs[1], second)
    desk.send(tabs[1], third)
    expect(desk.commit()).toBeUndefined()
    desk.send(tabs[0], first)
    desk.commit()
    desk.commit()
    expect(desk.content).toBe("<paragraph>a</paragraph><paragraph>b</paragraph><paragraph>c</paragraph>")
    expect(tabs[1].heard.extras.at(-1)).toMatchObject({ kind: "ack", n: 2 })
  })

  it("S8: a flood of gaps ends with 1013", () => {
    const desk = new Desk()
    const ann = desk.join()
    const author = writer(1)
    author.write("never sent")
    for (let i = 0; i < 9; i++) desk.send(ann, author.write("x"))
    expect(ann.heard.closed).toBe(CLOSE.slowDown)
  })

  it("S9: what was taken is refused when the right went before the commit", () => {
    const desk = new Desk()
    const ann = desk.join()
    desk.send(ann, writer(1).write("too late"))
    desk.room.refresh(desk.rights({ ann: "viewer" }))
    expect(desk.commit()).toBeUndefined()
    expect(ann.heard.extras).toContainEqual({ kind: "refusal", n: 1, code: "read-only" })
    expect(ann.heard.extras).toContainEqual({ kind: "access", role: "viewer" })
  })

  it("S9: a fenced batch is looked at again: one person's edits go on, the other's are refused", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    desk.send(ann, writer(1).write("ann"))
    desk.send(bo, writer(2).write("bo"))
    desk.take()
    desk.room.fenced(desk.rights({ ann: "viewer", bo: "editor" }))
    expect(desk.commit()?.fence.aclVersion).toBe(2)
    expect(desk.content).toBe("<paragraph>bo</paragraph>")
    expect(bo.heard.extras).toContainEqual({ kind: "ack", n: 1, seq: 1 })
  })

  it("S9: rights that change while a batch is on its way count as soon as it is known how that went", () => {
    const desk = new Desk()
    const ann = desk.join()
    const author = writer(1)
    desk.send(ann, author.write("in time"))
    const batch = desk.take()
    desk.send(ann, author.write("too late"))
    desk.room.refresh(desk.rights({ ann: "viewer" }))
    desk.settle(batch)
    desk.commit()
    expect(desk.content).toBe("<paragraph>in time</paragraph>")
  })

  it("S9: whose access ended is closed with 4401, and what they had sent is not written", () => {
    const desk = new Desk()
    const ann = desk.join()
    desk.send(ann, writer(1).write("x"))
    desk.room.refresh(desk.rights({}))
    expect(ann.heard.closed).toBe(CLOSE.signedOut)
    expect(desk.commit()).toBeUndefined()
  })

  it("S10: what is known is acknowledged and not logged again", () => {
    const desk = new Desk()
    const ann = desk.join()
    const author = writer(1)
    desk.send(ann, author.write("once"))
    desk.send(ann, author.erase())
    desk.commit()
    desk.send(ann, Y.encodeStateAsUpdate(author.doc), SYNC.step2)
    expect(desk.commit()).toBeUndefined()
    expect(ann.heard.extras.at(-1)).toEqual({ kind: "ack", n: 3, seq: 1 })
  })

  it("S10: only the new part of a step 2 is logged", () => {
    const desk = new Desk()
    const ann = desk.join()
    const author = writer(1)
    desk.send(ann, author.write("known"))
    desk.commit()
    const other = writer(2)
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(author.doc), "remote")
    other.write("new")
    desk.send(ann, Y.encodeStateAsUpdate(other.doc), SYNC.step2)
    const [row] = desk.commit()?.rows ?? []
    expect(Y.parseUpdateMeta(row?.update ?? Uint8Array.of()).from).toEqual(new Map([[2, 0]]))
  })

  it("S11: a reader's step 2 with the whole delete set is taken quietly; a new delete is not", () => {
    const desk = new Desk()
    const [ann, reader] = [desk.join(), desk.join({ person: "reader", role: "viewer", extended: false })]
    const author = writer(1)
    desk.send(ann, author.write("a"))
    desk.send(ann, author.write("b"))
    desk.send(ann, author.erase())
    desk.commit()
    desk.send(reader, Y.encodeStateAsUpdate(author.doc), SYNC.step2)
    expect(reader.heard.closed).toBeUndefined()
    desk.send(reader, author.erase())
    expect(reader.heard.closed).toBe(CLOSE.readOnly)
  })

  it("S11: a reader who understands refusals stays, and is told which frame", () => {
    const desk = new Desk()
    const reader = desk.join({ role: "commenter" })
    desk.send(reader, writer(1).write("x"))
    expect(reader.heard.closed).toBeUndefined()
    expect(reader.heard.extras).toContainEqual({ kind: "refusal", n: 1, code: "read-only" })
  })

  it("S17: a joiner gets the checkpoint as it is stored, the tail, and an empty step 2", async () => {
    const author = writer(1)
    author.write("old")
    const compaction = compact(undefined, author.made, CONTENT_RULES.document)
    if (compaction.kind !== "sound") throw new Error("not sound")
    const { update, ...rest } = compaction.state
    const checkpoint = { epoch: 1, seq: 1, sha256: "", ...rest }
    const row = { seq: 2, person: "ann" as never, at: 0, update: author.write("new") }
    const desk = new Desk({
      head: 2,
      checkpoint,
      checkpointUpdate: update,
      checkpointBytes: update.length,
      tail: [row],
    })
    const joiner = desk.join({ person: "bo" })
    desk.askState(joiner)
    await new Promise(resolve => setImmediate(resolve))
    expect(kindsAfterJoin(joiner.heard.kinds)).toEqual(["update", "update", "step2"])
    expect(joiner.heard.updates[0]).toEqual(update)
    const replica = new Y.Doc()
    for (const part of joiner.heard.updates) Y.applyUpdate(replica, part)
    expect(replica.getXmlFragment("content").toString()).toBe(author.doc.getXmlFragment("content").toString())
  })

  it("S17: who has the checkpoint's structs gets its deletes instead of it", () => {
    const author = writer(1)
    author.write("gone")
    const before = new Y.Doc()
    Y.applyUpdate(before, Y.encodeStateAsUpdate(author.doc))
    author.erase()
    const compaction = compact(undefined, author.made, CONTENT_RULES.document)
    if (compaction.kind !== "sound") throw new Error("not sound")
    const { update, ...rest } = compaction.state
    const desk = new Desk({ head: 2, checkpoint: { epoch: 1, seq: 2, sha256: "", ...rest }, checkpointUpdate: update })
    const joiner = desk.join({ person: "bo" })
    desk.askState(joiner, Y.encodeStateVector(before))
    for (const part of joiner.heard.updates) Y.applyUpdate(before, part)
    expect(before.getXmlFragment("content").toString()).toBe("")
    expect(joiner.heard.updates[0]).not.toEqual(update)
  })

  it("S18: over the file's quota an edit is refused, and reading goes on", () => {
    const desk = new Desk({}, 200)
    const ann = desk.join()
    desk.send(ann, writer(1).write("x".repeat(500)))
    expect(ann.heard.extras).toContainEqual({ kind: "refusal", n: 1, code: "quota" })
    expect(ann.heard.closed).toBeUndefined()
  })

  it("S18: a connection that brings more clientIDs than a page ever has is closed", () => {
    const desk = new Desk()
    const ann = desk.join()
    for (let client = 1; client <= 201; client++) desk.send(ann, writer(client).write("x"))
    expect(ann.heard.closed).toBe(CLOSE.tooLarge)
  })

  it("S17: who asks again while the content is loaded is answered once", async () => {
    const author = writer(1)
    author.write("old")
    const compaction = compact(undefined, author.made, CONTENT_RULES.document)
    if (compaction.kind !== "sound") throw new Error("not sound")
    const { update, ...rest } = compaction.state
    const desk = new Desk({ head: 1, checkpoint: { epoch: 1, seq: 1, sha256: "", ...rest }, checkpointUpdate: update })
    const joiner = desk.join({ person: "bo" })
    for (let i = 0; i < 100; i++) desk.askState(joiner)
    await new Promise(resolve => setImmediate(resolve))
    expect(desk.reads).toBe(1)
    expect(joiner.heard.kinds.filter(kind => kind === "step2")).toHaveLength(1)
  })

  it("S13: while it is frozen nothing is written, and nothing is lost", () => {
    const desk = new Desk()
    const ann = desk.join()
    desk.room.freeze()
    desk.send(ann, writer(1).write("waits"))
    expect(desk.take()).toBeUndefined()
    desk.room.thaw()
    desk.commit()
    expect(desk.content).toContain("waits")
  })

  it("S19: an older client reads, and is closed with 4426 when it writes", () => {
    const desk = new Desk({ schema: 2 })
    const old = desk.join({ schema: 1 })
    expect(old.heard.extras).toContainEqual({ kind: "access", role: "viewer" })
    desk.askState(old)
    expect(old.heard.kinds.at(-1)).toBe("step2")
    desk.send(old, writer(1).write("x"))
    expect(old.heard.closed).toBe(CLOSE.clientTooOld)
  })

  it("S19: when a newer page writes, older ones are told to read only", () => {
    const desk = new Desk()
    const [old, newer] = [desk.join(), desk.join({ person: "bo", schema: 2 })]
    desk.send(newer, writer(2).write("new"))
    desk.commit()
    expect(old.heard.extras.at(-1)).toEqual({ kind: "access", role: "viewer" })
  })

  it("S20: when the history is replaced everybody is closed with 4410", () => {
    const desk = new Desk()
    const ann = desk.join()
    desk.room.refresh(desk.rights({ ann: "editor" }, 2))
    expect(ann.heard.closed).toBe(CLOSE.epochReplaced)
  })

  it("S14: a refused frame between others does not hold their acks up", () => {
    const desk = new Desk({}, 300)
    const ann = desk.join()
    const author = writer(1)
    desk.send(ann, author.write("fits"))
    desk.send(ann, writer(2).write("x".repeat(600)))
    desk.commit()
    expect(ann.heard.extras.at(-1)).toEqual({ kind: "ack", n: 2, seq: 1 })
  })
})

describe("presence", () => {
  const state = (fields: object) => JSON.stringify(fields)

  it("S12: name and colour are the server's, whatever the client says", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    desk.say(ann, [{ client: 5, clock: 1, state: state({ cursor: 1, user: { name: "the boss" } }) }])
    desk.settle(undefined)
    const [entry] = bo.heard.presence
    expect(JSON.parse(entry?.state ?? "")).toEqual({ cursor: 1, user: { id: "ann", name: "ANN", colour: 3 } })
  })

  it("S12: a connection speaks for one client only", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    desk.say(ann, [{ client: 5, clock: 1, state: state({}) }])
    desk.say(bo, [{ client: 6, clock: 1, state: state({}) }])
    desk.settle(undefined)
    desk.say(bo, [{ client: 5, clock: 9, state: state({ cursor: "poisoned" }) }])
    desk.settle(undefined)
    expect(ann.heard.presence.map(entry => entry.client)).toEqual([5, 6])
  })

  it("S12: a first word for somebody else's client does not bind", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    desk.say(ann, [{ client: 5, clock: 1, state: state({}) }])
    desk.say(bo, [{ client: 5, clock: 7, state: state({}) }])
    expect(bo.connection.presenceClient).toBeUndefined()
    desk.room.leave(ann.connection)
    desk.say(bo, [{ client: 5, clock: 7, state: state({}) }])
    expect(bo.connection.presenceClient).toBeUndefined()
  })

  it("S12: it goes with the connection", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    desk.say(ann, [{ client: 5, clock: 1, state: state({}) }])
    desk.settle(undefined)
    desk.room.leave(ann.connection)
    desk.settle(undefined)
    expect(bo.heard.presence.at(-1)).toEqual({ client: 5, clock: 2, state: null })
  })

  it("S12: of more than ten a second the newest follows when its turn comes", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    for (let clock = 1; clock <= 50; clock++) {
      desk.say(ann, [{ client: 5, clock, state: state({ clock }) }])
      desk.settle(undefined)
    }
    expect(bo.heard.presence.length).toBeLessThanOrEqual(11)
    for (const { act } of desk.later) act()
    desk.settle(undefined)
    expect(bo.heard.presence.at(-1)?.clock).toBe(50)
  })

  it("S12: 4 kB at most; more is not passed on, and harms nobody", () => {
    const desk = new Desk()
    const [ann, bo] = [desk.join(), desk.join({ person: "bo" })]
    desk.say(ann, [{ client: 5, clock: 1, state: state({ x: "y".repeat(5000) }) }])
    desk.settle(undefined)
    expect(bo.heard.presence).toEqual([])
    expect(ann.heard.closed).toBeUndefined()
  })
})
