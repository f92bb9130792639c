import type { FileId } from "@sheaf/domain"
import { MESSAGE, SYNC } from "@sheaf/wire"
import { describe, expect, it } from "vitest"
import { message, writer } from "../test/desk.ts"
import { GroupCommit } from "./group-commit.ts"
import type { Appended, Batch } from "./journal.ts"
import { Room } from "./room.ts"
import { CONTENT_RULES } from "./rules.ts"

/** Several rooms on one journal that answers when a test says so. */
function desk(count: number) {
  const appends: { readonly batches: readonly Batch[]; readonly answer: (fail?: boolean) => Promise<void> }[] = []
  const deferred: (() => void)[] = []
  const closed: number[] = []
  const errors: unknown[] = []
  const journal = {
    append: (batches: readonly Batch[]) =>
      new Promise<readonly Appended[]>((resolve, reject) => {
        const answer = async (fail = false) => {
          if (fail) reject(new Error("the disk is full"))
          else resolve(batches.map(({ rows }) => ({ kind: "appended", head: rows.length })))
          for (let i = 0; i < 20; i++) await Promise.resolve()
        }
        appends.push({ batches, answer })
      }),
  }
  const commits = new GroupCommit(journal, {
    defer: act => deferred.push(act),
    rights: async () => undefined,
    failed: error => errors.push(error),
  })
  const rooms = Array.from({ length: count }, (_, i) => {
    const state = {
      fence: { epoch: 1, aclVersion: 1 },
      head: 0,
      schema: 1,
      claims: [],
      checkpoint: undefined,
      checkpointBytes: 0,
      tail: [],
    }
    return new Room(`f${i}` as FileId, CONTENT_RULES.document, state, {
      now: () => 0,
      later: () => undefined,
      ready: room => commits.request(room),
      checkpoint: async () => undefined,
      limits: { content: 1e9, heldFrames: 8, heldBytes: 65_536 },
    })
  })
  const who = {
    person: "ann" as never,
    session: "s" as never,
    present: { id: "ann", name: "Ann", colour: 0 },
    extended: true,
    schema: 1,
  }
  const authors = rooms.map((room, i) => {
    const connection = room.join(
      { send: () => undefined, sendJoin: () => undefined, backlog: 0, close: code => closed.push(code) },
      who,
      "editor",
    )
    const author = writer(i + 1)
    return () => room.receive(connection, message(MESSAGE.sync, SYNC.update, author.write("x")))
  })
  const turn = () => {
    for (const act of deferred.splice(0)) act()
  }
  return { appends, authors, turn, closed, errors, rooms, commits }
}

describe("the group commit", () => {
  it("S2: what three rooms take in one turn is one append", async () => {
    const { appends, authors, turn } = desk(3)
    for (const write of authors) write()
    turn()
    expect(appends.map(({ batches }) => batches.length)).toEqual([3])
  })

  it("S2: what comes while one is being written is the next", async () => {
    const { appends, authors, turn, commits } = desk(2)
    authors[0]?.()
    turn()
    authors[0]?.()
    authors[1]?.()
    turn()
    expect(appends).toHaveLength(1)
    await appends[0]?.answer()
    turn()
    expect(appends[1]?.batches.map(({ rows }) => rows.length)).toEqual([1, 1])
    await appends[1]?.answer()
    expect(commits.quiet).toBe(true)
  })

  it("S1: when the store fails, its rooms are closed with 4503 and no other is", async () => {
    const { appends, authors, turn, closed, errors, rooms } = desk(3)
    authors[0]?.()
    authors[1]?.()
    turn()
    await appends[0]?.answer(true)
    expect(closed).toEqual([4503, 4503])
    expect(errors).toHaveLength(1)
    expect(rooms.map(room => room.closed)).toEqual([true, true, false])
  })
})
