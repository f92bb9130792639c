import { Refused } from "@sheaf/domain"
import { Emitter, type Stop } from "@sheaf/std"
import type { Blob } from "@sheaf/wire"
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness"
import * as Y from "yjs"
import { setLanguage, words } from "../i18n/language.ts"
import "../styles/tokens.css"
import "./editor.ts"
import "./outline-list.ts"
import type { Replica } from "./ports.ts"
import "./status.ts"

/**
 * Two replicas of one document in one page, joined in memory: what the tests of the editor drive. Not part of the product's build.
 * What one side writes reaches the other at once, or when {@link Side.flow} is called after {@link Side.stop}.
 */
class Side implements Replica {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  /** Every update that this side made itself, as the server would get it. */
  readonly sent = new Emitter<Uint8Array>()
  written = 0
  held = 0
  #waiting: Uint8Array[] = []
  #stopped = false

  constructor(user: { id: string; name: string; colour: number }) {
    this.awareness.setLocalStateField("user", user)
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      this.written++
      this.sent.emit(update)
    })
  }

  receive(update: Uint8Array): void {
    if (this.held > 0 || this.#stopped) this.#waiting.push(update)
    else Y.applyUpdate(this.doc, update, this)
  }

  hold(): Stop {
    this.held++
    let done = false
    return () => {
      if (!done) this.held--
      done = true
      this.#drain()
    }
  }

  /** The network goes: nothing arrives until {@link flow}. */
  stop(): void {
    this.#stopped = true
  }

  flow(): void {
    this.#stopped = false
    this.#drain()
  }

  #drain(): void {
    while (this.held === 0 && !this.#stopped) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      Y.applyUpdate(this.doc, next, this)
    }
  }
}

const a = new Side({ id: "a", name: "王芳", colour: 1 })
const b = new Side({ id: "b", name: "Ben Carter", colour: 2 })
join(a, b)
join(b, a)

function join(from: Side, to: Side): void {
  from.sent.on(update => to.receive(update))
  from.awareness.on("update", ({ added, updated, removed }: Record<"added" | "updated" | "removed", number[]>) => {
    const update = encodeAwarenessUpdate(from.awareness, [...added, ...updated, ...removed])
    applyAwarenessUpdate(to.awareness, update, from)
  })
}

/** Pictures that the playground stored, and how the next one fares. */
const pictures = { next: "store" as "store" | "refuse" | "wait", stored: 0, settle: () => {} }

async function storePicture(file: globalThis.Blob): Promise<Blob> {
  if (pictures.next === "refuse") throw new Refused("not-an-image")
  if (pictures.next === "wait") {
    await new Promise<void>(resolve => {
      pictures.settle = resolve
    })
  }
  pictures.stored++
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer())
  const id = [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("")
  const url = `/api/files/playground/blobs/${id}`
  return { id: id as Blob["id"], url, type: file.type, size: file.size, width: 320, height: 180 }
}

function editor(side: Side, id: string) {
  const element = document.createElement("sheaf-editor")
  element.id = id
  element.replica = side
  element.editable = true
  element.storePicture = storePicture
  return element
}

const style = document.createElement("style")
style.textContent = `
  body { margin: 0; background: var(--page); color: var(--text); font-family: var(--font-sans); }
  main { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; padding: 24px 56px 120px; }
  main.single { grid-template-columns: minmax(0, 760px); justify-content: center; }
  main.single #b { display: none; }
  sheaf-editor { display: block; min-width: 0; padding: 32px 48px; background: var(--surface); }
  sheaf-outline { position: fixed; left: 24px; top: 48px; width: 220px; }
  sheaf-doc-status { position: fixed; right: 16px; bottom: 8px; }
  @media (max-width: 1199px) { sheaf-outline { display: none; } }
  main:not(.single) ~ sheaf-outline { display: none; }
  @media (max-width: 720px) { main, main.single { grid-template-columns: minmax(0, 1fr); padding: 0; } sheaf-editor { padding: 16px; } }
`
document.head.append(style)
const main = document.createElement("main")
main.append(editor(a, "a"), editor(b, "b"))
document.body.append(main)

const outline = document.createElement("sheaf-outline")
const status = document.createElement("sheaf-doc-status")
outline.editor = status.editor = main.querySelector<HTMLElementTagNameMap["sheaf-editor"]>("#a") ?? undefined
document.body.append(outline, status)

const playground = { a, b, Y, pictures, setLanguage, words, main }
export type Playground = typeof playground
declare global {
  interface Window {
    playground: Playground
  }
}
window.playground = playground
