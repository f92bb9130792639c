import { Refused } from "@sheaf/domain"
import { routes } from "@sheaf/wire"
import type { Registry } from "prom-client"
import type { Handle } from "../handle.ts"
import { openapi } from "../openapi.ts"

export interface SystemDeps {
  /** Rejects when the server cannot serve. */
  readonly ready: () => Promise<void>
  readonly metrics: Registry
}

/** What machines ask. */
export function systemRoutes(handle: Handle, { ready, metrics }: SystemDeps): void {
  handle(routes.health, async () => ({ ok: true }))

  handle(routes.ready, async () => {
    try {
      await ready()
    } catch (error) {
      throw error instanceof Refused ? error : new Refused("store-unavailable", { retryAfter: 5 })
    }
    return { ok: true }
  })

  handle(routes.metrics, async ({ reply }) => {
    reply.type(metrics.contentType)
    return new TextEncoder().encode(await metrics.metrics())
  })

  handle(routes.openapi, async () => openapi())
}
