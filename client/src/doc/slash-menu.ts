import { html, nothing, type TemplateResult } from "lit"
import { customElement } from "lit/decorators.js"
import type { EditorView } from "prosemirror-view"
import { words } from "../i18n/language.ts"
import { action, keyWords } from "./actions.ts"
import { Floating } from "./floating.ts"
import { icon } from "./icon.ts"
import type { Spot } from "./place.ts"
import { keepFocus } from "./roving.ts"
import { pointAt, slashOf, takeBlock } from "./slash.ts"
import { type SlashId, slashItems } from "./slash-items.ts"

/** The id of the list, and of its options by their index: the editable element names the active one. */
export const SLASH_LIST = "sheaf-slash-list"
export const slashOption = (at: number): string => `${SLASH_LIST}-${at}`

/** The blocks that fit what was typed after a slash. In light DOM: `aria-activedescendant` does not reach into a shadow. */
@customElement("sheaf-slash-menu")
export class SlashMenu extends Floating {
  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override spot(view: EditorView): Spot | undefined {
    const menu = slashOf(view.state)
    return menu === undefined || !view.editable ? undefined : view.coordsAtPos(menu.from)
  }

  override render(): TemplateResult | typeof nothing {
    const view = this.view
    const menu = view === undefined ? undefined : slashOf(view.state)
    if (view === undefined || menu === undefined) return nothing
    const { slash } = words().doc
    if (menu.ids.length === 0) return html`<div class="slash-panel"><p class="slash-none">${slash.nothing}</p></div>`
    return html`
      <div class="slash-panel" id=${SLASH_LIST} role="listbox" tabindex="0" aria-label=${slash.label} @mousedown=${keepFocus}>
        ${menu.ids.map((id, at) => [
          menu.query === "" && startsGroup(id)
            ? html`<div class="slash-group" role="presentation">${slash[groupOf(id)]}</div>`
            : nothing,
          this.#option(view, id, at, at === menu.at),
        ])}
      </div>
    `
  }

  #option(view: EditorView, id: SlashId, at: number, active: boolean): TemplateResult {
    const { actions, hints } = words().doc
    const keys = action(id).keys
    return html`<div
      class="slash-option"
      id=${slashOption(at)}
      role="option"
      aria-selected=${String(active)}
      data-block=${id}
      @mousemove=${() => pointAt(view, at)}
      @click=${() => takeBlock(view, at)}
    >
      <span class="slash-icon">${icon(action(id).icon)}</span>
      <span class="slash-name">${actions[id]}</span>
      <span class="slash-hint">${hints[id]}</span>
      ${keys === undefined ? nothing : html`<kbd>${keyWords(keys)}</kbd>`}
    </div>`
  }

  protected override updated(): void {
    super.updated(new Map())
    this.querySelector("[aria-selected='true']")?.scrollIntoView({ block: "nearest" })
  }
}

const groupOf = (id: SlashId) => slashItems.find(item => item.id === id)?.group ?? "basic"
const startsGroup = (id: SlashId): boolean => slashItems.find(item => item.group === groupOf(id))?.id === id

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-slash-menu": SlashMenu
  }
}
