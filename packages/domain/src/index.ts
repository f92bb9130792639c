export { type Access, type Because, explain, type Grant, mayGrant } from "./access.ts"
export { ELEMENTS, FILE_KINDS, type File, type FileKind, ROOTS } from "./file.ts"
export {
  BLOB_ID_PATTERN,
  type BlobId,
  type FileId,
  type GrantId,
  ID_PATTERN,
  type PersonId,
  type SessionId,
} from "./ids.ts"
export { LIMITS } from "./limits.ts"
export {
  colourOf,
  mayChangePerson,
  mayGiveStanding,
  mayManagePeople,
  PERSON_COLOURS,
  type Person,
  STANDINGS,
  type Standing,
} from "./person.ts"
export { REFUSALS, type Refusal, type RefusalDetails, Refused } from "./refusal.ts"
export { atLeast, GRANTED_ROLES, type GrantedRole, mayEdit, ROLES, type Role } from "./role.ts"
