import { FILE_KINDS, LIMITS, STANDINGS } from "@sheaf/domain"
import * as v from "valibot"
import {
  Because,
  Blob,
  BlobIdText,
  EmailText,
  File,
  FileIdText,
  Grant,
  GrantedRole,
  GrantIdText,
  nameOf,
  PasswordText,
  Person,
  PersonIdText,
  PersonRef,
  Role,
  TitleText,
} from "./things.ts"

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
type Schema = v.GenericSchema<unknown, unknown>

/** One address that programs call: what it takes and what it answers. The server, the page and openapi.json read this. */
export interface Route {
  readonly method: Method
  /** As fastify and OpenAPI tools read it: parameters are `:name`. */
  readonly path: string
  /** `none`: for anybody; `person`: signed in. */
  readonly who: "none" | "person"
  readonly summary: string
  readonly params?: Schema
  readonly query?: Schema
  /** JSON in. Absent: no body; `bytes`: the body as it came. */
  readonly body?: Schema | "bytes"
  readonly status: 200 | 201 | 204
  /** JSON out. Absent: nothing; `bytes`: the content itself. */
  readonly answer?: Schema | "bytes"
}

const route = <const R extends Route>(value: R): R => value
const ofFile = v.object({ id: FileIdText })

export const routes = {
  health: route({
    method: "GET",
    path: "/healthz",
    who: "none",
    summary: "Whether the process is alive",
    status: 200,
    answer: v.object({ ok: v.boolean() }),
  }),
  ready: route({
    method: "GET",
    path: "/readyz",
    who: "none",
    summary: "Whether it can serve: the store answers and is not closing",
    status: 200,
    answer: v.object({ ok: v.boolean() }),
  }),
  metrics: route({
    method: "GET",
    path: "/metrics",
    who: "none",
    summary: "Prometheus text",
    status: 200,
    answer: "bytes",
  }),
  openapi: route({
    method: "GET",
    path: "/api/openapi.json",
    who: "none",
    summary: "This list",
    status: 200,
    answer: v.unknown(),
  }),

  setupState: route({
    method: "GET",
    path: "/api/setup",
    who: "none",
    summary: "Whether the organisation is still to be created, else its name",
    status: 200,
    answer: v.object({ needed: v.boolean(), organisation: v.optional(v.string()) }),
  }),
  setup: route({
    method: "POST",
    path: "/api/setup",
    who: "none",
    summary: "Create the organisation and its first person, the steward; signs in",
    body: v.strictObject({
      organisation: nameOf(LIMITS.organisationName),
      name: nameOf(LIMITS.personName),
      email: EmailText,
      password: PasswordText,
    }),
    status: 201,
    answer: v.object({ person: Person }),
  }),
  signIn: route({
    method: "POST",
    path: "/api/session",
    who: "none",
    summary: "Sign in",
    body: v.strictObject({
      email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(LIMITS.email)),
      password: v.pipe(v.string(), v.maxLength(LIMITS.passwordMax)),
    }),
    status: 200,
    answer: v.object({ person: Person }),
  }),
  signOut: route({ method: "DELETE", path: "/api/session", who: "person", summary: "Sign out", status: 204 }),
  me: route({
    method: "GET",
    path: "/api/me",
    who: "person",
    summary: "Who I am",
    status: 200,
    answer: v.object({ person: Person, organisation: v.string() }),
  }),
  changePassword: route({
    method: "PUT",
    path: "/api/me/password",
    who: "person",
    summary: "Change my password; my other sessions end",
    body: v.strictObject({ current: v.pipe(v.string(), v.maxLength(LIMITS.passwordMax)), password: PasswordText }),
    status: 204,
  }),

  people: route({
    method: "GET",
    path: "/api/people",
    who: "person",
    summary: "Everybody in the organisation",
    query: v.object({ q: v.optional(v.pipe(v.string(), v.maxLength(200))) }),
    status: 200,
    answer: v.object({ people: v.array(Person) }),
  }),
  addPerson: route({
    method: "POST",
    path: "/api/people",
    who: "person",
    summary: "Add a person (admins)",
    body: v.strictObject({
      name: nameOf(LIMITS.personName),
      email: EmailText,
      password: v.optional(PasswordText),
      standing: v.optional(v.picklist(STANDINGS)),
    }),
    status: 201,
    answer: v.object({ person: Person }),
  }),
  changePerson: route({
    method: "PATCH",
    path: "/api/people/:id",
    who: "person",
    summary: "Change a person (admins; anybody their own name)",
    params: v.object({ id: PersonIdText }),
    body: v.strictObject({
      name: v.optional(nameOf(LIMITS.personName)),
      email: v.optional(EmailText),
      password: v.optional(PasswordText),
      standing: v.optional(v.picklist(STANDINGS)),
    }),
    status: 200,
    answer: v.object({ person: Person }),
  }),

  files: route({
    method: "GET",
    path: "/api/files",
    who: "person",
    summary: "Files I may see, most recent first",
    query: v.object({ view: v.optional(v.picklist(["recent", "mine", "shared", "trash"]), "recent") }),
    status: 200,
    answer: v.object({ files: v.array(File) }),
  }),
  createFile: route({
    method: "POST",
    path: "/api/files",
    who: "person",
    summary: "Create a document; the owner is me",
    body: v.strictObject({ kind: v.picklist(FILE_KINDS), title: TitleText }),
    status: 201,
    answer: v.object({ file: File }),
  }),
  file: route({
    method: "GET",
    path: "/api/files/:id",
    who: "person",
    summary: "One file, and my role",
    params: ofFile,
    status: 200,
    answer: v.object({ file: File, role: Role }),
  }),
  changeFile: route({
    method: "PATCH",
    path: "/api/files/:id",
    who: "person",
    summary: "Rename",
    params: ofFile,
    body: v.strictObject({ title: v.optional(TitleText) }),
    status: 200,
    answer: v.object({ file: File }),
  }),
  trashFile: route({
    method: "DELETE",
    path: "/api/files/:id",
    who: "person",
    summary: "Put into the trash (managers)",
    params: ofFile,
    status: 204,
  }),
  restoreFile: route({
    method: "POST",
    path: "/api/files/:id/restore",
    who: "person",
    summary: "Take out of the trash (managers)",
    params: ofFile,
    status: 200,
    answer: v.object({ file: File }),
  }),
  markOpened: route({
    method: "PUT",
    path: "/api/files/:id/opened",
    who: "person",
    summary: "I have opened it: it stands among my recent files",
    params: ofFile,
    status: 204,
  }),

  access: route({
    method: "GET",
    path: "/api/files/:id/access",
    who: "person",
    summary: "My role and why, and who else can open it",
    params: ofFile,
    status: 200,
    answer: v.object({ role: Role, because: v.array(Because), grants: v.array(Grant), owner: PersonRef }),
  }),
  accessOf: route({
    method: "GET",
    path: "/api/files/:id/access/:personId",
    who: "person",
    summary: "Why this person can open it, or cannot (managers)",
    params: v.object({ id: FileIdText, personId: PersonIdText }),
    status: 200,
    answer: v.object({ role: v.optional(Role), because: v.array(Because) }),
  }),
  grant: route({
    method: "PUT",
    path: "/api/files/:id/grants",
    who: "person",
    summary: "Give a role, or change the one given (managers)",
    params: ofFile,
    body: v.strictObject({ to: v.strictObject({ kind: v.literal("person"), id: PersonIdText }), role: GrantedRole }),
    status: 200,
    answer: v.object({ grant: Grant }),
  }),
  revoke: route({
    method: "DELETE",
    path: "/api/files/:id/grants/:grantId",
    who: "person",
    summary: "Take a role away (managers; anybody their own)",
    params: v.object({ id: FileIdText, grantId: GrantIdText }),
    status: 204,
  }),

  addBlob: route({
    method: "POST",
    path: "/api/files/:id/blobs",
    who: "person",
    summary: "Store a picture for this file (editors): the body is its bytes",
    params: ofFile,
    body: "bytes",
    status: 201,
    answer: v.object({ blob: Blob }),
  }),
  blob: route({
    method: "GET",
    path: "/api/files/:id/blobs/:blobId",
    who: "person",
    summary: "A picture of this file",
    params: v.object({ id: FileIdText, blobId: BlobIdText }),
    status: 200,
    answer: "bytes",
  }),
} as const

export type Routes = typeof routes
type In<S> = S extends Schema ? v.InferInput<S> : never
type Out<S> = S extends Schema ? v.InferOutput<S> : never

/** What a caller gives: only the parts that the route has. */
export type Call<R extends Route> = (R extends { params: infer P } ? { params: In<P> } : unknown) &
  (R extends { query: infer Q } ? { query?: In<Q> } : unknown) &
  (R extends { body: "bytes" } ? { body: Uint8Array } : R extends { body: infer B } ? { body: In<B> } : unknown)

/** What a handler gets, parsed. */
export type Asked<R extends Route> = {
  readonly params: R extends { params: infer P } ? Out<P> : undefined
  readonly query: R extends { query: infer Q } ? Out<Q> : undefined
  readonly body: R extends { body: "bytes" } ? Uint8Array : R extends { body: infer B } ? Out<B> : undefined
}

/** What the route answers. */
export type Answer<R extends Route> = R extends { answer: "bytes" }
  ? Uint8Array
  : R extends { answer: infer A }
    ? Out<A>
    : undefined
