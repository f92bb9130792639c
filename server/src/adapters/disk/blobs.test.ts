import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { blobsContract } from "../../ports/blobs.contract.ts"
import { StoreDown } from "../../ports/journal.ts"
import { memoryBlobs } from "../memory/blobs.ts"
import { diskBlobs } from "./blobs.ts"

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "sheaf-blobs-"))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe("blobs in memory", () => blobsContract(async () => memoryBlobs()))
describe("blobs on disk", () => {
  blobsContract(async () => diskBlobs(join(newFolder(), "blobs")))

  it("leaves no half-written file behind, and mends one that was cut short", async () => {
    const folder = newFolder()
    const blobs = diskBlobs(folder)
    const id = await blobs.put(Uint8Array.of(1, 2, 3))
    writeFileSync(join(folder, id.slice(0, 2), id), Uint8Array.of(1))
    await blobs.put(Uint8Array.of(1, 2, 3))
    expect(Uint8Array.from((await blobs.get(id)) ?? [])).toEqual(Uint8Array.of(1, 2, 3))
    expect(readdirSync(join(folder, id.slice(0, 2)))).toEqual([id])
  })

  it("is down when the folder cannot be written", async () => {
    const path = join(newFolder(), "a-file")
    writeFileSync(path, "")
    await expect(diskBlobs(path).put(Uint8Array.of(1))).rejects.toThrow(StoreDown)
  })
})
