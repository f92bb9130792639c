import { pino } from "pino"
import { compose, type Overrides, type Server } from "../src/compose.ts"
import type { Config } from "../src/config.ts"
import type { Clock } from "../src/ports/clock.ts"

/** What a test server may be told, besides what `compose` takes. */
export interface TestOverrides extends Overrides {
  /** The data folder; in memory without one. */
  readonly data?: string
  readonly publicUrl?: string
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  /** The JSON of the answer; undefined when it has none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose form the server has checked
  readonly body: any
}

/** What is sent beside method and address. */
export interface Send {
  readonly json?: unknown
  readonly bytes?: Uint8Array | string
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole server on a free port, and people to use it. */
export interface TestServer {
  /** As `http://localhost:49152`. */
  readonly url: string
  readonly server: Server
  /** Creates the organisation; answers its steward, Ann, signed in. */
  setUp(name?: string): Promise<Visitor>
  /** `by` adds a person who signs in. */
  join(by: Visitor, name: string): Promise<Visitor>
  /** Somebody who is not signed in. */
  visitor(): Visitor
  close(): Promise<void>
}

export const PASSWORD = "correct horse battery"

/** One browser: it keeps its cookie and says, as browsers do, that it is on a page of the server. */
export class Visitor {
  readonly #url: string
  /** The `Cookie` header to send; empty when not signed in. */
  cookie = ""
  id = ""
  name = ""
  email = ""

  constructor(url: string) {
    this.#url = url
  }

  /** The headers with which this visitor's own scripts open a websocket. */
  get headers(): Record<string, string> {
    return { origin: this.#url, ...(this.cookie === "" ? {} : { cookie: this.cookie }) }
  }

  async send(method: string, path: string, { json, bytes, headers = {} }: Send = {}): Promise<Answered> {
    const body = json === undefined ? bytes : JSON.stringify(json)
    const type: Record<string, string> = json === undefined ? {} : { "content-type": "application/json" }
    const answer = await fetch(this.#url + path, {
      method,
      redirect: "manual",
      headers: { ...this.headers, ...type, ...headers },
      ...(body === undefined ? {} : { body: body as BodyInit }),
    })
    const [set] = answer.headers.getSetCookie()
    if (set !== undefined) this.cookie = (set.split(";")[0] ?? "").replace(/^sheaf_session=$/, "")
    const text = await answer.text()
    const isJson = text !== "" && /json/.test(answer.headers.get("content-type") ?? "")
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text || undefined }
  }

  get = (path: string, send?: Send): Promise<Answered> => this.send("GET", path, send)
  post = (path: string, json?: unknown, send?: Send): Promise<Answered> => this.send("POST", path, { json, ...send })
  put = (path: string, json?: unknown, send?: Send): Promise<Answered> => this.send("PUT", path, { json, ...send })
  patch = (path: string, json?: unknown, send?: Send): Promise<Answered> => this.send("PATCH", path, { json, ...send })
  delete = (path: string, send?: Send): Promise<Answered> => this.send("DELETE", path, send)

  /** A new document of this person; its id. */
  async document(title = "Plan"): Promise<string> {
    return (await this.post("/api/files", { kind: "document", title })).body.file.id
  }

  /** Gives `to` a role; the grant's id. */
  async share(file: string, to: Visitor, role: string): Promise<string> {
    const answer = await this.put(`/api/files/${file}/grants`, { to: { kind: "person", id: to.id }, role })
    if (answer.status !== 200) throw new Error(`sharing was refused: ${JSON.stringify(answer.body)}`)
    return answer.body.grant.id
  }
}

/** A clock that stands until it is moved. */
export class StillClock implements Clock {
  time = Date.UTC(2026, 0, 1)
  now = (): number => this.time
}

export async function startServer({
  data = ":memory:",
  publicUrl,
  ...overrides
}: TestOverrides = {}): Promise<TestServer> {
  const config: Config = {
    port: 0,
    host: "127.0.0.1",
    data,
    publicUrl: publicUrl === undefined ? undefined : new URL(publicUrl),
    log: "silent",
  }
  const log = pino({ level: "silent" })
  const server = compose(config, { log, checkAnswers: true, requestsPerMinute: 1_000_000, ...overrides })
  const url = await server.listen()
  const visitor = (): Visitor => new Visitor(url)

  const begin = async (who: Visitor, answer: Answered): Promise<Visitor> => {
    if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`)
    who.id = answer.body.person.id
    who.name = answer.body.person.name
    who.email = answer.body.person.email
    return who
  }

  return {
    url,
    server,
    visitor,
    setUp: async (name = "Ann") => {
      const who = visitor()
      const email = `${name.toLowerCase()}@example.org`
      return begin(who, await who.post("/api/setup", { organisation: "Org", name, email, password: PASSWORD }))
    },
    join: async (by, name) => {
      const who = visitor()
      const email = `${encodeURIComponent(name).toLowerCase().replaceAll("%", "")}@example.org`
      const added = await by.post("/api/people", { name, email, password: PASSWORD })
      if (added.status !== 201) throw new Error(`adding was refused: ${JSON.stringify(added.body)}`)
      return begin(who, await who.post("/api/session", { email, password: PASSWORD }))
    },
    close: () => server.close(),
  }
}
