import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { dirname, join, resolve } from "node:path"

/** `npm run dev`: the page with hot reload from vite, which passes on to the server; the server restarts when its sources change. */
const root = resolve(import.meta.dirname, "../..")
const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js")
const commands = [
  ["--watch", "--watch-preserve-output", "server/src/main.ts"],
  [vite, "dev"],
]
const children = commands.map(args => spawn(process.execPath, args, { cwd: root, stdio: "inherit" }))

const end = (): void => {
  for (const child of children) child.kill("SIGTERM")
}
process.on("SIGINT", end)
process.on("SIGTERM", end)
for (const child of children) child.on("exit", end)
