import { type Refusal, type RefusalDetails, Refused } from "@sheaf/domain"
import { type Problem, STATUS } from "@sheaf/wire"
import type { FastifyReply } from "fastify"
import { StoreDown } from "../ports/journal.ts"

export const PROBLEM_TYPE = "application/problem+json"

/** The problem that tells of a refusal. */
export function problemOf(code: Refusal, { fields, retryAfter }: RefusalDetails = {}, detail?: string): Problem {
  return {
    type: "about:blank",
    title: titleOf(code),
    status: STATUS[code],
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(fields === undefined ? {} : { fields }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.retryAfter !== undefined) reply.header("retry-after", problem.retryAfter)
  return reply
    .status(problem.status)
    .header("cache-control", "no-store")
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem))
}

/** What was thrown, as a problem. `unexpected`: nobody was meant to see this, so it is logged and says nothing of itself. */
export function problemFrom(error: unknown): { readonly problem: Problem; readonly unexpected: boolean } {
  if (error instanceof Refused) return { problem: problemOf(error.code, error.details), unexpected: false }
  if (error instanceof StoreDown)
    return { problem: problemOf("store-unavailable", { retryAfter: 5 }), unexpected: true }
  const code = error instanceof Error && "code" in error ? FRAMEWORK[String(error.code)] : undefined
  if (code !== undefined) return { problem: problemOf(code), unexpected: false }
  return { problem: problemOf("internal"), unexpected: true }
}

/** What fastify refuses before our code sees it. */
const FRAMEWORK: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported-type",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "malformed",
  FST_ERR_CTP_EMPTY_JSON_BODY: "malformed",
  FST_ERR_BAD_URL: "malformed",
  FST_ERR_MAX_PARAM_LENGTH: "not-found",
  ERR_STREAM_PREMATURE_CLOSE: "malformed",
  ECONNRESET: "malformed",
}

const titleOf = (code: Refusal): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll("-", " ")
