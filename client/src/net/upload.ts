import { type FileId, Refused } from "@sheaf/domain"
import { routes, type Blob as StoredBlob } from "@sheaf/wire"
import { addressOf, Offline } from "./api.ts"
import { parsed, refusedBy } from "./parsed.ts"

/** Told how much has been sent, from 0 to 1. */
export type Progress = (share: number) => void

/**
 * Stores a picture for a file. Not `fetch`: only XMLHttpRequest tells how much of the body has left.
 * Rejects with `Refused` or {@link Offline}.
 */
export function uploadPicture(file: FileId, picture: Blob, progress: Progress = () => {}): Promise<StoredBlob> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(routes.addBlob.method, addressOf(routes.addBlob, { params: { id: file } }))
    request.setRequestHeader("content-type", picture.type || "application/octet-stream")
    request.responseType = "json"
    request.upload.onprogress = event => progress(event.total === 0 ? 1 : event.loaded / event.total)
    request.onerror = () => reject(new Offline(routes.addBlob.path))
    request.onload = () => {
      const stored = request.status === routes.addBlob.status && parsed(routes.addBlob.answer, request.response)
      if (stored) resolve(stored.blob)
      else reject(refusedBy(request.response) ?? new Refused("internal"))
    }
    request.send(picture)
  })
}
