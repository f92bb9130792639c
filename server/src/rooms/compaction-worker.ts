import { parentPort } from "node:worker_threads"
import { never } from "@sheaf/std"
import { compact, mend, separate } from "@sheaf/sync"
import type { CompactionAnswer, CompactionJob } from "./compactor.ts"

/** The other side of `Compactor`: one job in, one answer out. */
function answer(job: CompactionJob): CompactionAnswer {
  switch (job.kind) {
    case "compact":
      return { kind: "compacted", compaction: compact(job.base, job.rows, job.rules) }
    case "mend":
      return { kind: "mended", mending: mend(job.base, job.rows, job.rules) }
    case "separate":
      return { kind: "separated", separation: separate(job.base, job.rows, job.rules) }
    default:
      return never(job)
  }
}

function answerOrSayWhyNot(job: CompactionJob): CompactionAnswer {
  try {
    return answer(job)
  } catch (error) {
    return { kind: "failed", message: String(error) }
  }
}

parentPort?.on("message", (job: CompactionJob) => {
  // Rules are sets, which arrive as they were sent.
  parentPort?.postMessage(answerOrSayWhyNot(job))
})
