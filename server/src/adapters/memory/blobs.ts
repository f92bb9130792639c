import { hash } from "node:crypto"
import type { BlobId } from "@sheaf/domain"
import type { Blobs } from "../../ports/blobs.ts"

export function memoryBlobs(): Blobs {
  const blobs = new Map<BlobId, Uint8Array>()
  return {
    async put(bytes) {
      const id = hash("sha256", bytes) as BlobId
      blobs.set(id, Uint8Array.from(bytes))
      return id
    },
    get: async id => blobs.get(id),
  }
}
