import { type BlobId, type FileId, Refused } from "@sheaf/domain"
import type { BlobMeta } from "../ports/store.ts"
import type { Actor, App } from "./app.ts"
import { recognise } from "./picture.ts"
import { mustNotBeInTrash, see, seeAs } from "./seeing.ts"

/** Stores a picture for a file: editors and up. It is on disk before the file points to it. */
export async function addPicture(
  { store, blobs, clock }: App,
  { person }: Actor,
  id: FileId,
  bytes: Uint8Array,
): Promise<BlobMeta> {
  mustNotBeInTrash(await seeAs(store, person.id, id, "editor"))
  const picture = recognise(bytes)
  const meta = { id: await blobs.put(bytes), size: bytes.length, ...picture }
  await store.transact(async tx => {
    mustNotBeInTrash(await seeAs(tx, person.id, id, "editor"))
    await tx.addBlob(id, meta, person.id, clock.now())
  })
  return meta
}

/** A picture of a file: for whoever sees the file. */
export async function getPicture(
  { store, blobs }: App,
  { person }: Actor,
  id: FileId,
  blob: BlobId,
): Promise<{ readonly meta: BlobMeta; readonly bytes: Uint8Array }> {
  await see(store, person.id, id)
  const meta = await store.blob(id, blob)
  const bytes = meta && (await blobs.get(blob))
  if (meta === undefined || bytes === undefined) throw new Refused("not-found")
  return { meta, bytes }
}
