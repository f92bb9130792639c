import { type LinkAt, linkAt, removeLink, setLink, typedHref } from "@sheaf/doc"
import { css, html, nothing, type TemplateResult } from "lit"
import { customElement, query, state } from "lit/decorators.js"
import type { EditorView } from "prosemirror-view"
import { words } from "../i18n/language.ts"
import { Floating, selectionSpot } from "./floating.ts"
import { icon } from "./icon.ts"
import { panel } from "./panel.css.ts"
import type { Spot } from "./place.ts"
import { keepFocus } from "./roving.ts"

/** The link at the caret, to open, copy, change or remove; and the field for a new one. */
@customElement("sheaf-link-box")
export class LinkBox extends Floating {
  static override readonly styles = [
    panel,
    css`
      .panel {
        display: flex;
        align-items: center;
        gap: 2px;
        padding: 4px;
        max-width: min(440px, calc(100vw - 16px));
      }
      form {
        display: flex;
        align-items: center;
        gap: 4px;
        flex: 1;
      }
      input {
        width: 280px;
        min-width: 0;
        height: 30px;
        padding: 0 var(--space-2);
        border: 1px solid var(--line);
        border-radius: var(--radius-control);
        background: var(--surface);
        color: var(--text);
        font: inherit;
      }
      input:focus {
        border-color: var(--ink);
        outline: 2px solid var(--ink);
        outline-offset: -1px;
      }
      .address {
        overflow: hidden;
        max-width: 260px;
        padding: 0 var(--space-2);
        color: var(--text-2);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button {
        display: grid;
        place-items: center;
        flex: none;
        min-width: 30px;
        height: 30px;
        padding: 0;
        border-radius: var(--radius-control);
        color: var(--text-2);
      }
      button:hover {
        background: var(--surface-2);
        color: var(--text);
      }
      button.apply {
        padding: 0 var(--space-3);
        background: var(--ink);
        color: var(--on-ink);
      }
      .refused {
        padding: 0 var(--space-2) 4px;
        color: var(--red);
        font-size: var(--text-small);
      }
      .column {
        display: grid;
      }
    `,
  ]

  /** The text that gets an address, while the field is open. */
  @state() private editing: { readonly from: number; readonly to: number; readonly href: string } | undefined
  @state() private refused = false
  @state() private copied = false
  @query("input") private readonly field!: HTMLInputElement | null

  /** Opens the field for the selected text, or for the link at the caret. */
  async edit(): Promise<void> {
    const view = this.view
    if (view === undefined) return
    const { from, to, empty, $from } = view.state.selection
    const link = linkAt($from)
    this.editing = empty && link ? link : { from, to, href: link?.href ?? "" }
    this.refused = false
    await this.updateComplete
    this.field?.select()
    this.field?.focus()
  }

  #link(view: EditorView): LinkAt | undefined {
    const { empty, $from } = view.state.selection
    return empty && view.hasFocus() && !view.composing ? linkAt($from) : undefined
  }

  protected override spot(view: EditorView): Spot | undefined {
    const { doc } = view.state
    if (!view.editable) return undefined
    const at = this.editing ?? this.#link(view) ?? (this.hasFocus ? linkAt(view.state.selection.$from) : undefined)
    return at === undefined || at.to > doc.content.size ? undefined : selectionSpot(view, at.from, at.to)
  }

  override render(): TemplateResult | typeof nothing {
    const view = this.view
    if (view === undefined || view.isDestroyed || !view.editable) return nothing
    if (this.editing !== undefined) return this.#form()
    const link = this.#link(view) ?? (this.hasFocus ? linkAt(view.state.selection.$from) : undefined)
    return link === undefined ? nothing : this.#card(link)
  }

  #form(): TemplateResult {
    const { link } = words().doc
    return html`<div class="panel column" role="dialog" aria-label=${link.label}>
      <form @submit=${this.#apply}>
        <input
          aria-label=${link.address}
          placeholder=${link.placeholder}
          autocomplete="off"
          spellcheck="false"
          inputmode="url"
          aria-invalid=${String(this.refused)}
          .value=${this.editing?.href ?? ""}
          @keydown=${this.#key}
          @blur=${this.#blurred}
        />
        <button class="apply" type="submit">${link.apply}</button>
      </form>
      ${this.refused ? html`<div class="refused" role="alert">${link.refused}</div>` : nothing}
    </div>`
  }

  #card(link: LinkAt): TemplateResult {
    const { link: say } = words().doc
    const button = (name: string, shown: TemplateResult, run: () => void) =>
      html`<button type="button" aria-label=${name} title=${name} @click=${run}>${shown}</button>`
    return html`<div class="panel" role="group" aria-label=${say.label} @mousedown=${keepFocus}>
      <span class="address" title=${link.href}>${link.href}</span>
      ${button(say.open, icon("open"), () => window.open(link.href, "_blank", "noopener,noreferrer"))}
      ${button(this.copied ? say.copied : say.copy, icon(this.copied ? "check" : "copy"), () => this.#copy(link))}
      ${button(say.edit, icon("pencil"), () => this.edit())}
      ${button(say.remove, icon("unlink"), () => this.#remove(link))}
    </div>`
  }

  readonly #apply = (event: Event): void => {
    event.preventDefault()
    const view = this.view
    const editing = this.editing
    if (view === undefined || editing === undefined) return
    const typed = this.field?.value.trim() ?? ""
    const href = typedHref(typed)
    if (typed === "") removeLink(editing.from, editing.to)(view.state, view.dispatch)
    else if (href === null) {
      this.refused = true
      return
    } else setLink(editing.from, editing.to, href)(view.state, view.dispatch)
    this.#close()
    this.back()
  }

  #remove(link: LinkAt): void {
    if (this.view !== undefined) removeLink(link.from, link.to)(this.view.state, this.view.dispatch)
    this.back()
  }

  async #copy(link: LinkAt): Promise<void> {
    await navigator.clipboard.writeText(new URL(link.href, location.href).href)
    this.copied = true
    setTimeout(() => {
      this.copied = false
    }, 1500)
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return
    event.stopPropagation()
    this.#close()
    this.back()
  }

  readonly #blurred = (event: FocusEvent): void => {
    if (!this.shadowRoot?.contains(event.relatedTarget as Node | null)) this.#close()
  }

  #close(): void {
    this.editing = undefined
    this.refused = false
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-link-box": LinkBox
  }
}
