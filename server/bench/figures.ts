import { cpus } from "node:os"

/** Prints one figure as one JSON line: what, under which conditions, how much, in which unit. */
export function figure(
  name: string,
  value: number,
  unit: string,
  conditions: Readonly<Record<string, unknown>> = {},
): void {
  process.stdout.write(`${JSON.stringify({ figure: name, value: rounded(value), unit, ...conditions })}\n`)
}

const rounded = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

/** The value below which the part `p` (0 to 1) of the sorted `values` lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN
}

export function percentiles(
  name: string,
  values: readonly number[],
  conditions: Readonly<Record<string, unknown>>,
): void {
  for (const p of [50, 95, 99])
    figure(`${name} p${p}`, percentile(values, p / 100), "ms", { ...conditions, samples: values.length })
}

export function machine(): void {
  const [cpu] = cpus()
  process.stdout.write(`${JSON.stringify({ machine: cpu?.model, cores: cpus().length, node: process.version })}\n`)
}
