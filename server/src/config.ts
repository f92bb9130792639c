import { resolve } from "node:path"
import { CannotStart } from "./ports/cannot-start.ts"

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** How this server runs. */
export interface Config {
  readonly port: number
  readonly host: string
  /** The folder that holds everything, as an absolute path. */
  readonly data: string
  /** Where people reach the server from outside, when a proxy stands before it. */
  readonly publicUrl: URL | undefined
  readonly log: LogLevel
}

const KNOWN = ["SHEAF_DATA", "SHEAF_PUBLIC_URL", "SHEAF_DATABASE_URL", "SHEAF_REDIS_URL", "SHEAF_LOG"]

/**
 * Reads the settings: nobody else looks at the environment. Throws `CannotStart` for one that is unknown, wrong, or contradicts another:
 * a server that quietly does something else than it was told is worse than none.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const unknown = Object.keys(env).find(name => name.startsWith("SHEAF_") && !KNOWN.includes(name))
  if (unknown !== undefined) throw new CannotStart(`Unknown setting ${unknown}; there are ${KNOWN.join(", ")}`)
  const set = (name: string): string | undefined => env[name]?.trim() || undefined
  refuseWhatIsNotBuilt(set)
  return {
    port: portFrom(set("PORT")),
    host: set("HOST") ?? "127.0.0.1",
    data: resolve(set("SHEAF_DATA") ?? "data"),
    publicUrl: publicUrlFrom(set("SHEAF_PUBLIC_URL")),
    log: logFrom(set("SHEAF_LOG")),
  }
}

function refuseWhatIsNotBuilt(set: (name: string) => string | undefined): void {
  if (set("SHEAF_DATABASE_URL") !== undefined && set("SHEAF_DATA") !== undefined)
    throw new CannotStart("SHEAF_DATABASE_URL and SHEAF_DATA contradict each other: the data is in one place")
  for (const name of ["SHEAF_DATABASE_URL", "SHEAF_REDIS_URL"])
    if (set(name) !== undefined)
      throw new CannotStart(`${name} is not built yet: this version keeps everything in the folder SHEAF_DATA`)
}

function portFrom(text = "3000"): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new CannotStart(`PORT is ${JSON.stringify(text)}: it must be a number from 0 to 65535`)
  return port
}

function publicUrlFrom(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (url === null || !["http:", "https:"].includes(url.protocol) || `${url.origin}/` !== url.href)
    throw new CannotStart(
      `SHEAF_PUBLIC_URL is ${JSON.stringify(text)}: it must be an address like https://docs.example.org, without a path`,
    )
  return url
}

function logFrom(text = "info"): LogLevel {
  const level = LOG_LEVELS.find(one => one === text)
  if (level === undefined)
    throw new CannotStart(`SHEAF_LOG is ${JSON.stringify(text)}: it must be one of ${LOG_LEVELS.join(", ")}`)
  return level
}
