import { StoreDown } from "../../ports/journal.ts"
import type { Store } from "../../ports/store.ts"
import { inTurn } from "../in-turn.ts"
import { Turns } from "../turns.ts"
import { MemoryJournal } from "./journal.ts"
import { readsOf } from "./reads.ts"
import { copyOf, emptyState, type State } from "./state.ts"
import { writesOf } from "./writes.ts"

/** The store without a disk, for tests and to say what a store is. Each write works on a copy that takes the place when it is whole. */
export function memoryStore({ now }: { readonly now: () => number }): Store {
  const turns = new Turns()
  let state: State | undefined = emptyState()
  const present = (): State => {
    if (state === undefined) throw new StoreDown("the store is closed")
    return state
  }
  const read = <T>(act: (journal: MemoryJournal) => T): Promise<T> => turns.run(() => act(new MemoryJournal(present())))
  const write = <T>(act: (journal: MemoryJournal) => T): Promise<T> =>
    turns.run(() => {
      const copy = copyOf(present())
      const answer = act(new MemoryJournal(copy))
      state = copy
      return answer
    })

  return {
    ...inTurn(readsOf(present), turns),

    transact: work =>
      turns.hold(async () => {
        const copy = copyOf(present())
        const acts: (() => void)[] = []
        const answer = await work(
          writesOf(
            copy,
            readsOf(() => copy),
            now,
            acts,
          ),
        )
        state = copy
        for (const act of acts) act()
        return answer
      }),

    append: batches => write(journal => journal.append(batches)),
    open: file => read(journal => journal.open(file)),
    readSince: (file, seq, limit) => read(journal => journal.readSince(file, seq, limit)),
    checkpoint: file => read(journal => journal.checkpoint(file)),
    putCheckpoint: (file, checkpoint) => write(journal => journal.putCheckpoint(file, checkpoint)),
    quarantine: (file, fence, keep, survivors) => write(journal => journal.quarantine(file, fence, keep, survivors)),

    ping: () => read(() => undefined),
    close: () =>
      turns.run(() => {
        state = undefined
      }),
  }
}
