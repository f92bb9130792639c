import type { FileId } from "@sheaf/domain"
import { assert } from "@sheaf/std"
import type { Kysely } from "kysely"
import type { Reads, Tx } from "../../ports/store.ts"
import { type Tables, toGrant } from "./tables.ts"

/** The transaction object over the one connection, which has begun; `acts` get what is to run once it is on disk. */
export function writesOver(sql: Kysely<Tables>, reads: Reads, now: () => number, acts: (() => void)[]): Tx {
  const countUp = (file: FileId) =>
    sql
      .updateTable("file")
      .set(table => ({ acl_version: table("acl_version", "+", 1) }))
      .where("id", "=", file)
      .execute()

  return {
    ...reads,

    async putOrganisation(name) {
      const insert = sql.insertInto("organisation").values({ only_one: 1, name })
      await insert.onConflict(rule => rule.column("only_one").doUpdateSet({ name })).execute()
    },

    async addPerson({ id, name, email, standing, departed, passwordHash = null }) {
      const row = { id, name, email, standing, departed: departed ? 1 : 0, password_hash: passwordHash }
      await sql.insertInto("person").values(row).execute()
    },

    async changePerson(id, { passwordHash, ...change }) {
      const set = { ...change, ...(passwordHash === undefined ? {} : { password_hash: passwordHash }) }
      if (Object.keys(set).length > 0) await sql.updateTable("person").set(set).where("id", "=", id).execute()
    },

    async addSession({ id, tokenHash, person, expiresAt }) {
      await sql.deleteFrom("session").where("person", "=", person).where("expires_at", "<=", now()).execute()
      await sql.insertInto("session").values({ id, token_hash: tokenHash, person, expires_at: expiresAt }).execute()
    },

    async endSession(id) {
      await sql.deleteFrom("session").where("id", "=", id).execute()
    },

    async endSessionsOf(person, except) {
      const all = sql.deleteFrom("session").where("person", "=", person).returning("id")
      const rows = await (except === undefined ? all : all.where("id", "!=", except)).execute()
      return rows.map(row => row.id).sort()
    },

    async addFile({ id, kind, title, owner, at }) {
      const row = { id, kind, title, owner, created_at: at, updated_at: at, trashed_at: null }
      await sql.insertInto("file").values(row).execute()
    },

    async renameFile(id, title, at) {
      await sql.updateTable("file").set({ title, updated_at: at }).where("id", "=", id).execute()
    },

    async trashFile(id, at) {
      await sql
        .updateTable("file")
        .set({ trashed_at: at ?? null })
        .where("id", "=", id)
        .execute()
      await countUp(id)
    },

    async putGrant({ id, file, to, role, by, at }) {
      const row = await sql
        .insertInto("access_grant")
        .values({ id, file, person: to, role, given_by: by, at })
        .onConflict(rule => rule.columns(["file", "person"]).doUpdateSet({ role, given_by: by, at }))
        .returningAll()
        .executeTakeFirst()
      assert(row !== undefined, "a put grant is there")
      await countUp(file)
      return toGrant(row)
    },

    async removeGrant(file, grant) {
      await sql.deleteFrom("access_grant").where("id", "=", grant).where("file", "=", file).execute()
      await countUp(file)
    },

    async markOpened(file, person, at) {
      const insert = sql.insertInto("opened").values({ file, person, at })
      await insert.onConflict(rule => rule.columns(["person", "file"]).doUpdateSet({ at })).execute()
    },

    async addBlob(file, { id, type, size, width, height }, by, at) {
      const insert = sql.insertInto("blob").values({ file, id, type, size, width, height, added_by: by, at })
      await insert.onConflict(rule => rule.columns(["file", "id"]).doNothing()).execute()
    },

    afterCommit: act => {
      acts.push(act)
    },
  }
}
