import { css, html, LitElement } from "lit"
import { customElement, property, query } from "lit/decorators.js"

/**
 * A name, written anew in the place where it stands: Enter takes it, Escape leaves the old one, going elsewhere takes it too.
 *
 * @fires sheaf-renamed with the new name, once; the old one when it was left
 */
@customElement("sheaf-rename-field")
export class RenameField extends LitElement {
  static override readonly styles = css`
    :host {
      flex: 1;
      display: flex;
      min-width: 0;
      margin-inline-start: -7px;
    }
    input {
      flex: 1;
      min-width: 0;
      height: 30px;
      padding: 0 6px;
      border: 1px solid var(--ink);
      border-radius: var(--radius-control);
      outline: 1px solid var(--ink);
      background: var(--surface);
      color: var(--text);
      font: inherit;
      font-weight: 500;
    }
  `

  @property() label = ""
  @property() value = ""
  @property({ type: Number }) max = 200
  @query("input") private readonly input!: HTMLInputElement
  #done = false

  override render() {
    return html`<input
      aria-label=${this.label}
      maxlength=${this.max}
      .value=${this.value}
      @keydown=${this.#key}
      @blur=${() => this.#end(this.input.value)}
    />`
  }

  override firstUpdated(): void {
    this.input.focus()
    this.input.select()
  }

  #key = (event: KeyboardEvent): void => {
    // Enter that chooses a candidate of an input method is not ours (keyCode 229: Safari ends the composition first, WebKit bug 165004).
    if (event.isComposing || event.keyCode === 229) return
    if (event.key !== "Enter" && event.key !== "Escape") return
    event.preventDefault()
    event.stopPropagation()
    this.#end(event.key === "Enter" ? this.input.value : this.value)
  }

  /** Once: taking the field away blurs it, which must not rename a second time. */
  #end(name: string): void {
    if (this.#done) return
    this.#done = true
    this.dispatchEvent(new CustomEvent("sheaf-renamed", { detail: name.trim() }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-rename-field": RenameField
  }
}
