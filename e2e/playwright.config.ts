import { defineConfig } from "@playwright/test"
import { CHROMIUM_FLAGS } from "./browser.ts"

/** Real Chromium, one test at a time: the machines that run this are small, and a test of timing must have them to itself. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.e2e.ts",
  outputDir: "../test-results",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    locale: "en-GB",
    launchOptions: {
      ...(process.env.CHROMIUM === undefined ? {} : { executablePath: process.env.CHROMIUM }),
      args: CHROMIUM_FLAGS,
    },
  },
})
