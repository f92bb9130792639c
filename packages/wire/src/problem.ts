import { REFUSALS, type Refusal } from "@sheaf/domain"
import * as v from "valibot"

/** The HTTP status of each refusal. */
export const STATUS: Readonly<Record<Refusal, number>> = {
  malformed: 400,
  invalid: 422,
  "not-signed-in": 401,
  "wrong-credentials": 401,
  "too-many-attempts": 429,
  "too-many-requests": 429,
  "cross-site": 403,
  "not-found": 404,
  "not-allowed": 403,
  "already-set-up": 409,
  "not-set-up": 409,
  "email-taken": 409,
  "unknown-person": 422,
  "departed-person": 422,
  "above-own-role": 403,
  "owner-has-all": 409,
  "last-steward": 409,
  "in-trash": 409,
  "not-an-image": 422,
  "unsafe-image": 422,
  "too-large": 413,
  "unsupported-type": 415,
  "method-not-allowed": 405,
  "store-unavailable": 503,
  internal: 500,
}

/** An error answer: RFC 9457, content type `application/problem+json`. `code` is stable; `title` and `detail` are not. */
export const Problem = v.object({
  type: v.literal("about:blank"),
  title: v.string(),
  status: v.number(),
  code: v.picklist(REFUSALS),
  detail: v.optional(v.string()),
  fields: v.optional(v.record(v.string(), v.string())),
  retryAfter: v.optional(v.number()),
})
export type Problem = v.InferOutput<typeof Problem>
