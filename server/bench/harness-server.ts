import { openServer } from "./open-server.ts"

/** The server that the shared harness (`bench/sync`) starts: `PORT` and `DIR` from the environment, ends on SIGTERM. */
const server = await openServer(process.env.DIR ?? "data", Number(process.env.PORT ?? 0))
await server.listen()
process.on("SIGTERM", () => void server.close().then(() => process.exit(0)))
