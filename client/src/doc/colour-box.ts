import { COLOURS, type Colour, schema, setColour } from "@sheaf/doc"
import { css, html, nothing, type TemplateResult } from "lit"
import { customElement, state } from "lit/decorators.js"
import { CellSelection, setCellAttr } from "prosemirror-tables"
import type { EditorView } from "prosemirror-view"
import { words } from "../i18n/language.ts"
import { Floating, selectionSpot } from "./floating.ts"
import { panel } from "./panel.css.ts"
import type { Spot } from "./place.ts"
import { keepFocus, rove } from "./roving.ts"

/** Colours for the selected text and for what is behind it; for selected cells, the cells'. */
@customElement("sheaf-colour-box")
export class ColourBox extends Floating {
  static override readonly styles = [
    panel,
    css`
      .panel {
        padding: var(--space-2) var(--space-3) var(--space-3);
      }
      h2 {
        margin: var(--space-1) 0;
        color: var(--text-faint);
        font-size: var(--text-small);
        font-weight: 500;
      }
      .row {
        display: grid;
        grid-template-columns: repeat(5, 30px);
        gap: 4px;
      }
      button {
        display: grid;
        place-items: center;
        width: 30px;
        height: 30px;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius-control);
        color: var(--tint);
        font-weight: 600;
      }
      button.background {
        border-color: transparent;
        background: color-mix(in srgb, var(--tint) 20%, transparent);
        color: var(--text);
      }
      button.background.none {
        border-color: var(--line);
        background: none;
      }
      button:hover {
        border-color: var(--line-strong);
      }
      button[aria-pressed="true"] {
        box-shadow: 0 0 0 2px var(--ink);
      }
      @media (pointer: coarse) {
        .row {
          grid-template-columns: repeat(5, 40px);
        }
        button {
          width: 40px;
          height: 40px;
        }
      }
    `,
  ]

  @state() private shown = false

  async show(): Promise<void> {
    this.shown = true
    await this.updateComplete
    this.#buttons()[0]?.focus()
  }

  protected override spot(view: EditorView): Spot | undefined {
    return this.shown ? selectionSpot(view, view.state.selection.from, view.state.selection.to) : undefined
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.shown) return nothing
    const { colour } = words().doc
    return html`<div
      class="panel"
      role="dialog"
      aria-label=${words().doc.actions.colour}
      @mousedown=${keepFocus}
      @keydown=${this.#key}
      @focusout=${this.#blurred}
    >
      ${(["colour", "background"] as const).map(
        mark => html`
          <h2>${mark === "colour" ? colour.text : colour.background}</h2>
          <div class="row">
            ${this.#swatch(mark, null, colour.default)} ${COLOURS.map(name => this.#swatch(mark, name, colour.names[name]))}
          </div>
        `,
      )}
    </div>`
  }

  #swatch(mark: "colour" | "background", name: Colour | null, label: string): TemplateResult {
    const tint = name === null ? "--text" : `--tint-${name}`
    return html`<button
      type="button"
      class="${mark} ${name ?? "none"}"
      .style=${`--tint: var(${tint})`}
      aria-label=${label}
      title=${label}
      aria-pressed=${String(this.#current(mark) === name)}
      @click=${() => this.#pick(mark, name)}
    >
      A
    </button>`
  }

  #current(mark: "colour" | "background"): Colour | null {
    const selection = this.view?.state.selection
    if (mark === "background" && selection instanceof CellSelection) {
      return selection.$anchorCell.nodeAfter?.attrs.background ?? null
    }
    const marks = selection?.empty ? selection.$from.marks() : (selection?.$from.nodeAfter?.marks ?? [])
    return schema.marks[mark].isInSet(marks)?.attrs.name ?? null
  }

  #pick(mark: "colour" | "background", name: Colour | null): void {
    const view = this.view
    if (view === undefined) return
    this.shown = false
    const cells = mark === "background" && view.state.selection instanceof CellSelection
    const paint = cells ? setCellAttr("background", name) : setColour(mark, name)
    paint(view.state, view.dispatch)
    view.focus()
  }

  #buttons(): readonly HTMLElement[] {
    return [...(this.shadowRoot?.querySelectorAll<HTMLElement>("button") ?? [])]
  }

  readonly #key = (event: KeyboardEvent): void => {
    const next = rove(event, this.#buttons(), "both")
    if (event.key === "Escape") {
      this.shown = false
      this.back()
    } else if (next === undefined) return
    else next.focus()
    event.preventDefault()
    event.stopPropagation()
  }

  readonly #blurred = (event: FocusEvent): void => {
    if (!this.shadowRoot?.contains(event.relatedTarget as Node | null)) this.shown = false
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-colour-box": ColourBox
  }
}
