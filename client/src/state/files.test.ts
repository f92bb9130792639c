import type { FileId } from "@sheaf/domain"
import { expect, it } from "vitest"
import type { CallApi } from "../net/api.ts"
import { Files } from "./files.ts"

it("a renamed document is asked for again with the first list, which is kept for when there is no network", async () => {
  const asked: string[] = []
  const call = (async ({ path }: { path: string }, input: { query?: { view: string } }) => {
    asked.push([path, input.query?.view].filter(Boolean).join(" "))
    return { files: [], file: { id: "a" } }
  }) as unknown as CallApi
  await new Files(call).rename("a" as FileId, "Plan")
  expect(asked).toEqual(["/api/files/:id", "/api/files recent"])
})
