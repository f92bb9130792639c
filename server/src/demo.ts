import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buildPageIfStale } from "./build-page.ts"
import { DEMO_PASSWORD, PEOPLE } from "./demo/company.ts"
import { DemoClock, fill } from "./demo/fill.ts"
import { orOneLine, run, say } from "./run.ts"

/** `npm run demo`: a sample company to look at, on a data folder that goes when the server ends. */
await orOneLine(buildPageIfStale)
const folder = mkdtempSync(join(tmpdir(), "sheaf-demo-"))
process.on("exit", () => rmSync(folder, { recursive: true, force: true }))
const clock = new DemoClock()
const { address } = await run(
  { ...process.env, SHEAF_DATA: folder },
  { overrides: { clock }, prepare: ({ app }) => fill(app, clock) },
)
say(`The sample company is at ${address}; all of it goes when this ends.`)
say(`Everybody's password is: ${DEMO_PASSWORD}`)
for (const { name, email, is } of Object.values(PEOPLE)) say(`  ${email.padEnd(28)} ${name}, ${is}`)
