import { existsSync } from "node:fs"
import { join, sep } from "node:path"
import fastifyStatic from "@fastify/static"
import { type Method, type Route, routes } from "@sheaf/wire"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { problemOf, sendProblem } from "./problem.ts"

const FOREVER = "public, max-age=31536000, immutable"
const ASK_AGAIN = "no-cache"

/**
 * The built page of `folder`, if there is one. Every address that is no file and no program's is the page's own to understand, so it gets
 * `index.html`; the rest is a problem.
 */
export function servePage(server: FastifyInstance, folder: string | undefined): void {
  const built = folder !== undefined && existsSync(join(folder, "index.html"))
  if (built)
    server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      // vite puts the hash of their content into the names below assets/.
      setHeaders: (reply, path) => {
        reply.header("cache-control", path.includes(`${sep}assets${sep}`) ? FOREVER : ASK_AGAIN)
      },
    })
  server.setNotFoundHandler((request, reply) =>
    built && isForPage(request)
      ? reply.header("cache-control", ASK_AGAIN).sendFile("index.html")
      : refuse(request, reply),
  )
}

function isForPage({ method, url }: FastifyRequest): boolean {
  const path = pathOf(url)
  const read = method === "GET" || method === "HEAD"
  return read && !/^\/(?:api|sync|live|assets)(?:\/|$)/i.test(path) && methodsOf(path).length === 0
}

function refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const methods = methodsOf(pathOf(request.url))
  if (methods.length === 0) return sendProblem(reply, problemOf("not-found"))
  return sendProblem(reply.header("allow", methods.join(", ")), problemOf("method-not-allowed"))
}

const pathOf = (url: string): string => url.split("?", 1)[0] ?? ""

const PATTERNS = Object.values<Route>(routes).map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[^/]+")}$`),
}))

/** The methods that the address takes. */
const methodsOf = (path: string): readonly Method[] =>
  PATTERNS.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
