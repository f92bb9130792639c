import { hash, randomBytes } from "node:crypto"
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { BlobId } from "@sheaf/domain"
import type { Blobs } from "../../ports/blobs.ts"
import { StoreDown } from "../../ports/journal.ts"

/** Blobs as files `<folder>/ab/ab12…`, named by their SHA-256. */
export function diskBlobs(folder: string): Blobs {
  const pathOf = (id: BlobId) => join(folder, id.slice(0, 2), id)
  return {
    async put(bytes) {
      const id = hash("sha256", bytes) as BlobId
      try {
        if (!(await isThere(pathOf(id), bytes.length))) await write(pathOf(id), bytes)
      } catch (error) {
        throw new StoreDown(`a blob could not be written: ${String(error)}`, { cause: error })
      }
      return id
    },

    async get(id) {
      try {
        return await readFile(pathOf(id))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw new StoreDown(`a blob could not be read: ${String(error)}`, { cause: error })
      }
    },
  }
}

async function isThere(path: string, size: number): Promise<boolean> {
  try {
    return (await stat(path)).size === size
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** Written beside and renamed, so that a name always stands for whole content; both folder and file synced, so that a crash keeps it. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`
  try {
    await synced(temporary, "wx", file => file.writeFile(bytes))
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await synced(folder, "r")
  if (made !== undefined) await synced(dirname(made), "r")
}

type Handle = Awaited<ReturnType<typeof open>>

async function synced(path: string, flags: string, act?: (file: Handle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await act?.(file)
    await file.sync()
  } finally {
    await file.close()
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT"
