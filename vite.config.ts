import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const client = fileURLToPath(new URL("client", import.meta.url))

/** One file for both: how the page is built and served while developing, and where the tests are. */
export default defineConfig({
  root: client,
  build: { outDir: "dist", emptyOutDir: true, target: "es2023", sourcemap: true },
  server: {
    proxy: Object.fromEntries(
      ["/api", "/sync", "/live"].map(path => [path, { target: "http://127.0.0.1:3000", ws: true }]),
    ),
  },
  test: {
    root: fileURLToPath(new URL(".", import.meta.url)),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["packages/*.test.ts", "packages/*/src/**/*.test.ts", "client/src/**/*.test.ts"],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "server",
          include: ["server/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
