import { signal } from "@lit-labs/signals"
import type { Stop } from "@sheaf/std"
import type { Go } from "../state/contexts.ts"
import type { LeaveGuard } from "../state/leave-guard.ts"
import { type Page, pageAt } from "./routes.ts"

/** Which page is shown, by the browser's address. Links are real ones; a plain click on one stays inside the page. */
export class Router {
  readonly page
  readonly #guard: LeaveGuard
  readonly #mayLose: () => boolean
  #address = location.pathname + location.search

  /** `mayLose` asks the person whether what is not saved may be lost. */
  constructor(guard: LeaveGuard, mayLose: () => boolean) {
    this.#guard = guard
    this.#mayLose = mayLose
    this.page = signal<Page>(pageAt(location.pathname))
  }

  /** Follows clicks and the browser's own back and forward, until the answered function is called. */
  start(): Stop {
    const stopping = new AbortController()
    const { signal } = stopping
    window.addEventListener("popstate", () => this.#moved(), { signal })
    window.addEventListener("click", event => this.#clicked(event), { signal })
    window.addEventListener("beforeunload", event => this.#guard.unsafe && event.preventDefault(), { signal })
    return () => stopping.abort()
  }

  readonly go: Go = (address, { replace = false } = {}) => {
    if (!this.#mayLeave()) return
    if (replace) history.replaceState(null, "", address)
    else if (address !== this.#address) history.pushState(null, "", address)
    this.#show()
  }

  #clicked(event: MouseEvent): void {
    const link = linkOf(event)
    if (link === undefined) return
    event.preventDefault()
    this.go(link.pathname + link.search + link.hash)
  }

  /** The browser has moved already; to stay means to put the address back. */
  #moved(): void {
    if (this.#mayLeave()) this.#show()
    else history.pushState(null, "", this.#address)
  }

  #mayLeave(): boolean {
    return !this.#guard.unsafe || this.#mayLose()
  }

  #show(): void {
    this.#address = location.pathname + location.search
    this.page.set(pageAt(location.pathname))
  }
}

/** The link of ours that a plain click means: not one for a new tab, a download, another site or the server's own addresses. */
function linkOf(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined
  const link = event.composedPath().find(node => node instanceof HTMLAnchorElement)
  if (link === undefined || link.href === "" || link.origin !== location.origin) return undefined
  if (link.target !== "" || link.hasAttribute("download") || link.pathname.startsWith("/api/")) return undefined
  return link
}
