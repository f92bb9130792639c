import { Refused } from "@sheaf/domain"
import { Problem } from "@sheaf/wire"

/**
 * What is used here of a schema (Standard Schema, https://standardschema.dev): the schemas themselves are written in `wire`. A failed
 * check may carry a value too; only the absence of issues says that it is good.
 */
interface Schema<Output> {
  readonly "~standard": {
    readonly validate: (value: unknown) => Checked<Output> | Promise<unknown>
  }
}
type Checked<Output> = { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly unknown[] }

/** The value as its schema says, or nothing when it is not of that form. */
export function parsed<Output>(schema: Schema<Output>, value: unknown): Output | undefined {
  const result = schema["~standard"].validate(value)
  return "value" in result && result.issues === undefined ? result.value : undefined
}

/** The problem that a server answered, as the refusal that the rest of the page knows. */
export function refusedBy(answer: unknown): Refused | undefined {
  const problem = parsed(Problem, answer)
  if (problem === undefined) return undefined
  const { code, fields, retryAfter } = problem
  return new Refused(code, {
    ...(fields === undefined ? {} : { fields }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
}

/** The text as JSON, or nothing when it is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // The caller's schema refuses it in the same breath as any other wrong form.
  }
}
