import {
  BLOB_ID_PATTERN,
  type BlobId,
  FILE_KINDS,
  type FileId,
  GRANTED_ROLES,
  type GrantId,
  ID_PATTERN,
  LIMITS,
  type PersonId,
  ROLES,
  type SessionId,
  STANDINGS,
} from "@sheaf/domain"
import * as v from "valibot"

const id = <Id extends string>() =>
  v.pipe(
    v.string(),
    v.regex(ID_PATTERN),
    v.transform(text => text as Id),
  )

export const PersonIdText = id<PersonId>()
export const FileIdText = id<FileId>()
export const GrantIdText = id<GrantId>()
export const SessionIdText = id<SessionId>()
export const BlobIdText = v.pipe(
  v.string(),
  v.regex(BLOB_ID_PATTERN),
  v.transform(text => text as BlobId),
)

/**
 * Text that shows as what it is: no control characters, no halves of a character (they cannot be written as UTF-8), and nothing that
 * turns the text around it (U+202A to U+202E, U+2066 to U+2069), with which a name could pass for another.
 */
const showable = v.regex(
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
  /^[^\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069\p{Surrogate}]*$/u,
  "control-characters",
)

/** Text that people type as a name: showable, with something to see in it, at most `max` UTF-16 units. */
export const nameOf = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty("empty"),
    v.maxLength(max, "too-long"),
    // Zero-width spaces and joiners, soft hyphens, variation selectors, fillers.
    v.regex(/[^\s\p{Cf}\p{Default_Ignorable_Code_Point}]/u, "empty"),
    showable,
  )

/** A title may be empty: the page then shows "Untitled" in the reader's language. */
export const TitleText = v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.title, "too-long"), showable)

export const EmailText = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(LIMITS.email, "too-long"),
  v.email("not-an-address"),
)
export const PasswordText = v.pipe(
  v.string(),
  v.minLength(LIMITS.passwordMin, "too-short"),
  v.maxLength(LIMITS.passwordMax, "too-long"),
)

/** ISO 8601, UTC. */
const Time = v.string()

export const PersonRef = v.object({ id: PersonIdText, name: v.string() })
export type PersonRef = v.InferOutput<typeof PersonRef>

export const Person = v.object({
  id: PersonIdText,
  name: v.string(),
  email: v.string(),
  standing: v.picklist(STANDINGS),
  departed: v.boolean(),
})
export type Person = v.InferOutput<typeof Person>

export const Role = v.picklist(ROLES)
export const GrantedRole = v.picklist(GRANTED_ROLES)

/** A file as lists and pages show it to one person. */
export const File = v.object({
  id: FileIdText,
  kind: v.picklist(FILE_KINDS),
  title: v.string(),
  owner: PersonRef,
  /** What the asking person is to it. */
  role: Role,
  createdAt: Time,
  updatedAt: Time,
  /** When the asking person last opened it. */
  openedAt: v.optional(Time),
  trashedAt: v.optional(Time),
})
export type File = v.InferOutput<typeof File>

export const Grant = v.object({
  id: GrantIdText,
  to: v.object({ kind: v.literal("person"), id: PersonIdText, name: v.string() }),
  role: GrantedRole,
  by: PersonRef,
  at: Time,
})
export type Grant = v.InferOutput<typeof Grant>

export const Because = v.variant("kind", [
  v.object({ kind: v.literal("owner") }),
  v.object({ kind: v.literal("grant"), grant: Grant }),
])

export const Blob = v.object({
  id: BlobIdText,
  /** Where the page finds it; only who may open the file gets it. */
  url: v.string(),
  type: v.string(),
  size: v.number(),
  width: v.number(),
  height: v.number(),
})
export type Blob = v.InferOutput<typeof Blob>
