import { isDeepStrictEqual } from "node:util"
import { LIMITS, Refused } from "@sheaf/domain"
import { assert } from "@sheaf/std"
import type { Answer, Asked, Route } from "@sheaf/wire"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import * as v from "valibot"
import type { Actor } from "../app/app.ts"
import { mayWrite } from "./origin.ts"
import { parse } from "./parse.ts"

/** What a handler gets: the parts of the request that the route names, parsed, and who asks. */
export type Ask<R extends Route> = Asked<R> & {
  readonly actor: R extends { who: "person" } ? Actor : undefined
  /** The network address that asks. */
  readonly address: string
  readonly reply: FastifyReply
}

export type Handle = <const R extends Route>(route: R, act: (ask: Ask<R>) => Promise<Answer<R>> | Answer<R>) => void

export interface HandleOptions {
  readonly authenticate: (cookies: string | undefined) => Promise<Actor | undefined>
  readonly publicUrl: URL | undefined
  /** Whether each answer is held against its schema, as tests do: nothing more and nothing less than the route says. */
  readonly checkAnswers: boolean
}

/**
 * Binds routes to handlers. In this order, before the body is read: a write from another site's page, then nobody signed in. Then the
 * parts of the request by the route's schemas, then `act`.
 */
export function handlerOn(server: FastifyInstance, options: HandleOptions): Handle {
  const actors = new WeakMap<FastifyRequest, Actor>()

  return (route, act) => {
    const letIn = async (request: FastifyRequest): Promise<void> => {
      if (route.method !== "GET" && !mayWrite(request.headers, options.publicUrl)) throw new Refused("cross-site")
      if (route.who === "none") return
      const actor = await options.authenticate(request.headers.cookie)
      if (actor === undefined) throw new Refused("not-signed-in")
      actors.set(request, actor)
    }

    const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const ask = { ...askedOf(route, request), actor: actors.get(request), address: request.ip, reply }
      // The one place where the types of the route meet values that its own schemas have just made.
      const answered: unknown = await act(ask as unknown as Ask<typeof route>)
      if (options.checkAnswers) mustFit(route, answered)
      if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store")
      if (isKnown(request, reply)) return reply.status(304).send()
      return reply.status(route.status).send(answered)
    }

    server.register(async scope => {
      if (route.body === "bytes") takeBytes(scope)
      scope.route({ method: route.method, url: route.path, onRequest: letIn, handler: answer })
    })
  }
}

/** Whether the one who asks has this very answer already. */
const isKnown = (request: FastifyRequest, reply: FastifyReply): boolean =>
  request.method === "GET" && reply.hasHeader("etag") && request.headers["if-none-match"] === reply.getHeader("etag")

function askedOf(route: Route, request: FastifyRequest) {
  return {
    params: route.params && paramsOf(route.params, request.params),
    query: route.query && parse(route.query, request.query),
    body: route.body === "bytes" ? bytesOf(request.body) : route.body && parse(route.body, request.body),
  }
}

/** An address that cannot be any id of ours leads to nothing. */
function paramsOf(schema: v.GenericSchema<unknown, unknown>, params: unknown): unknown {
  const parsed = v.safeParse(schema, params)
  if (!parsed.success) throw new Refused("not-found")
  return parsed.output
}

const bytesOf = (body: unknown): Uint8Array => (body instanceof Uint8Array ? body : new Uint8Array())

/** The body as it comes, whatever type it claims. */
function takeBytes(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: LIMITS.image }, (_, body, done) => done(null, body))
}

/** JSON, and nothing but JSON, for all other routes. */
export function takeJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser("application/json", { parseAs: "string" }, (_, text, done) => {
    if (text === "") return done(null, undefined)
    try {
      done(null, JSON.parse(String(text)))
    } catch (cause) {
      done(new Refused("malformed", { fields: { body: cause instanceof Error ? cause.message : "not JSON" } }))
    }
  })
}

function mustFit(route: Route, answer: unknown): void {
  if (route.answer === undefined) assert(answer === undefined, `${route.path} answers nothing`)
  else if (route.answer === "bytes") assert(answer instanceof Uint8Array, `${route.path} answers bytes`)
  else assert(isDeepStrictEqual(v.parse(route.answer, answer), answer), `${route.path} answers what its route says`)
}
