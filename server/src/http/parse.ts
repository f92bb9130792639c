import { type Refusal, Refused } from "@sheaf/domain"
import * as v from "valibot"

type Issue = v.BaseIssue<unknown>

/** `value` as the schema reads it. Refused: `malformed` when its form is wrong, `invalid` when a value is outside what is allowed. */
export function parse<S extends v.GenericSchema<unknown, unknown>>(schema: S, value: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  const code: Refusal = parsed.issues.every(isOfValue) ? "invalid" : "malformed"
  throw new Refused(code, { fields: fieldsOf(parsed.issues) })
}

/** The form is right: a text that is too long, or none of those allowed. */
const isOfValue = (issue: Issue): boolean =>
  issue.kind === "validation" || (CHOICES.has(issue.type) && typeof issue.input === "string")
const CHOICES: ReadonlySet<string> = new Set(["picklist", "literal"])

function fieldsOf(issues: readonly Issue[]): Readonly<Record<string, string>> {
  return Object.fromEntries(issues.map(issue => [v.getDotPath(issue) ?? "body", faultOf(issue)]))
}

/** A short, stable word: the schema's own where it gives one, as `too-long`. */
function faultOf(issue: Issue): string {
  if (/^[a-z-]+$/.test(issue.message)) return issue.message
  if (issue.kind === "validation") return issue.type.replaceAll("_", "-")
  if (issue.expected === "never") return "unknown"
  if (issue.received === "undefined") return "missing"
  return CHOICES.has(issue.type) ? "not-one-of-those" : "wrong-type"
}
