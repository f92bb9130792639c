import { parentPort } from "node:worker_threads"
import { compact, separate } from "@sheaf/sync"
import type { CompactionAnswer, CompactionJob } from "./compactor.ts"

/** The other side of `Compactor`: one job in, one answer out. */
function answer(job: CompactionJob): CompactionAnswer {
  try {
    return job.kind === "compact"
      ? { kind: "compacted", compaction: compact(job.base, job.rows, job.rules) }
      : { kind: "separated", separation: separate(job.base, job.rows, job.rules) }
  } catch (error) {
    return { kind: "failed", message: String(error) }
  }
}

parentPort?.on("message", (job: CompactionJob) => parentPort?.postMessage(answer(job)))
