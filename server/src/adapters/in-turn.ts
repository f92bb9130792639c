import type { Reads } from "../ports/store.ts"
import type { Turns } from "./turns.ts"

/** The same reads, each waiting for its turn: inside of somebody's transaction they would see what may yet be undone. */
export function inTurn(reads: Reads, turns: Turns): Reads {
  return {
    organisation: () => turns.hold(() => reads.organisation()),
    person: id => turns.hold(() => reads.person(id)),
    people: () => turns.hold(() => reads.people()),
    credentials: email => turns.hold(() => reads.credentials(email)),
    session: (tokenHash, at) => turns.hold(() => reads.session(tokenHash, at)),
    sessionsOf: person => turns.hold(() => reads.sessionsOf(person)),
    file: id => turns.hold(() => reads.file(id)),
    filesOf: person => turns.hold(() => reads.filesOf(person)),
    grants: file => turns.hold(() => reads.grants(file)),
    admission: file => turns.hold(() => reads.admission(file)),
    blob: (file, blob) => turns.hold(() => reads.blob(file, blob)),
  }
}
