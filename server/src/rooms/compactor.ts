import { Worker } from "node:worker_threads"
import type { Compaction, ContentRules } from "@sheaf/sync"

/** A job for the worker; the answer is what the function of the same name in `packages/sync` gives. */
export interface CompactionJob {
  readonly kind: "compact" | "firstBroken"
  readonly base: Uint8Array | undefined
  readonly rows: readonly Uint8Array[]
  readonly rules: ContentRules
}
export type CompactionAnswer =
  | { readonly kind: "done"; readonly value: Compaction | number | undefined }
  | { readonly kind: "failed"; readonly message: string }

/** The longest that one job may take, in milliseconds, and the most memory it may use, in megabytes. */
const TIME = 60_000
const MEMORY = 1024
/** A worker that has had nothing to do for so long ends; the next job starts another. */
const IDLE = 60_000

/** Where a `Y.Doc` is built: a worker thread, so that the loop that serves sockets never waits for one. One job at a time. */
export class Compactor {
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined

  compact(base: Uint8Array | undefined, rows: readonly Uint8Array[], rules: ContentRules): Promise<Compaction> {
    return this.#ask({ kind: "compact", base, rows, rules }) as Promise<Compaction>
  }

  firstBroken(
    base: Uint8Array | undefined,
    rows: readonly Uint8Array[],
    rules: ContentRules,
  ): Promise<number | undefined> {
    return this.#ask({ kind: "firstBroken", base, rows, rules }) as Promise<number | undefined>
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle)
    await this.#worker?.terminate()
    this.#worker = undefined
  }

  #ask(job: CompactionJob): Promise<unknown> {
    clearTimeout(this.#idle)
    this.#worker ??= this.#start()
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(late)
        worker.off("message", onMessage).off("error", onError).off("exit", onExit)
        settle()
      }
      const onMessage = (answer: CompactionAnswer) => {
        this.#idle = setTimeout(() => void this.close(), IDLE).unref()
        end(() => (answer.kind === "done" ? resolve(answer.value) : reject(new Error(answer.message))))
      }
      const onError = (error: unknown) => end(() => reject(error))
      const onExit = () => {
        this.#worker = undefined
        end(() => reject(new Error("the compaction worker ended")))
      }
      const late = setTimeout(() => void worker.terminate(), TIME).unref()
      worker.on("message", onMessage).on("error", onError).on("exit", onExit)
      worker.postMessage(job)
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL("./compaction-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY, stackSizeMb: 4 },
    })
    worker.unref()
    worker.once("exit", () => {
      if (this.#worker === worker) this.#worker = undefined
    })
    return worker
  }
}
