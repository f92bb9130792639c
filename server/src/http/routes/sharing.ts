import { assert } from "@sheaf/std"
import { routes } from "@sheaf/wire"
import type { App } from "../../app/app.ts"
import { accessOf, accessTo, share, unshare } from "../../app/sharing.ts"
import type { Handle } from "../handle.ts"
import { toBecause, toGrant, toRef } from "../things.ts"

export function sharingRoutes(handle: Handle, app: App): void {
  handle(routes.access, async ({ actor, params }) => {
    const { mine, seen, names } = await accessTo(app, actor, params.id)
    assert(mine.role !== undefined, "who sees a file has a role in it (A2)")
    return {
      role: mine.role,
      because: mine.because.map(because => toBecause(because, names)),
      grants: seen.grants.map(grant => toGrant(grant, names)),
      owner: toRef(seen.file.owner, names),
    }
  })

  handle(routes.accessOf, async ({ actor, params }) => {
    const { access, names } = await accessOf(app, actor, params.id, params.personId)
    const because = access.because.map(reason => toBecause(reason, names))
    return access.role === undefined ? { because } : { role: access.role, because }
  })

  handle(routes.grant, async ({ actor, params, body }) => {
    const { grant, names } = await share(app, actor, params.id, { to: body.to.id, role: body.role })
    return { grant: toGrant(grant, names) }
  })

  handle(routes.revoke, async ({ actor, params }) => {
    await unshare(app, actor, params.id, params.grantId)
    return undefined
  })
}
