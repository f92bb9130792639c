import { fileURLToPath } from "node:url"
import type { Plugin } from "vite"
import { defineConfig } from "vitest/config"

const client = fileURLToPath(new URL("client", import.meta.url))

/** Writes the names of all files of a build into the service worker, which keeps them on the device. */
function tellServiceWorker(): Plugin {
  return {
    name: "tell-service-worker",
    enforce: "post",
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter(name => name.startsWith("assets/") && !name.endsWith(".map"))
      const worker = bundle["service-worker.js"]
      if (worker?.type !== "chunk") throw new Error("the build has no service worker")
      worker.code = `const SHEAF_BUILD = ${JSON.stringify(files.map(name => `/${name}`))};\n${worker.code}`
    },
  }
}

/** One file for both: how the page is built and served while developing, and where the tests are. */
export default defineConfig({
  root: client,
  plugins: [tellServiceWorker()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    sourcemap: true,
    // The editor is one part of 500 kB that is loaded when a document opens; splitting it further would only add round trips.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: { index: `${client}/index.html`, "service-worker": `${client}/worker/service-worker.ts` },
      output: {
        // Its address must stay: the browser asks there for a newer one.
        entryFileNames: chunk => (chunk.name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
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
