import { hash } from "node:crypto"
import { expect, it } from "vitest"
import type { Blobs } from "./blobs.ts"

/** What every keeper of blobs keeps to. */
export function blobsContract(open: () => Promise<Blobs>): void {
  const picture = Uint8Array.from({ length: 100_000 }, (_, i) => i % 253)

  it("gives back what was put, under its SHA-256", async () => {
    const blobs = await open()
    const id = await blobs.put(picture)
    expect(id).toBe(hash("sha256", picture))
    expect(Uint8Array.from((await blobs.get(id)) ?? [])).toEqual(picture)
  })

  it("takes the same twice, at once too", async () => {
    const blobs = await open()
    const ids = await Promise.all([blobs.put(picture), blobs.put(picture), blobs.put(picture)])
    expect(new Set(ids).size).toBe(1)
    expect((await blobs.get(await blobs.put(picture)))?.length).toBe(picture.length)
  })

  it("has nothing where nothing was put", async () => {
    expect(await (await open()).get("ab".repeat(32) as never)).toBeUndefined()
  })
}
