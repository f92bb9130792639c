import type { BlobId } from "@sheaf/domain"

/** Content-addressed bytes: a blob's id is the SHA-256 of what it holds, so putting the same twice stores it once. */
export interface Blobs {
  /** On disk when it answers. Rejects with `StoreDown` when there is no room. */
  put(bytes: Uint8Array): Promise<BlobId>
  /** Undefined: not there. */
  get(id: BlobId): Promise<Uint8Array | undefined>
}
