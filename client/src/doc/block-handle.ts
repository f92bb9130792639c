import { addLineBelow, blockWithChildren, deleteBlock, duplicateBlock, moveBlocks, outerBlock } from "@sheaf/doc"
import { css, html, LitElement, nothing, type TemplateResult } from "lit"
import { customElement, property, state } from "lit/decorators.js"
import { type Command, TextSelection } from "prosemirror-state"
import type { EditorView } from "prosemirror-view"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { type ActionId, action } from "./actions.ts"
import { BlockDrag } from "./block-drag.ts"
import { type DocIcon, icon } from "./icon.ts"
import { panel } from "./panel.css.ts"
import { placeBeside } from "./place.ts"
import { keepFocus, rove } from "./roving.ts"

const TURN_INTO: readonly ActionId[] = ["text", "h1", "h2", "h3", "bullet", "ordered", "task", "quote", "codeBlock"]

/** Beside the block under the pointer: one button adds a line below it, the other is dragged to move it or opens its menu. */
@customElement("sheaf-block-handle")
export class BlockHandle extends LitElement {
  static override readonly styles = [
    panel,
    css`
      :host {
        position: fixed;
        z-index: 20;
        display: flex;
      }
      .grip {
        display: grid;
        place-items: center;
        width: 22px;
        height: 26px;
        padding: 0;
        border-radius: var(--radius-control);
        color: var(--text-faint);
      }
      .grip:hover,
      .grip[aria-expanded="true"] {
        background: var(--surface-2);
        color: var(--text);
      }
      .grip.move {
        cursor: grab;
        touch-action: none;
      }
      .menu {
        position: fixed;
        z-index: 31;
        min-width: 180px;
        max-height: calc(100vh - 16px);
        overflow-y: auto;
        padding: 4px;
      }
      .menu button {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        width: 100%;
        min-height: 30px;
        padding: 0 var(--space-2);
        border-radius: var(--radius-control);
        text-align: start;
      }
      .menu button .icon {
        color: var(--text-2);
      }
      .menu button:is(:hover, :focus) {
        background: var(--surface-2);
      }
      .menu button.danger:is(:hover, :focus) {
        color: var(--red);
      }
      .menu .head {
        padding: var(--space-1) var(--space-2);
        color: var(--text-faint);
        font-size: var(--text-small);
      }
      .menu hr {
        margin: 4px 0;
        border: 0;
        border-top: 1px solid var(--line);
      }
    `,
  ]

  @property({ attribute: false }) view: EditorView | undefined
  @state() private block: HTMLElement | undefined
  @state() private open = false
  readonly localized = new Localized(this)
  readonly #drag = new BlockDrag()

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener("pointermove", this.#hover, { passive: true })
    window.addEventListener("scroll", this.#hide, { capture: true, passive: true })
    window.addEventListener("keydown", this.#hide)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener("pointermove", this.#hover)
    window.removeEventListener("scroll", this.#hide, { capture: true })
    window.removeEventListener("keydown", this.#hide)
    this.#drag.cancel()
  }

  override render(): TemplateResult | typeof nothing {
    if (this.block === undefined || this.view === undefined) return nothing
    const { block } = words().doc
    return html`
      <button class="grip" type="button" tabindex="-1" aria-label=${block.add} title=${block.add} @mousedown=${keepFocus} @click=${this.#add}>
        ${icon("plus")}
      </button>
      <button
        class="grip move"
        type="button"
        tabindex="-1"
        aria-label=${block.menu}
        title=${block.menu}
        aria-haspopup="menu"
        aria-expanded=${String(this.open)}
        @pointerdown=${this.#grab}
        @click=${this.#toggle}
      >
        ${icon("grip")}
      </button>
      ${this.open ? this.#menu() : nothing}
    `
  }

  #menu(): TemplateResult {
    const { actions, turnInto, block } = words().doc
    const line = (id: ActionId, drawing: DocIcon, run: () => void, kind = "") =>
      html`<button type="button" role="menuitem" class=${kind} data-action=${id} @click=${run}>${icon(drawing)}${actions[id]}</button>`
    return html`<div class="panel menu" role="menu" aria-label=${block.label} @keydown=${this.#key} @focusout=${this.#blurred}>
      <div class="head" role="presentation">${turnInto}</div>
      ${TURN_INTO.map(id => line(id, action(id).icon, () => this.#turn(action(id).run)))}
      <hr />
      ${line("duplicate", "copy", () => this.#with(duplicateBlock))} ${line("moveUp", "arrowUp", () => this.#turn(action("moveUp").run))}
      ${line("moveDown", "arrowDown", () => this.#turn(action("moveDown").run))}
      ${line("remove", "remove", () => this.#with(deleteBlock), "danger")}
    </div>`
  }

  protected override updated(): void {
    const block = this.block
    if (block === undefined) return
    const box = block.getBoundingClientRect()
    const line = Number.parseFloat(getComputedStyle(block).lineHeight) || 26
    const top = box.top + Number.parseFloat(getComputedStyle(block).paddingTop) + (Math.min(line, box.height) - 26) / 2
    const edge = this.view?.dom.getBoundingClientRect().left ?? box.left
    Object.assign(this.style, { left: `${Math.max(0, edge - 50)}px`, top: `${top}px` })
    const menu = this.shadowRoot?.querySelector<HTMLElement>(".menu")
    if (menu) placeBeside(menu, this.getBoundingClientRect(), "below", 4)
  }

  readonly #hover = (event: PointerEvent): void => {
    const view = this.view
    if (event.pointerType === "touch" || this.open || this.#drag.running) return
    if (view === undefined || view.isDestroyed || !view.editable || view.composing || event.buttons > 0) return
    if (event.composedPath().includes(this)) return
    const box = view.dom.getBoundingClientRect()
    const near = event.clientX > box.left - 60 && event.clientX < box.right + 20
    this.block = near ? blockAt(view, event.clientY) : undefined
  }

  readonly #hide = (event: Event): void => {
    if (this.open || this.#drag.running || event.composedPath().includes(this)) return
    this.block = undefined
  }

  #pos(): number | undefined {
    const view = this.view
    const block = this.block
    if (view === undefined || block === undefined || !view.dom.contains(block)) return undefined
    return outerBlock(view.state.doc, view.posAtDOM(block, 0))?.pos
  }

  readonly #add = (): void => this.#with(addLineBelow)

  /** Does something to the block at the handle. */
  #with(make: (pos: number) => Command): void {
    const pos = this.#pos()
    const view = this.view
    this.open = false
    if (pos === undefined || view === undefined) return
    make(pos)(view.state, view.dispatch, view)
    view.focus()
  }

  /** The same with a command that goes by the selection: it is put into the block first. */
  #turn(run: Command): void {
    const pos = this.#pos()
    const view = this.view
    this.open = false
    if (pos === undefined || view === undefined) return
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(pos + 1), 1)))
    run(view.state, view.dispatch, view)
    view.focus()
  }

  readonly #toggle = async (): Promise<void> => {
    if (this.#drag.moved) return
    this.open = !this.open
    await this.updateComplete
    this.#items()[0]?.focus()
  }

  readonly #grab = (event: PointerEvent): void => {
    const view = this.view
    const block = this.block
    if (view === undefined || block === undefined || event.button !== 0) return
    this.#drag.start(event, view, block, target => {
      const pos = this.#pos()
      if (pos === undefined) return
      const { from, to } = blockWithChildren(view.state.doc, pos)
      moveBlocks(from, to, target)(view.state, view.dispatch)
      this.block = undefined
      view.focus()
    })
  }

  #items(): readonly HTMLElement[] {
    return [...(this.shadowRoot?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])]
  }

  readonly #key = (event: KeyboardEvent): void => {
    event.stopPropagation()
    const next = rove(event, this.#items(), "column")
    if (event.key === "Escape") {
      this.open = false
      this.view?.focus()
    } else if (next === undefined) return
    else next.focus()
    event.preventDefault()
  }

  readonly #blurred = (event: FocusEvent): void => {
    if (!this.shadowRoot?.contains(event.relatedTarget as Node | null)) this.open = false
  }
}

/** The outermost block's element at that height. */
export function blockAt(view: EditorView, y: number): HTMLElement | undefined {
  for (const child of view.dom.children) {
    if (!(child instanceof HTMLElement) || child.classList.contains("ProseMirror-widget")) continue
    const { top, bottom } = child.getBoundingClientRect()
    if (y >= top - 2 && y <= bottom + 2) return child
  }
  return undefined
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-block-handle": BlockHandle
  }
}
