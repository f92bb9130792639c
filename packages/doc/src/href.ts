/** Longer addresses are refused: browsers and mail programs cut them anyway. */
const LONGEST = 2048

// Every kind of space, zero-width and direction marks: what hides a scheme from a reader or a filter.
const HIDDEN = /[\p{Cc}\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f]/u

const ALLOWED: readonly RegExp[] = [
  /^https?:\/\/[^/\\?#]/i,
  /^mailto:[^/\\]/i,
  /^tel:[+\d]/i,
  // One slash: two, or a backslash that browsers read as one, would name another host.
  /^\/(?![/\\])/,
  /^#/,
]

/**
 * The address if a link may lead there, else null: http, https, mailto, tel, a path of this server, or a place on this page.
 * Everything else is refused, so nothing has to be recognised as dangerous (`javascript:`, `data:`, `vbscript:`, and all that comes).
 */
export function safeHref(value: unknown): string | null {
  if (typeof value !== "string" || value.length > LONGEST) return null
  const href = value.trim()
  if (HIDDEN.test(href)) return null
  return ALLOWED.some(form => form.test(href)) ? href : null
}

/** What a person typed into a link field, completed: `example.com` is https, `ann@example.com` is mail. Null where no link is meant. */
export function typedHref(text: string): string | null {
  const typed = text.trim()
  const whole = safeHref(typed)
  if (whole !== null) return whole
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/u.test(typed)) return safeHref(`mailto:${typed}`)
  if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d{1,5})?([/?#]\S*)?$/u.test(typed)) return safeHref(`https://${typed}`)
  return null
}

/** The address that `text` is as a whole, as when it is pasted over a selection: only with its scheme. */
export function soleHref(text: string): string | null {
  return /^(https?:\/\/|mailto:)\S+$/i.test(text.trim()) ? safeHref(text) : null
}
