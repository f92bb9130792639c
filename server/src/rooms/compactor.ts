import { Worker } from "node:worker_threads"
import { assert } from "@sheaf/std"
import type { AuthoredRow, Compaction, ContentRules, Mending, Separation } from "@sheaf/sync"

/** A job for the worker: a function of `packages/sync` by its name, and what it takes. */
export type CompactionJob =
  | {
      readonly kind: "compact"
      readonly base: Uint8Array | undefined
      readonly rows: readonly Uint8Array[]
      readonly rules: ContentRules
    }
  | {
      readonly kind: "mend" | "separate"
      readonly base: Uint8Array | undefined
      readonly rows: readonly AuthoredRow[]
      readonly rules: ContentRules
    }
export type CompactionAnswer =
  | { readonly kind: "mended"; readonly mending: Mending | undefined }
  | { readonly kind: "compacted"; readonly compaction: Compaction }
  | { readonly kind: "separated"; readonly separation: Separation | undefined }
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

  async compact(base: Uint8Array | undefined, rows: readonly Uint8Array[], rules: ContentRules): Promise<Compaction> {
    const answer = await this.#ask({ kind: "compact", base, rows, rules })
    assert(answer.kind === "compacted", "a compaction is answered with one")
    return answer.compaction
  }

  async mend(
    base: Uint8Array | undefined,
    rows: readonly AuthoredRow[],
    rules: ContentRules,
  ): Promise<Mending | undefined> {
    const answer = await this.#ask({ kind: "mend", base, rows, rules })
    assert(answer.kind === "mended", "a mending is answered with one")
    return answer.mending
  }

  async separate(
    base: Uint8Array | undefined,
    rows: readonly AuthoredRow[],
    rules: ContentRules,
  ): Promise<Separation | undefined> {
    const answer = await this.#ask({ kind: "separate", base, rows, rules })
    assert(answer.kind === "separated", "a separation is answered with one")
    return answer.separation
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle)
    await this.#worker?.terminate()
    this.#worker = undefined
  }

  #ask(job: CompactionJob): Promise<CompactionAnswer> {
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
        end(() => (answer.kind === "failed" ? reject(new Error(answer.message)) : resolve(answer)))
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
      resourceLimits: { maxOldGenerationSizeMb: MEMORY, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 },
    })
    worker.unref()
    worker.once("exit", () => {
      if (this.#worker === worker) this.#worker = undefined
    })
    return worker
  }
}
