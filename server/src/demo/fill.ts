import type { FileId, Person } from "@sheaf/domain"
import { assert, known } from "@sheaf/std"
import { SCHEMA_VERSION } from "@sheaf/wire"
import type { Actor, App } from "../app/app.ts"
import { createFile, markOpened, trashFile } from "../app/files.ts"
import { addPerson, listPeople } from "../app/people.ts"
import { addPicture } from "../app/pictures.ts"
import { authenticate, SESSION_COOKIE, signOut } from "../app/sessions.ts"
import { setUp } from "../app/setup.ts"
import { share } from "../app/sharing.ts"
import { COMPANY, DEMO_PASSWORD, PEOPLE, type Who } from "./company.ts"
import { type DemoDocument, DOCUMENTS, type Part } from "./documents.ts"
import { type ReadyPart, writeOn } from "./write.ts"

const HOUR = 3_600_000

/** A clock that the demo sets back, so that the company has a past. */
export class DemoClock {
  #back = 0
  now = (): number => Date.now() - this.#back

  setBack(milliseconds: number): void {
    this.#back = milliseconds
  }
}

type Cast = ReadonlyMap<Who, Actor>

/** Fills an empty server with the sample company, through the same use cases and the same journal as people do. */
export async function fill(app: App, clock: DemoClock): Promise<void> {
  const cast = await hire(app)
  for (const document of DOCUMENTS.toSorted((a, b) => b.daysAgo - a.daysAgo)) await write(app, clock, cast, document)
  clock.setBack(0)
  await signOut(app, actorOf(cast, "xiaowen"))
}

async function hire(app: App): Promise<Cast> {
  const [[first, steward], ...others] = entries()
  const { token } = await setUp(app, { ...steward, organisation: COMPANY, password: DEMO_PASSWORD })
  const actor = await actorBy(app, token)
  for (const [, person] of others) await addPerson(app, actor, { ...person, password: DEMO_PASSWORD })
  const cast = new Map<Who, Actor>([[first, actor]])
  const people = await listPeople(app)
  for (const [who, { email }] of others) {
    const person = known(
      people.find(one => one.email === email),
      email,
    )
    cast.set(who, { ...actor, person })
  }
  return cast
}

async function write(app: App, clock: DemoClock, cast: Cast, document: DemoDocument): Promise<void> {
  const hoursAgo = document.daysAgo * 24 - 5
  clock.setBack(hoursAgo * HOUR)
  const owner = actorOf(cast, document.owner)
  const { file } = await createFile(app, owner, { kind: "document", title: document.title })
  for (const [who, role] of Object.entries(document.shared))
    if (isWho(who)) await share(app, owner, file.id, { to: actorOf(cast, who).person.id, role })
  const updates: Uint8Array[] = []
  for (const [i, { by, parts }] of document.written.entries()) {
    clock.setBack((hoursAgo - i * 3) * HOUR)
    const writer = actorOf(cast, by)
    const ready = await Promise.all(parts.map(part => stored(app, writer, file.id, part)))
    const update = writeOn(updates, 1000 + i, ready)
    await append(app, file.id, writer.person, 1000 + i, update)
    await markOpened(app, writer, file.id)
    updates.push(update)
  }
  if (document.trashed) await trashFile(app, owner, file.id)
}

async function stored(app: App, writer: Actor, file: FileId, part: Part): Promise<ReadyPart> {
  if (typeof part === "string" || !("svg" in part)) return part
  const { id } = await addPicture(app, writer, file, new TextEncoder().encode(part.svg))
  return { src: `/api/files/${file}/blobs/${id}`, alt: part.alt, caption: part.caption }
}

async function append({ store, clock }: App, file: FileId, { id: person }: Person, client: number, update: Uint8Array) {
  const { fence } = known(await store.admission(file), "the file")
  const rows = [{ person, at: clock.now(), update }]
  const batch = { file, fence, rows, claims: [{ client, person }], schema: SCHEMA_VERSION }
  const [appended] = await store.append([batch])
  assert(appended?.kind === "appended", "nobody else is here")
}

async function actorBy(app: App, token: string): Promise<Actor> {
  return known(await authenticate(app, `${SESSION_COOKIE}=${token}`), "the session")
}

const actorOf = (cast: Cast, who: Who): Actor => known(cast.get(who), who)
const isWho = (text: string): text is Who => Object.hasOwn(PEOPLE, text)

function entries(): [[Who, (typeof PEOPLE)[Who]], ...[Who, (typeof PEOPLE)[Who]][]] {
  const [first, ...others] = Object.keys(PEOPLE).filter(isWho)
  const entry = (who: Who): [Who, (typeof PEOPLE)[Who]] => [who, PEOPLE[who]]
  return [entry(known(first, "a steward")), ...others.map(entry)]
}
