import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { startServer, type TestServer, type Visitor } from "./running-server.ts"
import { until } from "./socket-client.ts"

/** The provider as its package ships it; only the cookie is added, as a browser would. */
class Plain {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  closed: { code: number } | undefined

  constructor(url: string, who: Visitor, file: string) {
    const headers = who.headers
    class WithCookie extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers })
      }
    }
    const socket = WithCookie as unknown as typeof globalThis.WebSocket
    this.provider = new WebsocketProvider(`${url.replace("http", "ws")}/sync`, file, this.doc, {
      WebSocketPolyfill: socket,
      disableBc: true,
    })
    this.provider.on("closed", event => {
      this.closed = event
    })
  }

  get text(): string {
    return this.doc.getXmlFragment("content").toString()
  }

  write(text: string): void {
    const paragraph = new Y.XmlElement("paragraph")
    paragraph.insert(0, [new Y.XmlText(text)])
    this.doc.getXmlFragment("content").push([paragraph])
  }

  names(): string[] {
    return [...this.provider.awareness.getStates().values()].map(state => state.user?.name ?? "unnamed")
  }
}

describe("an unmodified y-websocket provider", () => {
  let server: TestServer
  let ann: Visitor
  let bo: Visitor
  let file: string
  const plains: Plain[] = []
  const plain = (who: Visitor): Plain => {
    const made = new Plain(server.url, who, file)
    plains.push(made)
    return made
  }

  beforeEach(async () => {
    server = await startServer()
    ann = await server.setUp()
    bo = await server.join(ann, "Bo")
    file = await ann.document()
  })
  afterEach(async () => {
    for (const { provider } of plains.splice(0)) provider.destroy()
    await server.close()
  })

  it("reads, writes, merges what was written offline, and gets complete content at once", async () => {
    await ann.share(file, bo, "editor")
    const [a, b] = [plain(ann), plain(bo)]
    await until(() => a.provider.synced && b.provider.synced, "synced")
    a.write("from a")
    await until(() => b.text.includes("from a"), "b has it")
    b.provider.disconnect()
    b.write("offline")
    a.write("meanwhile")
    b.provider.connect()
    await until(() => a.text === b.text && a.text.includes("offline") && a.text.includes("meanwhile"), "merged")
    const late = plain(ann)
    await until(() => late.provider.synced, "synced")
    expect(late.text).toBe(a.text)
  })

  it("sees others with the names that the server knows, and sees them go", async () => {
    await ann.share(file, bo, "viewer")
    const [a, b] = [plain(ann), plain(bo)]
    await until(() => a.provider.synced && b.provider.synced, "synced")
    b.provider.awareness.setLocalStateField("user", { name: "somebody else" })
    a.provider.awareness.setLocalStateField("cursor", { anchor: 1 })
    await until(() => a.names().includes("Bo") && b.names().includes("Ann"), "names")
    b.provider.destroy()
    await until(() => !a.names().includes("Bo"), "gone")
  })

  it("is refused as a viewer when it writes, for good", async () => {
    await ann.share(file, bo, "viewer")
    const b = plain(bo)
    await until(() => b.provider.synced, "synced")
    b.write("not allowed")
    await until(() => b.closed, "closed")
    expect(b.closed?.code).toBe(4403)
    expect(b.provider.shouldConnect).toBe(false)
  })

  it("a viewer who repeats a document with deletes is not refused", async () => {
    await ann.share(file, bo, "viewer")
    const a = plain(ann)
    await until(() => a.provider.synced, "synced")
    a.write("gone")
    a.write("kept")
    a.doc.getXmlFragment("content").delete(0, 1)
    const b = plain(bo)
    await until(() => b.text.includes("kept"), "content")
    b.provider.disconnect()
    b.provider.connect()
    await until(() => b.provider.synced, "synced again")
    expect(b.closed).toBeUndefined()
  })
})
