import { spawnSync } from "node:child_process"
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join, resolve } from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"
import { CannotStart } from "./ports/cannot-start.ts"

const ROOT = resolve(import.meta.dirname, "../..")
const DIST = join(ROOT, "client/dist")
/** Written last: without it a build was cut short. */
const DONE = join(DIST, ".built")
const SOURCES = [
  "client/{src,public,worker}/**/*",
  "client/index.html",
  "packages/*/src/**/*",
  "vite.config.ts",
  "package-lock.json",
]

/** Builds the page with vite when it is missing or older than its sources. Throws `CannotStart` when that fails. */
export function buildPageIfStale(): void {
  if (!isStale()) return
  process.stdout.write("Building the page …\n")
  const require = createRequire(import.meta.url)
  const vite = join(dirname(require.resolve("vite/package.json")), "bin/vite.js")
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: ROOT })
  if (status !== 0) throw new CannotStart(`The page could not be built: ${firstLine(`${stderr}\n${stdout}`)}`)
  compress()
  writeFileSync(DONE, "")
}

function isStale(): boolean {
  if (!existsSync(DONE) || !existsSync(join(DIST, "index.html"))) return true
  const built = statSync(DONE).mtimeMs
  return globSync(SOURCES, { cwd: ROOT }).some(file => statSync(join(ROOT, file)).mtimeMs > built)
}

/** Text compresses to a quarter; doing it once here costs a request nothing. */
function compress(): void {
  for (const file of globSync("**/*.{js,css,svg,json,html}", { cwd: DIST })) {
    const path = join(DIST, file)
    const bytes = readFileSync(path)
    if (bytes.length < 1024) continue
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
    writeFileSync(`${path}.gz`, gzipSync(bytes))
  }
}

const firstLine = (text: string): string => text.split("\n").find(line => line.trim() !== "") ?? "vite said nothing"
