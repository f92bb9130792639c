import { buildPageIfStale } from "./build-page.ts"
import { orOneLine } from "./run.ts"

/** `npm start`: the page, built when it is missing or older than its sources, and the server that serves it. */
await orOneLine(buildPageIfStale)
await import("./main.ts")
