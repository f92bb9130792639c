import { fromMarkdown, schema } from "@sheaf/doc"
import type { FileId } from "@sheaf/domain"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { yXmlFragmentToProseMirrorRootNode } from "y-prosemirror"
import * as Y from "yjs"
import { DEMO_PASSWORD, PEOPLE } from "../src/demo/company.ts"
import { DOCUMENTS } from "../src/demo/documents.ts"
import { DemoClock, fill } from "../src/demo/fill.ts"
import { startServer, type TestServer, type Visitor } from "./running-server.ts"

describe("the sample company", () => {
  let server: TestServer
  let emma: Visitor
  beforeAll(async () => {
    const clock = new DemoClock()
    server = await startServer({ clock })
    await fill(server.server.app, clock)
    emma = server.visitor()
    await emma.post("/api/session", { email: PEOPLE.emma.email, password: DEMO_PASSWORD })
  })
  afterAll(() => server.close())

  it("everybody in it can sign in", async () => {
    for (const { email, name, standing } of Object.values(PEOPLE)) {
      const answer = await server.visitor().post("/api/session", { email, password: DEMO_PASSWORD })
      expect(answer.body.person).toMatchObject({ name, standing })
    }
  })

  it("each sees what is shared with them, the newest first", async () => {
    const { files } = (await emma.get("/api/files")).body
    expect(files[0].title).toBe("Team notes, this week")
    expect(files.length).toBe(DOCUMENTS.filter(one => one.owner === "emma" || "emma" in one.shared).length - 1)
    expect((await emma.get("/api/files?view=trash")).body.files.length).toBe(1)
  })

  it("every document holds what was written, each piece under its writer's name, in the product's own schema", async () => {
    const { files } = (await emma.get("/api/files")).body
    for (const { id, title } of files as { id: FileId; title: string }[]) {
      const rows = await server.server.app.store.readSince(id, 0, 100)
      const written = DOCUMENTS.find(one => one.title === title)?.written ?? []
      expect(rows.length).toBe(written.length)
      const doc = new Y.Doc()
      for (const row of rows) Y.applyUpdate(doc, row.update)
      expect([...doc.share.keys()]).toEqual(["content"])
      const root = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment("content"), schema)
      root.check()
      const markdown = written.flatMap(({ parts }) => parts.filter(part => typeof part === "string"))
      const lines = markdown.flatMap(text => fromMarkdown(text).content).map(block => block.textContent)
      for (const line of lines) expect(root.textContent).toContain(line)
    }
  })

  it("its pictures are served", async () => {
    const { files } = (await emma.get("/api/files")).body
    const review = files.find((file: { title: string }) => file.title === "第一季度销售回顾")
    const doc = new Y.Doc()
    for (const row of await server.server.app.store.readSince(review.id, 0, 100)) Y.applyUpdate(doc, row.update)
    const src = /src="([^"]+)"/.exec(doc.getXmlFragment("content").toString())?.[1] ?? ""
    expect((await emma.get(src)).headers.get("content-type")).toBe("image/svg+xml")
  })
})
