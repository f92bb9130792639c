import { type PersonId, Refused } from "@sheaf/domain"
import { type Answer, type Route, routes } from "@sheaf/wire"
import { type CallApi, Offline } from "./api.ts"
import { jsonOf, parsed } from "./parsed.ts"

/** What is kept of the server's answers, so that the page can be opened and used without a network. */
const KEPT: readonly Route[] = [routes.me, routes.file, routes.files]
const PREFIX = "sheaf-answer "

interface Input {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | undefined>>
}

export interface RememberingPorts {
  readonly storage: Storage
  /** Somebody signed out on this device: nothing of theirs stays that the server has too. */
  readonly left: (person: PersonId) => void
}

/** Calls as `call` does; who I am, my files and lists are answered from this device when nothing else answers. */
export function remembering(call: CallApi, { storage, left }: RememberingPorts): CallApi {
  const remembered = <R extends Route>(route: R, input: Input): Answer<R> | undefined => {
    if (route.answer === undefined || route.answer === "bytes") return undefined
    // The route's own schema checks it, as it checks the server's answers.
    return parsed(route.answer, jsonOf(storage.getItem(keyOf(route, input)) ?? "")) as Answer<R> | undefined
  }
  return async (route, ...rest) => {
    const input: Input = rest[0] ?? {}
    try {
      const answer = await call(route, ...rest)
      if (KEPT.includes(route)) keep(storage, keyOf(route, input), answer)
      if (Object.is(route, routes.signOut)) forget(storage, remembered(routes.me, {})?.person.id, left)
      return answer
    } catch (error) {
      if (error instanceof Refused && KEPT.includes(route)) storage.removeItem(keyOf(route, input))
      const kept = error instanceof Offline && KEPT.includes(route) ? remembered(route, input) : undefined
      if (kept === undefined) throw error
      return kept
    }
  }
}

const keyOf = ({ path }: Route, input: Input): string =>
  `${PREFIX}${path} ${JSON.stringify([input.params ?? {}, input.query ?? {}])}`

function keep(storage: Storage, key: string, answer: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(answer))
  } catch {
    // The storage is full or not allowed: the page works as before, only not without a network.
  }
}

function forget(storage: Storage, person: PersonId | undefined, left: (person: PersonId) => void): void {
  for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key)
  if (person !== undefined) left(person)
}
