import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { describe, expect, it } from "vitest"

const ROOT = resolve(import.meta.dirname, "..")

/** Who may import whom inside the project. Anything not named here is refused. `*` matches one folder. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "packages/std": [],
  "packages/domain": ["packages/std"],
  "packages/wire": ["packages/std", "packages/domain"],
  "packages/sync": ["packages/std", "packages/domain", "packages/wire"],
  "packages/doc": ["packages/std"],
  "server/src/ports": ["packages/std", "packages/domain", "packages/wire", "packages/sync"],
  "server/src/adapters": ["packages/std", "packages/domain", "packages/wire", "server/src/ports"],
  "server/src/app": ["packages/std", "packages/domain", "packages/wire", "server/src/ports"],
  "server/src/rooms": ["packages/std", "packages/domain", "packages/wire", "packages/sync", "server/src/ports"],
  "server/src/ws": [
    "packages/std",
    "packages/domain",
    "packages/wire",
    "packages/sync",
    "server/src/ports",
    "server/src/app",
    "server/src/rooms",
  ],
  "server/src/http": ["packages/std", "packages/domain", "packages/wire", "server/src/ports", "server/src/app"],
  "client/worker": [],
  "client/src/i18n": ["packages/std", "packages/domain", "packages/wire"],
  "client/src/styles": [],
  "client/src/net": ["packages/std", "packages/domain", "packages/wire", "packages/sync"],
  "client/src/state": ["packages/std", "packages/domain", "packages/wire", "client/src/net", "client/src/i18n"],
  "client/src/controller": ["packages/std", "client/src/i18n", "client/src/state", "client/src/styles"],
  "client/src/ui": ["packages/std", "client/src/i18n", "client/src/controller", "client/src/styles"],
  "client/src/files": ["@features"],
  "client/src/org": ["@features"],
  "client/src/doc": ["@features", "packages/doc", "packages/sync"],
  "client/src/app": ["@features", "packages/doc", "client/src/files", "client/src/org", "client/src/doc"],
}
const FEATURES = [
  "packages/std",
  "packages/domain",
  "packages/wire",
  "client/src/i18n",
  "client/src/styles",
  "client/src/net",
  "client/src/state",
  "client/src/controller",
  "client/src/ui",
]
/** They name everything: the object graph, the entries, and what runs the product from outside. */
const ALL_SEEING = ["server/src", "server/src/demo", "server/test", "server/bench", "client/src", "packages"]

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith(".ts"))
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter(file => !file.includes("node_modules"))

const layerOf = (file: string): string =>
  Object.keys(MAY_IMPORT).find(layer => file.startsWith(`${layer}/`)) ??
  (ALL_SEEING.some(folder => folder === dirname(file)) ? "@all" : file)

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8")
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g)].map(match => match[1] ?? "")
}

function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith("@sheaf/")) return specifier.replace("@sheaf/", "packages/")
  if (specifier.startsWith(".")) return relative(ROOT, resolve(ROOT, dirname(file), specifier))
  return undefined
}

function wrongWays(file: string): string[] {
  const layer = layerOf(file)
  if (layer === "@all") return []
  const allowed = (MAY_IMPORT[layer] ?? []).flatMap(name => (name === "@features" ? FEATURES : [name]))
  return importsOf(file).flatMap(specifier => {
    const target = targetOf(file, specifier)
    if (target === undefined || target.startsWith(`${layer}/`)) return []
    return allowed.some(name => target === name || target.startsWith(`${name}/`))
      ? []
      : [`${file} imports ${specifier}`]
  })
}

const sources = ["packages", "server", "client"]
  .flatMap(filesBelow)
  .filter(file => !/\.(test|contract)\.ts$/.test(file))

describe("layers", () => {
  it("every file imports only what its layer may", () => {
    expect(sources.length).toBeGreaterThan(30)
    expect(sources.flatMap(wrongWays)).toEqual([])
  })

  it("every source file belongs to a layer", () => {
    expect(sources.filter(file => layerOf(file) === file && !file.includes("/test/"))).toEqual([])
  })

  it("a wrong way is seen", () => {
    expect(targetOf("client/src/ui/button.ts", "../files/list.ts")).toBe("client/src/files/list.ts")
    expect(layerOf("client/src/ui/button.ts")).toBe("client/src/ui")
  })

  it("there are no runtime import circles", () => {
    const graph = new Map(sources.map(file => [file, runtimeImports(file)]))
    expect(circles(graph)).toEqual([])
  })
})

function runtimeImports(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8").replace(/import\s+type\s[^"']*["'][^"']+["']/g, "")
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)].map(match =>
    relative(ROOT, resolve(ROOT, dirname(file), match[1] ?? "")),
  )
}

function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(" -> "))
    if (done.has(file) || path.includes(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) walk(file, [])
  return found
}
