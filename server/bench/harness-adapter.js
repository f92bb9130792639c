// Sheaf in the shared harness: copy this file to adapters/sheaf.js there and say where this repository is with REPO.
import path from "node:path"

const repo = process.env.REPO ?? path.resolve("../../../main")
const cookie = `sheaf_session=${"bench".padEnd(43, "0")}`

export default {
  name: "sheaf",
  wire: "yws",
  persisted: true,
  path: doc => `/sync/${doc}`,
  headers: { cookie },
  procs: ({ port, dir, prof }) => [
    {
      role: "server",
      cmd: path.join(repo, "node_modules/.bin/node"),
      args: [
        ...(prof ? ["--cpu-prof", "--cpu-prof-dir", prof] : []),
        "--max-semi-space-size=4",
        path.join(repo, "server/bench/harness-server.ts"),
      ],
      cwd: repo,
      env: { PORT: String(port), DIR: dir },
      waitPort: port,
    },
  ],
}
