import { routes } from "@sheaf/wire"
import type { App } from "../../app/app.ts"
import { addPerson, changePerson, listPeople } from "../../app/people.ts"
import type { Handle } from "../handle.ts"
import { toPerson } from "../things.ts"

export function peopleRoutes(handle: Handle, app: App): void {
  handle(routes.people, async ({ query }) => ({ people: (await listPeople(app, query.q)).map(toPerson) }))

  handle(routes.addPerson, async ({ actor, body }) => ({ person: toPerson(await addPerson(app, actor, body)) }))

  handle(routes.changePerson, async ({ actor, params, body }) => ({
    person: toPerson(await changePerson(app, actor, params.id, body)),
  }))
}
