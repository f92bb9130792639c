import { css, html, nothing, type TemplateResult } from "lit"
import { customElement } from "lit/decorators.js"
import { isInTable, selectionCell } from "prosemirror-tables"
import type { EditorView } from "prosemirror-view"
import { words } from "../i18n/language.ts"
import { type ActionId, action } from "./actions.ts"
import { Floating } from "./floating.ts"
import { icon } from "./icon.ts"
import { panel } from "./panel.css.ts"
import type { Spot } from "./place.ts"
import { keepFocus, rove } from "./roving.ts"

const GROUPS: readonly { readonly label?: "row" | "column"; readonly ids: readonly ActionId[] }[] = [
  { label: "row", ids: ["rowAbove", "rowBelow", "removeRow"] },
  { label: "column", ids: ["columnLeft", "columnRight", "removeColumn"] },
  { ids: ["merge", "split", "headerRow", "headerColumn"] },
  { ids: ["removeTable"] },
]

/** What can be done to the table that the caret is in, above it. */
@customElement("sheaf-table-bar")
export class TableBar extends Floating {
  static override readonly styles = [
    panel,
    css`
      [role="toolbar"] {
        display: flex;
        gap: 2px;
        padding: 3px;
        max-width: calc(100vw - 16px);
        overflow-x: auto;
        scrollbar-width: none;
      }
      button {
        position: relative;
        display: grid;
        place-items: center;
        flex: none;
        width: 28px;
        height: 28px;
        padding: 0;
        border-radius: var(--radius-control);
        color: var(--text-2);
      }
      button:hover {
        background: var(--surface-2);
        color: var(--text);
      }
      button:disabled {
        background: none;
        opacity: 0.4;
        cursor: default;
      }
      .removeTable {
        color: var(--red);
      }
      .label {
        align-self: center;
        padding: 0 2px 0 6px;
        color: var(--text-faint);
        font-size: var(--text-small);
        white-space: nowrap;
      }
      .gap {
        flex: none;
        align-self: center;
        width: 1px;
        height: 16px;
        margin: 0 3px;
        background: var(--line);
      }
      @media (pointer: coarse) {
        button {
          width: 40px;
          height: 40px;
        }
      }
    `,
  ]

  protected override readonly prefer = "above"

  protected override spot(view: EditorView): Spot | undefined {
    if (!view.editable || view.composing || !isInTable(view.state)) return undefined
    if (!view.hasFocus() && !this.hasFocus) return undefined
    const cell = view.nodeDOM(selectionCell(view.state).pos)
    const table = cell instanceof Element ? cell.closest(".tableWrapper") : null
    return table?.getBoundingClientRect()
  }

  override render(): TemplateResult | typeof nothing {
    const view = this.view
    if (view === undefined || this.place === undefined) return nothing
    let first = true
    return html`<div class="panel" role="toolbar" aria-label=${words().doc.table.label} @mousedown=${keepFocus} @keydown=${this.#key}>
      ${GROUPS.map(({ label, ids }, group) => [
        group === 0 ? nothing : html`<span class="gap"></span>`,
        label === undefined ? nothing : html`<span class="label">${words().doc.table[label]}</span>`,
        ids.map(id => {
          const button = this.#button(view, id, first)
          first = false
          return button
        }),
      ])}
    </div>`
  }

  #button(view: EditorView, id: ActionId, tabbable: boolean): TemplateResult {
    const { run, icon: drawing } = action(id)
    const name = words().doc.actions[id]
    return html`<button
      type="button"
      class=${id}
      data-action=${id}
      aria-label=${name}
      title=${name}
      tabindex=${tabbable ? 0 : -1}
      ?disabled=${!run(view.state, undefined, view)}
      @click=${() => run(view.state, view.dispatch, view)}
    >
      ${icon(drawing)}
    </button>`
  }

  override focus(): void {
    this.shadowRoot?.querySelector<HTMLElement>("button:not(:disabled)")?.focus()
  }

  readonly #key = (event: KeyboardEvent): void => {
    const buttons = [...(this.shadowRoot?.querySelectorAll<HTMLElement>("button:not(:disabled)") ?? [])]
    const next = rove(event, buttons, "row")
    if (event.key === "Escape") this.back()
    else if (next === undefined) return
    else next.focus()
    event.preventDefault()
    event.stopPropagation()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-table-bar": TableBar
  }
}
