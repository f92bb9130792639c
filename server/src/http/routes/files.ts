import { routes } from "@sheaf/wire"
import type { App } from "../../app/app.ts"
import { createFile, listFiles, markOpened, openFile, renameFile, restoreFile, trashFile } from "../../app/files.ts"
import type { Handle } from "../handle.ts"
import { toFile } from "../things.ts"

export function fileRoutes(handle: Handle, app: App): void {
  handle(routes.files, async ({ actor, query }) => ({
    files: (await listFiles(app, actor, query.view)).map(toFile),
  }))

  handle(routes.createFile, async ({ actor, body }) => ({ file: toFile(await createFile(app, actor, body)) }))

  handle(routes.file, async ({ actor, params }) => {
    const shown = await openFile(app, actor, params.id)
    return { file: toFile(shown), role: shown.role }
  })

  handle(routes.changeFile, async ({ actor, params, body }) => ({
    file: toFile(await renameFile(app, actor, params.id, body.title)),
  }))

  handle(routes.trashFile, async ({ actor, params }) => {
    await trashFile(app, actor, params.id)
    return undefined
  })

  handle(routes.restoreFile, async ({ actor, params }) => ({
    file: toFile(await restoreFile(app, actor, params.id)),
  }))

  handle(routes.markOpened, async ({ actor, params }) => {
    await markOpened(app, actor, params.id)
    return undefined
  })
}
