import type { Stop } from "@sheaf/std"
import { SIGNED_OUT } from "@sheaf/wire"
import type { Bus } from "../ports/bus.ts"
import type { Directory } from "./directory.ts"

/** Carries changes of rights and ended sessions to open rooms. A lost hint costs nothing but time: the append is fenced (rule S9). */
export function watchAccess(bus: Bus, directory: Directory): Stop {
  return bus.subscribe(event => {
    if (event.kind === "access-changed") void directory.refresh(event.file)
    else if (event.kind === "sessions-ended") {
      const ended = new Set(event.sessions)
      for (const room of directory.rooms)
        room.closeThose(connection => ended.has(connection.who.session), "signedOut", SIGNED_OUT.session)
    }
  })
}
