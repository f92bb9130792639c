import { CONTENT_RULES, type Room } from "@sheaf/sync"
import { describe, expect, it } from "vitest"
import { LookSchedule } from "./look-schedule.ts"

/** As much of a room as the schedule looks at. */
function written(head: number) {
  const room = {
    rules: CONTENT_RULES.document,
    head,
    checkpointBytes: 0,
    sinceCheckpoint: { rows: 1, bytes: 9, types: 0 },
  }
  return room as unknown as Room
}

describe("the schedule of looks", () => {
  it("S13: of many files written in at once each has its turn, however long the others take", () => {
    const schedule = new LookSchedule()
    const rooms = Array.from({ length: 100 }, (_, i) => written(i + 1))
    for (let now = 0; now < 200_000; now += 500)
      for (const room of rooms) if (schedule.wants(room, now, now)) schedule.sound(room, room.head, now)
    expect(rooms.filter(room => schedule.owes(room))).toEqual([])
  })

  it("S13: while people write without a pause it is looked at all the same", () => {
    const schedule = new LookSchedule()
    const room = written(1)
    const asked = Array.from({ length: 40 }, (_, i) => schedule.wants(room, 0, i * 500))
    expect(asked.slice(0, 30)).not.toContain(true)
    expect(asked).toContain(true)
  })
})
