import { CODE_LANGUAGES, codeLanguage, setAttrs } from "@sheaf/doc"
import type { Node } from "prosemirror-model"
import type { EditorView, NodeView, ViewMutationRecord } from "prosemirror-view"
import { onLanguage, words } from "../i18n/language.ts"

/** A code block under a bar with its language and a button that copies it. */
export class CodeView implements NodeView {
  readonly dom = document.createElement("div")
  readonly contentDOM = document.createElement("code")
  readonly #bar = document.createElement("div")
  readonly #languages = document.createElement("select")
  readonly #copy = document.createElement("button")
  readonly #view: EditorView
  readonly #pos: () => number | undefined
  readonly #stopWords: () => void
  #node: Node

  constructor(node: Node, view: EditorView, pos: () => number | undefined) {
    this.#node = node
    this.#view = view
    this.#pos = pos
    this.dom.className = "code-block"
    this.#bar.className = "code-bar"
    this.#bar.contentEditable = "false"
    this.contentDOM.spellcheck = false
    this.#copy.type = "button"
    this.#copy.addEventListener("click", this.#copyText)
    this.#languages.addEventListener("change", this.#choose)
    this.#bar.append(this.#languages, this.#copy)
    const pre = document.createElement("pre")
    pre.append(this.contentDOM)
    this.dom.append(this.#bar, pre)
    this.#stopWords = onLanguage(() => this.#draw())
    this.#draw()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const changed = node.attrs.language !== this.#node.attrs.language
    this.#node = node
    if (changed) this.#draw()
    return true
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof globalThis.Node && this.#bar.contains(event.target)
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target)
  }

  destroy(): void {
    this.#stopWords()
  }

  #draw(): void {
    const { code } = words().doc
    const now = codeLanguage(this.#node.attrs.language) ?? "plain"
    const known: readonly string[] = CODE_LANGUAGES
    const names = known.includes(now) ? known : [now, ...known]
    this.#languages.replaceChildren(
      ...names.map(name => new Option(name === "plain" ? code.plain : name, name, false, name === now)),
    )
    this.#languages.disabled = !this.#view.editable
    this.#languages.setAttribute("aria-label", code.language)
    this.#copy.textContent = code.copy
  }

  readonly #choose = (): void => {
    const pos = this.#pos()
    const { value } = this.#languages
    const language = value === "plain" ? null : value
    if (pos !== undefined) setAttrs(pos, "code_block", { language })(this.#view.state, this.#view.dispatch)
    this.#view.focus()
  }

  readonly #copyText = async (): Promise<void> => {
    await navigator.clipboard.writeText(this.#node.textContent)
    this.#copy.textContent = words().doc.code.copied
    setTimeout(() => {
      this.#copy.textContent = words().doc.code.copy
    }, 1500)
  }
}
