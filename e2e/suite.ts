import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { join, resolve } from "node:path"
import { findBrowser } from "./browser.ts"

/**
 * `npm test`: types and layers, style, unit, whole-server and browser tests, in that order, each only when the one before is green. The last
 * line counts them: `N passed, N failed, N skipped`. `--long` runs the random tests much longer.
 */

const ROOT = resolve(import.meta.dirname, "..")
const REPORTS = join(ROOT, ".cache/reports")
const LONG = process.argv.includes("--long")

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}
const NONE: Count = { passed: 0, failed: 0, skipped: 0 }

interface Step {
  readonly name: string
  /** Arguments for Node: the program's entry and its own arguments. */
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Reads the report that the step wrote; a step without one counts as one test. */
  readonly count?: () => Count
}

const bin = (name: string) => join(ROOT, "node_modules", name)
const say = (line: string): void => void process.stdout.write(`${line}\n`)

function run({ name, args, env = {}, count }: Step): Count {
  say(`\n== ${name}`)
  const started = performance.now()
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  })
  const found = count?.() ?? { ...NONE, passed: status === 0 ? 1 : 0 }
  say(`== ${name}: ${Math.round((performance.now() - started) / 1000)} s`)
  // A runner that ends badly without a failed test (a crash, a broken file) has failed all the same.
  return status === 0 ? found : { ...found, failed: Math.max(1, found.failed) }
}

function vitest(project: string): Step {
  const report = join(REPORTS, `${project}.json`)
  return {
    name: project === "unit" ? "layers and unit tests" : "whole-server tests",
    args: [
      bin("vitest/vitest.mjs"),
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    env: LONG ? { COHORT_HISTORIES: "100000", PROPERTY_RUNS: "20" } : {},
    count: () => {
      const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = reportIn(report)
      return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
    },
  }
}

function playwright(browser: string): Step {
  const report = join(REPORTS, "browser.json")
  return {
    name: "browser tests",
    args: [bin("@playwright/test/cli.js"), "test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"],
    env: { CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    count: () => {
      const { stats = {} } = reportIn(report)
      return {
        passed: stats.expected ?? 0,
        failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0),
        skipped: stats.skipped ?? 0,
      }
    },
  }
}

interface Report {
  readonly numPassedTests?: number
  readonly numFailedTests?: number
  readonly numPendingTests?: number
  readonly stats?: {
    readonly expected?: number
    readonly unexpected?: number
    readonly flaky?: number
    readonly skipped?: number
  }
}

const reportIn = (path: string): Report => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {})

const add = (a: Count, b: Count): Count => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

async function* steps(): AsyncGenerator<Step> {
  yield { name: "types", args: [bin("typescript/bin/tsc"), "-b"] }
  yield { name: "style", args: [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."] }
  yield vitest("unit")
  yield vitest("server")
  if (LONG) return
  yield { name: "page", args: [bin("vite/bin/vite.js"), "build"] }
  yield playwright(await findBrowser(say))
}

rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })
let total = NONE
for await (const step of steps()) {
  total = add(total, run(step))
  if (total.failed > 0) break
}
say(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
// What is skipped in CI is a check that nobody sees fail.
if (total.failed > 0 || (process.env.CI === "true" && total.skipped > 0)) process.exitCode = 1
