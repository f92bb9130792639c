import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { chromium } from "@playwright/test"

/** What Chromium is started with everywhere: no sandbox (tests run as root in CI), and no calls to its maker. */
export const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
]

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
]
/** A download that takes longer than this is taken for one that cannot be had. */
const DOWNLOAD = 5 * 60_000

/**
 * The path of a Chromium that starts: the one named by CHROMIUM, Playwright's own if it is there, the system's, Playwright's own
 * downloaded now, or, as root on Debian, the one from its packages. Throws when there is none to be had.
 */
export async function findBrowser(say: (line: string) => void): Promise<string> {
  const named = process.env.CHROMIUM
  if (named !== undefined) return named
  const own = chromium.executablePath()
  for (const path of [own, ...SYSTEM]) if (await starts(path)) return path
  say("No browser here: Playwright downloads one.")
  if (tries(() => run(process.execPath, [playwrightCli(), "install", "chromium"], DOWNLOAD)) && (await starts(own)))
    return own
  say("It could not be downloaded, or does not start: Debian's packages are asked.")
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    tries(() => run("apt-get", ["update"], DOWNLOAD))
    tries(() =>
      run("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"], 2 * DOWNLOAD),
    )
    for (const path of SYSTEM) if (await starts(path)) return path
  }
  throw new Error("No Chromium: install one, or name one with CHROMIUM=/path/to/chromium")
}

async function starts(path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  try {
    const browser = await chromium.launch({ executablePath: path, args: CHROMIUM_FLAGS })
    await browser.close()
    return true
  } catch {
    // A browser without its system libraries: the next one is tried.
    return false
  }
}

const run = (command: string, args: readonly string[], timeout: number) =>
  execFileSync(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    timeout,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  })

function tries(act: () => unknown): boolean {
  try {
    act()
    return true
  } catch {
    // What it printed says why; the caller goes on to the next way.
    return false
  }
}

const playwrightCli = () =>
  join(dirname(createRequire(import.meta.url).resolve("@playwright/test/package.json")), "cli.js")
