import { Refused } from "@sheaf/domain"
import type { Answer, Call, Route } from "@sheaf/wire"
import { jsonOf, parsed, refusedBy } from "./parsed.ts"

/** Nothing answered: no network, the server is down, or it took too long. Nothing is known about what it did. */
export class Offline extends Error {
  override readonly name = "Offline"
}

interface CallOptions {
  readonly signal?: AbortSignal
}

type Nothing = Record<never, never>
type Rest<R extends Route> =
  Nothing extends Call<R> ? [input?: Call<R>, options?: CallOptions] : [input: Call<R>, options?: CallOptions]

/**
 * Calls one of the wire's routes and answers what the route says it answers. Rejects with `Refused` when the server says no,
 * and with {@link Offline} when nothing answers.
 */
export type CallApi = <R extends Route>(route: R, ...rest: Rest<R>) => Promise<Answer<R>>

export interface ApiPorts {
  readonly fetch: typeof fetch
  /** Called when an answer says that the session has ended, before the call rejects. */
  readonly onSignedOut: () => void
}

/** What any route may be given, for the one place that does not know which route it is. */
interface AnyInput {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
}

/** Longer than any answer takes on a slow line; a call that hangs for ever would leave the page waiting for ever. */
const PATIENCE = 30_000
/** What a proxy says when the server behind it does not answer. */
const UNREACHABLE: ReadonlySet<number> = new Set([502, 504])

/** Makes the typed call from what it needs of the browser. */
export function apiOver(ports: ApiPorts): CallApi {
  return async <R extends Route>(route: R, ...[input, options]: Rest<R>) => {
    const asked: AnyInput = input ?? {}
    const response = await reach(ports, route, asked, options?.signal)
    if (!response.ok) throw await refusalOf(response, ports, route)
    // The schema of this very route has checked it; the compiler cannot follow that through the union of all routes.
    return (await answerOf(route, response)) as Answer<R>
  }
}

async function reach(ports: ApiPorts, route: Route, input: AnyInput, signal?: AbortSignal): Promise<Response> {
  const timeout = AbortSignal.timeout(PATIENCE)
  try {
    return await ports.fetch(addressOf(route, input), {
      method: route.method,
      credentials: "same-origin",
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      ...bodyOf(route, input),
    })
  } catch (fault) {
    if (signal?.aborted) throw fault
    throw new Offline(route.path, { cause: fault })
  }
}

/** The address with its parameters filled in: `/api/files/:id` becomes `/api/files/abc?view=recent`. */
export function addressOf(route: Route, input: AnyInput): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ""))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {})) if (value !== undefined) query.set(name, value)
  return query.size === 0 ? path : `${path}?${query}`
}

function bodyOf(route: Route, input: AnyInput): RequestInit {
  if (route.body === undefined) return {}
  if (route.body === "bytes")
    return { body: input.body as BodyInit, headers: { "content-type": "application/octet-stream" } }
  return { body: JSON.stringify(input.body), headers: { "content-type": "application/json" } }
}

async function answerOf(route: Route, response: Response): Promise<unknown> {
  if (route.answer === undefined) return undefined
  if (route.answer === "bytes") return new Uint8Array(await response.arrayBuffer())
  const answer = parsed(route.answer, jsonOf(await response.text()))
  if (answer !== undefined) return answer
  // A bug, or a server newer than this page: either way the person can only try again.
  console.error(`${route.method} ${route.path} answered something unexpected`)
  throw new Refused("internal")
}

async function refusalOf(response: Response, ports: ApiPorts, route: Route): Promise<Error> {
  const refused = refusedBy(jsonOf(await response.text()))
  if (refused?.code === "not-signed-in") ports.onSignedOut()
  if (refused !== undefined) return refused
  return UNREACHABLE.has(response.status) ? new Offline(route.path) : new Refused("internal")
}
