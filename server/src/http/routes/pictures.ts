import { routes } from "@sheaf/wire"
import type { App } from "../../app/app.ts"
import { addPicture, getPicture } from "../../app/pictures.ts"
import type { Handle } from "../handle.ts"
import { toBlob } from "../things.ts"

/** Opened by itself, a picture is a page without rights: it cannot run, ask or be asked anything. */
const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

export function pictureRoutes(handle: Handle, app: App): void {
  handle(routes.addBlob, async ({ actor, params, body }) => ({
    blob: toBlob(params.id, await addPicture(app, actor, params.id, body)),
  }))

  handle(routes.blob, async ({ actor, params, reply }) => {
    const { meta, bytes } = await getPicture(app, actor, params.id, params.blobId)
    reply.headers({
      "content-type": meta.type,
      "content-security-policy": SANDBOX,
      "x-content-type-options": "nosniff",
      // A name that is the content's own hash: it never changes. Only this person's browser may keep it.
      "cache-control": "private, max-age=31536000, immutable",
      etag: `"${meta.id}"`,
    })
    return bytes
  })
}
