import { machine } from "./figures.ts"
import { joins } from "./join.ts"
import { latency, manyDocuments, saturation, wide } from "./live.ts"
import { pinLoad, ServerProcess } from "./server-process.ts"

/**
 * `npm run bench`: the product's own figures, one JSON line each. The server runs on one core and the load on another, both on
 * loopback; every figure with a fresh server. Figures of one run belong together: they differ by a quarter from run to run.
 */
const benches: Readonly<Record<string, (server: ServerProcess) => Promise<void>>> = {
  saturation10: server => saturation(server, 10),
  saturation50: server => saturation(server, 50),
  saturation200: server => saturation(server, 200),
  wide1000: server => wide(server, 1000),
  latency2: server => latency(server, 1),
  latency50: server => latency(server, 50),
  latency500: server => latency(server, 500),
  memory2000: server => manyDocuments(server, 2000),
}

pinLoad()
machine()
const only = process.argv[2]
for (const [name, bench] of Object.entries(benches)) {
  if (only !== undefined && !name.startsWith(only)) continue
  const server = await ServerProcess.start()
  try {
    await bench(server)
  } finally {
    await server.remove()
  }
}
if (only === undefined || only === "join") await joins()
