/**
 * Keeps the page itself on this device, so that a closed tab opens without a network: what is in the documents is kept by
 * `net/device-copy.ts`, what the server said of them by `net/remembering.ts`, and nothing of either here.
 */

declare const self: ServiceWorkerGlobalScope
/** Every file of this build, written in by the build (`vite.config.ts`): another build is another worker. */
declare const SHEAF_BUILD: readonly string[]

const CACHE = `sheaf-page-${SHEAF_BUILD.join(" ").length}-${hash(SHEAF_BUILD.join(" "))}`
const PAGE = "/"

self.addEventListener("install", event => {
  const store = async () => {
    const cache = await caches.open(CACHE)
    await cache.addAll([PAGE, ...SHEAF_BUILD])
    await self.skipWaiting()
  }
  event.waitUntil(store())
})

self.addEventListener("activate", event => {
  const tidy = async () => {
    for (const name of await caches.keys())
      if (name.startsWith("sheaf-page-") && name !== CACHE) await caches.delete(name)
    await self.clients.claim()
  }
  event.waitUntil(tidy())
})

self.addEventListener("fetch", event => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== "GET" || address.origin !== self.location.origin) return
  if (request.mode === "navigate") event.respondWith(page(request))
  else if (SHEAF_BUILD.includes(address.pathname)) event.respondWith(asset(request))
})

/** The server's page when it answers, else the one kept here. */
async function page(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request)
    if (answer.status < 500) return answer
  } catch {
    // No network, or no server: the copy opens, and says itself that it is offline.
  }
  return (await caches.match(PAGE)) ?? Response.error()
}

/** Files of a build never change under their name. */
async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

/** FNV-1a, to tell one build from another. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return (value >>> 0).toString(36)
}

export {}
