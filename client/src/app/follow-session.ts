import type { Stop } from "@sheaf/std"
import { addresses } from "../state/addresses.ts"
import { effect } from "../state/effect.ts"
import type { Composed } from "./compose.ts"

/** Opens the live line for who signs in, closes it for who leaves, and lets nobody see what was another's. */
export function followSession({ session, connection, files, people, router }: Composed): Stop {
  let closeLine: Stop | undefined
  let last: string | undefined
  return effect(() => {
    const state = session.state.get()
    if (state.kind === "signed-in") {
      if (last !== undefined && last !== state.person.id) return location.replace("/")
      last = state.person.id
      closeLine ??= connection.start()
      arrive()
    } else if (state.kind === "signed-out" || state.kind === "setup") {
      closeLine?.()
      closeLine = undefined
      last = undefined
      files.clear()
      people.list.clear()
    }
  })

  /** Signing in happens at whatever address one came to, and that place then shows; only the sign-in's own has none. */
  function arrive(): void {
    if (router.page.get().kind === "sign-in") router.go(addresses.views.recent, { replace: true })
  }
}
