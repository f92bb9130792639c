import { parentPort } from "node:worker_threads"
import { compact, firstBrokenRow } from "@sheaf/sync"
import type { CompactionAnswer, CompactionJob } from "./compactor.ts"

/** The other side of `Compactor`: one job in, one answer out. */
function answer({ kind, base, rows, rules }: CompactionJob): CompactionAnswer {
  try {
    return { kind: "done", value: kind === "compact" ? compact(base, rows, rules) : firstBrokenRow(base, rows, rules) }
  } catch (error) {
    return { kind: "failed", message: String(error) }
  }
}

parentPort?.on("message", (job: CompactionJob) => parentPort?.postMessage(answer(job)))
