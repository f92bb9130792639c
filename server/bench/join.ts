import * as Y from "yjs"
import { ASK_ALL, connect, isSynced } from "./client.ts"
import { figure } from "./figures.ts"
import { ServerProcess } from "./server-process.ts"

const FILE = "large"
const SIZE = 5 * 1024 * 1024
/** One message may have 4 MB. */
const PART = 512 * 1024

/** A document of 5 MB: 100 characters a paragraph, as a person writes. */
async function fill(server: ServerProcess): Promise<number> {
  const doc = new Y.Doc()
  const writer = await connect(server.port, FILE)
  let written = 0
  doc.on("update", (update: Uint8Array) => {
    written += update.length
    const length = [(update.length & 127) | 128, ((update.length >> 7) & 127) | 128, update.length >> 14]
    writer.send(Buffer.concat([Uint8Array.of(0, 2, ...length), update]))
  })
  const content = doc.getXmlFragment("content")
  for (let line = 0; written < SIZE; ) {
    doc.transact(() => {
      for (let bytes = 0; bytes < PART; bytes += 130) {
        const paragraph = new Y.XmlElement("paragraph")
        paragraph.insert(0, [new Y.XmlText(`${line++} `.padEnd(100, "the quick brown fox "))])
        content.insert(content.length, [paragraph])
      }
    })
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  // The checkpoint is made when nobody has written for a while; a joiner then gets it as it is.
  await new Promise(resolve => setTimeout(resolve, 6000))
  writer.end()
  return written
}

async function joinAll(
  server: ServerProcess,
  clients: number,
  conditions: Readonly<Record<string, unknown>>,
): Promise<void> {
  const [cpu, start] = [server.cpu(), performance.now()]
  const times = await Promise.all(Array.from({ length: clients }, () => joinOnce(server.port, start)))
  const bytes = times.map(time => time.bytes)
  if (Math.min(...bytes) < SIZE) throw new Error("a joiner did not get the whole document")
  figure("join of a 5 MB document, until all have it", Math.max(...times.map(time => time.ms)), "ms", {
    clients,
    ...conditions,
  })
  figure("join of a 5 MB document, server processor time in all", server.cpu() - cpu, "ms", { clients, ...conditions })
}

async function joinOnce(port: number, start: number): Promise<{ readonly ms: number; readonly bytes: number }> {
  let synced: () => void = () => {}
  const done = new Promise<void>(resolve => {
    synced = resolve
  })
  const client = await connect(port, FILE, message => {
    if (isSynced(message)) synced()
  })
  client.send(ASK_ALL)
  await done
  const ms = performance.now() - start
  client.end()
  return { ms, bytes: client.bytes }
}

/** Joins by one and by a hundred, from a server that has just started (cold) and one that has it at hand (warm). */
export async function joins(): Promise<void> {
  const seeded = await ServerProcess.start()
  const bytes = await fill(seeded)
  await seeded.stop()
  for (const clients of [1, 100]) {
    const server = await ServerProcess.start(seeded.data)
    await new Promise(resolve => setTimeout(resolve, 1000))
    await joinAll(server, clients, { state: "cold", bytes })
    await joinAll(server, clients, { state: "warm", bytes })
    await server.stop()
  }
  await seeded.remove()
}
