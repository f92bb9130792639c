import type { DatabaseSync } from "node:sqlite"
import type { FileId, Grant, PersonId, SessionId } from "@sheaf/domain"
import type { Kysely } from "kysely"
import type { ListedFile, Reads } from "../../ports/store.ts"
import { byName, oldestGrantFirst, recentFirst } from "../order.ts"
import { type FileRow, type GrantRow, type PersonRow, type Tables, toFile, toGrant, toPerson } from "./tables.ts"

/** The reads that every connecting socket asks, by statements made once: 500 clients may come in the same moment. */
export type HotReads = {
  session(tokenHash: string, now: number): Awaited<ReturnType<Reads["session"]>>
  admission(file: FileId): Awaited<ReturnType<Reads["admission"]>>
}

export function hotReads(db: DatabaseSync): HotReads {
  const session = db.prepare(
    `SELECT session.id AS session, session.expires_at, person.id, person.name, person.email, person.standing, person.departed
     FROM session JOIN person ON person.id = session.person WHERE session.token_hash = ? AND session.expires_at > ?`,
  )
  const file = db.prepare("SELECT * FROM file WHERE id = ?")
  const grants = db.prepare("SELECT * FROM access_grant WHERE file = ?")
  type SessionRow = PersonRow & { session: SessionId; expires_at: number }
  type FullFileRow = FileRow & { epoch: number; acl_version: number; schema: number }
  return {
    session(tokenHash, now) {
      const row = session.get(tokenHash, now) as SessionRow | undefined
      if (row === undefined) return undefined
      return { session: { id: row.session, person: row.id, expiresAt: row.expires_at }, person: toPerson(row) }
    },
    admission(id) {
      const row = file.get(id) as FullFileRow | undefined
      if (row === undefined) return undefined
      return {
        file: toFile(row),
        grants: (grants.all(id) as unknown[] as GrantRow[]).map(toGrant).sort(oldestGrantFirst),
        fence: { epoch: row.epoch, aclVersion: row.acl_version },
        schema: row.schema,
      }
    },
  }
}

const PERSON = ["id", "name", "email", "standing", "departed"] as const

/** Reads on the one connection: whoever calls has the turn. */
export function readsOver(sql: Kysely<Tables>, hot: HotReads): Reads {
  return {
    organisation: () => sql.selectFrom("organisation").select("name").executeTakeFirst(),

    async person(id) {
      const row = await sql.selectFrom("person").select(PERSON).where("id", "=", id).executeTakeFirst()
      return row && toPerson(row)
    },

    async people() {
      const rows = await sql.selectFrom("person").select(PERSON).execute()
      return rows.map(toPerson).sort(byName)
    },

    async credentials(email) {
      const row = await sql.selectFrom("person").selectAll().where("email", "=", email).executeTakeFirst()
      return row && { person: toPerson(row), passwordHash: row.password_hash ?? undefined }
    },

    session: async (tokenHash, now) => hot.session(tokenHash, now),

    async sessionsOf(person) {
      const rows = await sql.selectFrom("session").selectAll().where("person", "=", person).orderBy("id").execute()
      return rows.map(row => ({ id: row.id, person: row.person, expiresAt: row.expires_at }))
    },

    async file(id) {
      const row = await sql.selectFrom("file").selectAll().where("id", "=", id).executeTakeFirst()
      return row && toFile(row)
    },

    filesOf: person => filesOf(sql, person),

    async grants(file) {
      const rows = await sql.selectFrom("access_grant").selectAll().where("file", "=", file).execute()
      return rows.map(toGrant).sort(oldestGrantFirst)
    },

    admission: async file => hot.admission(file),

    blob: (file, blob) =>
      sql
        .selectFrom("blob")
        .select(["id", "type", "size", "width", "height"])
        .where("file", "=", file)
        .where("id", "=", blob)
        .executeTakeFirst(),
  }
}

/** Two queries, however many files: the files with their owners, and all grants to them. */
async function filesOf(sql: Kysely<Tables>, person: PersonId): Promise<readonly ListedFile[]> {
  const mine = sql
    .selectFrom("file")
    .select("file.id")
    .where("file.owner", "=", person)
    .union(sql.selectFrom("access_grant").select("access_grant.file as id").where("access_grant.person", "=", person))
  const files = await sql
    .selectFrom("file")
    .innerJoin("person", "person.id", "file.owner")
    .leftJoin("opened", join => join.onRef("opened.file", "=", "file.id").on("opened.person", "=", person))
    .selectAll("file")
    .select(["person.name as owner_name", "opened.at as opened_at"])
    .where("file.id", "in", mine)
    .execute()
  const grants = await sql.selectFrom("access_grant").selectAll().where("file", "in", mine).execute()
  const grantsOf = byFile(grants.map(toGrant))
  return files
    .map(row => ({
      file: toFile(row),
      ownerName: row.owner_name,
      grants: grantsOf.get(row.id) ?? [],
      openedAt: row.opened_at ?? undefined,
    }))
    .sort(recentFirst)
}

function byFile(grants: readonly Grant[]): ReadonlyMap<FileId, readonly Grant[]> {
  const groups = new Map<FileId, Grant[]>()
  for (const grant of grants.toSorted(oldestGrantFirst)) {
    const group = groups.get(grant.file)
    if (group === undefined) groups.set(grant.file, [grant])
    else group.push(grant)
  }
  return groups
}
