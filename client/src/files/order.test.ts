import type { FileId, PersonId, Role } from "@sheaf/domain"
import type { File } from "@sheaf/wire"
import { describe, expect, it } from "vitest"
import { fits, NEWEST_FIRST, pressed, sorted } from "./order.ts"

const file = (title: string, owner: string, day: number, role: Role = "owner"): File => ({
  id: title as FileId,
  kind: "document",
  title,
  owner: { id: owner as PersonId, name: owner },
  role,
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: `2026-01-0${day}T00:00:00Z`,
})
const files = [file("报告 10", "王磊", 2, "viewer"), file("报告 9", "Ana", 3), file("安排", "Ben", 1, "editor")]
const titles = (order: Parameters<typeof sorted>[1]) =>
  sorted(files, order, one => one.updatedAt, "zh-CN").map(one => one.title)

describe("the order of files", () => {
  it("is the newest first", () => {
    expect(titles(NEWEST_FIRST)).toEqual(["报告 9", "报告 10", "安排"])
  })

  it("by title goes by pinyin, and numbers by their size", () => {
    expect(titles({ by: "title", descending: false })).toEqual(["安排", "报告 9", "报告 10"])
  })

  it("by role puts the strongest on top first", () => {
    expect(titles(pressed(NEWEST_FIRST, "role"))).toEqual(["报告 9", "安排", "报告 10"])
  })

  it("turns round when the same head is pressed again", () => {
    expect(pressed(pressed(NEWEST_FIRST, "title"), "title")).toEqual({ by: "title", descending: true })
  })

  it("a filter looks into title and owner", () => {
    const found = (typed: string) => files.filter(one => fits(one, typed)).map(one => one.title)
    expect(found(" ANA ")).toEqual(["报告 9"])
    expect(found("报告")).toHaveLength(2)
    expect(found("")).toHaveLength(3)
  })
})
