import { SESSION_COOKIE, SESSION_SECONDS } from "../app/sessions.ts"

/** The `Set-Cookie` that begins a session; without a token, the one that ends it. */
export function sessionCookie(token: string | undefined, publicUrl: URL | undefined): string {
  const secure = publicUrl?.protocol === "https:" ? "; Secure" : ""
  const age = token === undefined ? 0 : SESSION_SECONDS
  return `${SESSION_COOKIE}=${token ?? ""}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`
}
