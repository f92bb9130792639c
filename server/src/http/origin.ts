import type { IncomingHttpHeaders } from "node:http"
import { sessionToken } from "../app/sessions.ts"

/** Where a request was made: on a page of ours, on another site's, or by something that is no browser. */
type From = "here" | "elsewhere" | "no-browser"

/**
 * `Origin` decides when it is there: all browsers send it with every write and every websocket. `Sec-Fetch-Site` decides without it. With
 * neither it was no browser, and so nobody was tricked into sending it.
 *
 * Ours is the public address when one is set. Else it is what the request itself was sent to; its scheme is not compared, because a
 * proxy may have taken TLS off.
 */
function cameFrom(headers: IncomingHttpHeaders, publicUrl: URL | undefined): From {
  const site = headers["sec-fetch-site"]
  if (headers.origin !== undefined) return isOurs(headers.origin, headers.host, publicUrl) ? "here" : "elsewhere"
  if (site !== undefined) return site === "same-origin" || site === "none" ? "here" : "elsewhere"
  return "no-browser"
}

/** `null` is the origin of sandboxed pages and files: never ours. */
function isOurs(origin: string, host: string | undefined, publicUrl: URL | undefined): boolean {
  if (!URL.canParse(origin)) return false
  return publicUrl === undefined ? new URL(origin).host === host : new URL(origin).origin === publicUrl.origin
}

/** Whether a websocket may open: its page is ours, or it is no browser. */
export function sameOrigin(headers: IncomingHttpHeaders, publicUrl: URL | undefined): boolean {
  return cameFrom(headers, publicUrl) !== "elsewhere"
}

/**
 * Whether a write may be done: its page is ours. A program may write without saying where it is, but not with a cookie: cookies are what
 * browsers send on behalf of others, so a program that uses one says `Origin` too.
 */
export function mayWrite(headers: IncomingHttpHeaders, publicUrl: URL | undefined): boolean {
  const from = cameFrom(headers, publicUrl)
  return from === "here" || (from === "no-browser" && sessionToken(headers.cookie) === undefined)
}
