import { routes } from "@sheaf/wire"
import type { App } from "../../app/app.ts"
import { changePassword, type SignedIn, signIn, signOut } from "../../app/sessions.ts"
import { organisationName, setUp } from "../../app/setup.ts"
import { sessionCookie } from "../cookie.ts"
import type { Ask, Handle } from "../handle.ts"
import { toPerson } from "../things.ts"

/** The first visit, signing in and out, and what is one's own. */
export function sessionRoutes(handle: Handle, app: App, publicUrl: URL | undefined): void {
  const begin = ({ reply }: Pick<Ask<typeof routes.signIn>, "reply">, { person, token }: SignedIn) => {
    reply.header("set-cookie", sessionCookie(token, publicUrl))
    return { person: toPerson(person) }
  }

  handle(routes.setupState, async () => {
    const organisation = await organisationName(app)
    return organisation === undefined ? { needed: true } : { needed: false, organisation }
  })

  handle(routes.setup, async ({ body, reply }) => begin({ reply }, await setUp(app, body)))

  handle(routes.signIn, async ({ body, address, reply }) => begin({ reply }, await signIn(app, { ...body, address })))

  handle(routes.signOut, async ({ actor, reply }) => {
    await signOut(app, actor)
    reply.header("set-cookie", sessionCookie(undefined, publicUrl))
    return undefined
  })

  handle(routes.me, async ({ actor }) => ({
    person: toPerson(actor.person),
    organisation: (await organisationName(app)) ?? "",
  }))

  handle(routes.changePassword, async ({ actor, body, address }) => {
    await changePassword(app, actor, { ...body, address })
    return undefined
  })
}
