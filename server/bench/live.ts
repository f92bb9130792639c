import { CONTENT_RULES, Cursor, scan } from "@sheaf/sync"
import { ASK_ALL, type Client, connect, isUpdate } from "./client.ts"
import { figure, percentiles } from "./figures.ts"
import type { ServerProcess } from "./server-process.ts"
import { Typist } from "./typist.ts"

const RULES = { ...CONTENT_RULES.document, roots: { has: () => true }, elementsUnderRoot: false }
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** Clocks that an update message reaches, by client. */
function reached(
  message: Uint8Array,
): readonly { readonly client: number; readonly from: number; readonly end: number }[] {
  const { blocks } = scan(new Cursor(message, 2).view(), RULES, () => Number.MAX_SAFE_INTEGER)
  return blocks.map(({ client, clock, end }) => ({ client, from: clock, end }))
}

/** How far each client's keystrokes have come to one reader. */
class Progress {
  readonly #ends = new Map<number, number>()
  total = 0

  note(message: Uint8Array, each: (client: number, from: number, to: number) => void = () => {}): void {
    if (!isUpdate(message)) return
    for (const { client, end } of reached(message)) {
      const before = this.#ends.get(client) ?? 0
      if (end <= before) continue
      this.#ends.set(client, end)
      this.total += end - before
      each(client, before, end)
    }
  }
}

/**
 * Accepted and delivered updates a second: one document, `readers`, five writers, each as fast as the slowest reader follows. All readers
 * get the same bytes, so one is read closely and the others are held to its count of bytes.
 */
export async function saturation(server: ServerProcess, readers: number): Promise<void> {
  const file = `sat-${readers}`
  const progress = new Progress()
  const first = await connect(server.port, file, message => progress.note(message))
  const others = await Promise.all(Array.from({ length: readers - 1 }, () => connect(server.port, file)))
  const writers = await Promise.all(Array.from({ length: 5 }, () => connect(server.port, file)))
  const typists = writers.map(() => new Typist())
  await pause(200)
  const start = others.map(reader => reader.bytes - first.bytes)
  let running = true
  const WINDOW = 2000
  const sent = () => typists.reduce((sum, typist) => sum + typist.count, 0)
  const behind = () => Math.max(...others.map((reader, i) => first.bytes + (start[i] ?? 0) - reader.bytes), 0)
  const load = (async () => {
    while (running) {
      const room = WINDOW - (sent() - progress.total)
      if (room > 100 && behind() < 1_000_000)
        for (const [i, writer] of writers.entries())
          writer.sendAll(Array.from({ length: Math.ceil(room / 5) }, () => typists[i]?.key() ?? ASK_ALL))
      await new Promise(resolve => setImmediate(resolve))
    }
  })()
  await pause(1000)
  const [from, at, cpu] = [progress.total, performance.now(), server.cpu()]
  await pause(3000)
  const seconds = (performance.now() - at) / 1000
  const rate = (progress.total - from) / seconds
  const conditions = { readers, writers: 5, serverCpuPercent: Math.round((server.cpu() - cpu) / seconds / 10) }
  running = false
  await load
  figure("updates accepted", rate, "1/s", conditions)
  figure("updates delivered", rate * readers, "1/s", conditions)
  for (const client of [first, ...others, ...writers]) client.end()
}

/** Keystroke to durable to the other reader: five writers at 20 keys a second, `readers` readers of one document. */
export async function latency(server: ServerProcess, readers: number): Promise<void> {
  const file = `lat-${readers}`
  const sentAt = new Map<number, number[]>()
  const took: number[] = []
  const read = () => {
    const progress = new Progress()
    return (message: Uint8Array) =>
      progress.note(message, (client, from, to) => {
        const now = performance.now()
        for (let clock = from; clock < to; clock++) took.push(now - (sentAt.get(client)?.[clock] ?? now))
      })
  }
  const all = await Promise.all(Array.from({ length: readers }, () => connect(server.port, file, read())))
  const writers = await Promise.all(Array.from({ length: 5 }, () => connect(server.port, file)))
  const rounds = 80
  await Promise.all(
    writers.map(async (writer, w) => {
      const typist = new Typist()
      const times: number[] = []
      sentAt.set(typist.client, times)
      await pause(w * 10)
      for (let i = 0; i < rounds; i++) {
        times.push(performance.now())
        writer.send(typist.key())
        await pause(50)
      }
    }),
  )
  await pause(300)
  percentiles("keystroke to peer, durable", took, { readers, writers: 5, keysPerSecond: 20 })
  for (const client of [...all, ...writers]) client.end()
}

/** Many documents with two people each: what each costs in memory, and keystrokes in processor time. */
export async function manyDocuments(server: ServerProcess, documents: number): Promise<void> {
  const before = server.memory()
  const files = Array.from({ length: documents }, (_, i) => `many-${i}`)
  const first = await inBatches(files, file => connect(server.port, file))
  const typists = files.map(() => new Typist())
  for (const [i, client] of first.entries()) client.send(typists[i]?.key() ?? ASK_ALL)
  await pause(2000)
  const open = server.memory()
  let heard = 0
  const second = await inBatches(files, file =>
    connect(server.port, file, message => {
      if (isUpdate(message)) heard++
    }),
  )
  await pause(2000)
  const both = server.memory()
  figure("memory for an open document with 2 connections", (both - before) / documents, "kB", { documents })
  figure("memory for an idle connection", (both - open) / documents, "kB", { documents })
  const [cpu, start] = [server.cpu(), performance.now()]
  const keys = 2400
  for (let i = 0; i < keys; i++) {
    const one = (i * 7919) % documents
    first[one]?.send(typists[one]?.key() ?? ASK_ALL)
    if (i % 4 === 3) await pause(Math.max(0, start + i * 2.5 - performance.now()))
  }
  await pause(500)
  if (heard < keys) throw new Error(`only ${heard} of ${keys} keystrokes arrived`)
  figure("processor time for 1,000 updates", ((server.cpu() - cpu) / keys) * 1000, "ms", {
    documents,
    updatesPerSecond: 400,
  })
  for (const client of [...first, ...second]) client.end()
}

/** As many updates as 1,000 documents with two people each take. */
export async function wide(server: ServerProcess, documents: number): Promise<void> {
  const files = Array.from({ length: documents }, (_, i) => `wide-${i}`)
  let heard = 0
  const writers = await inBatches(files, file => connect(server.port, file))
  const readers = await inBatches(files, file =>
    connect(server.port, file, message => {
      heard += updatesIn(message)
    }),
  )
  const typists = files.map(() => new Typist())
  let sent = 0
  let running = true
  const load = (async () => {
    while (running) {
      for (let i = 0; i < documents && sent - heard < 4000; i++) {
        writers[i]?.send(typists[i]?.key() ?? ASK_ALL)
        sent++
      }
      await new Promise(resolve => setImmediate(resolve))
    }
  })()
  await pause(1000)
  const [from, at] = [heard, performance.now()]
  await pause(3000)
  figure("updates accepted and delivered", (heard - from) / ((performance.now() - at) / 1000), "1/s", {
    documents,
    connectionsEach: 2,
  })
  running = false
  await load
  for (const client of [...writers, ...readers]) client.end()
}

function updatesIn(message: Uint8Array): number {
  return isUpdate(message) ? reached(message).reduce((sum, { from, end }) => sum + end - from, 0) : 0
}

async function inBatches<T>(list: readonly T[], act: (one: T) => Promise<Client>): Promise<Client[]> {
  const done: Client[] = []
  for (let i = 0; i < list.length; i += 50) done.push(...(await Promise.all(list.slice(i, i + 50).map(act))))
  return done
}
