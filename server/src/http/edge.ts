import type { Socket } from "node:net"
import helmet from "@fastify/helmet"
import rateLimit from "@fastify/rate-limit"
import { LIMITS, Refused } from "@sheaf/domain"
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify"
import type { Logger } from "pino"
import type { App } from "../app/app.ts"
import { authenticate } from "../app/sessions.ts"
import { handlerOn, takeJson } from "./handle.ts"
import { measure } from "./metrics.ts"
import { servePage } from "./page.ts"
import { PROBLEM_TYPE, problemFrom, problemOf, sendProblem } from "./problem.ts"
import { fileRoutes } from "./routes/files.ts"
import { peopleRoutes } from "./routes/people.ts"
import { pictureRoutes } from "./routes/pictures.ts"
import { sessionRoutes } from "./routes/session.ts"
import { sharingRoutes } from "./routes/sharing.ts"
import { systemRoutes } from "./routes/system.ts"

export interface EdgeOptions {
  readonly app: App
  readonly log: Logger
  /** Where people reach the server, when it is not simply what they ask for. */
  readonly publicUrl: URL | undefined
  /** The folder of the built page. */
  readonly page: string | undefined
  /** Requests to `/api` that one network address may make in a minute. */
  readonly requestsPerMinute: number
  readonly checkAnswers: boolean
  /** Rejects when the server cannot serve. */
  readonly ready: () => Promise<void>
}

/** The HTTP edge: decodes, asks the use cases, answers. Not listening yet. */
export function buildEdge(options: EdgeOptions): FastifyInstance {
  const { app, publicUrl } = options
  // That it listens is said by who started it.
  const log: FastifyBaseLogger = options.log.level === "info" ? options.log.child({}, { level: "warn" }) : options.log
  const server: FastifyInstance = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.body,
    // Behind a proxy of this machine, the address that asks is the one that the proxy tells.
    trustProxy: publicUrl === undefined ? false : "loopback",
    return503OnClosing: false,
    // A picture over a slow line, and no more: whoever sends a byte a minute holds a connection for nothing.
    requestTimeout: 120_000,
    clientErrorHandler: refuseOnSocket,
    frameworkErrors: (error, _, reply) => {
      sendProblem(reply, problemFrom(error).problem)
    },
  })
  protect(server, options)
  takeJson(server)
  answerErrors(server, log)
  const metrics = measure(server)
  servePage(server, options.page)
  server.register(async scope => {
    const handle = handlerOn(scope, { ...options, authenticate: cookies => authenticate(app, cookies) })
    systemRoutes(handle, { ready: options.ready, metrics })
    sessionRoutes(handle, app, publicUrl)
    peopleRoutes(handle, app)
    fileRoutes(handle, app)
    sharingRoutes(handle, app)
    pictureRoutes(handle, app)
  })
  return server
}

/** Everything comes from here, and nothing of ours is shown inside of another site. Styles: the editor and Lit set them inline. */
const CONTENT_SECURITY = {
  "default-src": ["'self'"],
  "script-src": ["'self'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "blob:", "data:"],
  "font-src": ["'self'", "data:"],
  // 'self' covers ws: and wss: of the same host in today's browsers, but not in Safari before 16.
  // data: leads nowhere: Web Awesome reads its own icons so.
  "connect-src": ["'self'", "ws:", "wss:", "data:"],
  "worker-src": ["'self'", "blob:"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
}

function protect(server: FastifyInstance, { publicUrl, requestsPerMinute }: EdgeOptions): void {
  server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY },
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: publicUrl?.protocol === "https:",
  })
  server.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    allowList: request => !request.url.startsWith("/api/"),
    errorResponseBuilder: (_, { ttl }) => new Refused("too-many-requests", { retryAfter: Math.ceil(ttl / 1000) }),
  })
}

function answerErrors(server: FastifyInstance, log: FastifyBaseLogger): void {
  server.setErrorHandler((error, request, reply) => {
    const { problem, unexpected } = problemFrom(error)
    if (unexpected)
      log.error({ err: error, method: request.method, route: request.routeOptions.url }, "a request failed")
    return sendProblem(reply, problem)
  })
}

/** What Node itself cannot read as a request: it never gets to a route. */
function refuseOnSocket(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy()
    return
  }
  const large = error.code === "HPE_HEADER_OVERFLOW"
  const problem = large ? { ...problemOf("too-large"), status: 431 } : problemOf("malformed")
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${problem.status} ${large ? "Request Header Fields Too Large" : "Bad Request"}\r\nConnection: close\r\n` +
      `Content-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
