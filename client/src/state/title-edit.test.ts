import { describe, expect, it } from "vitest"
import { TitleEdit } from "./title-edit.ts"

/** A title whose saves end when the test says so. */
function edit() {
  const saves: { title: string; end(): void; fail(): void }[] = []
  let paused: (() => void) | undefined
  const title = new TitleEdit("Plan", {
    save: text => new Promise<void>((end, fail) => saves.push({ title: text, end, fail: () => fail(new Error("no")) })),
    later: (_, task) => {
      paused = task
      return () => {
        paused = undefined
      }
    },
  })
  return { title, saves, pause: () => paused?.(), settle: () => new Promise(done => setTimeout(done)) }
}

describe("the title of an open document", () => {
  it("is saved once typing pauses, without the space at its end", async () => {
    const { title, saves, pause, settle } = edit()
    title.typed("Plan 2 ")
    expect(saves).toEqual([])
    pause()
    expect(saves[0]?.title).toBe("Plan 2")
    expect(title.pending.get()).toBe(true)
    saves[0]?.end()
    await settle()
    expect(title.pending.get()).toBe(false)
  })

  it("shows what others call it, but never over what is typed here and not saved", () => {
    const { title } = edit()
    title.heard("Their plan")
    expect(title.text.get()).toBe("Their plan")
    title.typed("My plan")
    title.heard("Their plan 2")
    expect(title.text.get()).toBe("My plan")
  })

  it("keeps the space that was typed on the way to the next word", async () => {
    const { title, saves, pause, settle } = edit()
    title.hold()
    title.typed("Hello ")
    pause()
    saves[0]?.end()
    await settle()
    title.heard("Hello")
    expect(title.text.get()).toBe("Hello ")
  })

  it("stays as it is under the caret; what others call it shows when the caret leaves", async () => {
    const { title, saves } = edit()
    title.heard("Plan")
    title.hold()
    title.heard("Their plan")
    expect(title.text.get()).toBe("Plan")
    await title.release()
    expect(title.text.get()).toBe("Their plan")
    expect(saves).toEqual([])
  })

  it("typed after the others' is mine when the caret leaves", async () => {
    const { title, saves, settle } = edit()
    title.heard("Plan")
    title.hold()
    title.heard("Their plan")
    title.typed("My plan")
    void title.release()
    saves[0]?.end()
    await settle()
    expect(title.text.get()).toBe("My plan")
    expect(saves.map(save => save.title)).toEqual(["My plan"])
  })

  it("is first told by the server, even when the caret was there sooner", () => {
    const { title } = edit()
    title.hold()
    title.heard("Roadmap")
    expect(title.text.get()).toBe("Roadmap")
  })

  it("typed on while it was being saved is saved again", async () => {
    const { title, saves, pause, settle } = edit()
    title.typed("A")
    pause()
    title.typed("AB")
    saves[0]?.end()
    await settle()
    expect(saves.map(save => save.title)).toEqual(["A", "AB"])
  })

  it("that is refused stays, with the reason, until it is tried again", async () => {
    const { title, saves, pause, settle } = edit()
    title.typed("A")
    pause()
    saves[0]?.fail()
    await settle()
    expect(title.text.get()).toBe("A")
    expect(title.error.get()).toBeInstanceOf(Error)
    void title.flush()
    saves[1]?.end()
    await settle()
    expect(title.error.get()).toBeUndefined()
    expect(title.pending.get()).toBe(false)
  })

  it("has no line breaks, pasted ones become spaces", () => {
    const { title } = edit()
    title.typed("one\r\ntwo\nthree")
    expect(title.text.get()).toBe("one two three")
  })
})
