import { css, html, LitElement, nothing, type TemplateResult } from "lit"
import { customElement, property, query, state } from "lit/decorators.js"
import "./avatar.ts"
import { base } from "./base.css.ts"
import { field } from "./field.css.ts"

export interface Candidate {
  readonly id: string
  readonly name: string
  /** Tells people of one name apart. */
  readonly detail: string
  readonly colour: number
}

const SHOWN = 6

/**
 * A field that finds somebody as one types: a combobox with a list below (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 *
 * @fires sheaf-pick with the person's id
 */
@customElement("sheaf-person-field")
export class PersonField extends LitElement {
  static override readonly shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override readonly styles = [
    base,
    field,
    css`
      :host {
        position: relative;
        display: block;
      }
      ul {
        position: absolute;
        inset-inline: 0;
        inset-block-start: calc(100% + 4px);
        z-index: 2;
        padding: var(--space-1);
        border: 1px solid var(--line);
        border-radius: var(--radius-card);
        background: var(--surface);
        box-shadow: var(--shadow-raised);
      }
      li {
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 44px;
        --avatar-size: 28px;
        padding: 0 var(--space-2);
        border-radius: var(--radius-control);
        cursor: pointer;
      }
      li:hover,
      li[aria-selected="true"] {
        background: var(--ink-soft);
      }
      li span {
        display: grid;
        min-width: 0;
        line-height: 1.3;
      }
      b,
      small {
        overflow: hidden;
        font-weight: 500;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      small {
        color: var(--text-2);
        font-size: var(--text-small);
        font-weight: 400;
      }
      .none {
        padding: var(--space-3);
        color: var(--text-2);
        cursor: default;
      }
    `,
  ]

  @property() label = ""
  @property() placeholder = ""
  @property() nobody = ""
  /** Says how many there are, for screen readers. */
  @property({ attribute: false }) found: (count: number) => string = String
  @property({ attribute: false }) find: (typed: string) => readonly Candidate[] = () => []
  @state() private typed = ""
  @state() private active = 0
  @query("input") private readonly input!: HTMLInputElement

  override render() {
    const shown = this.#shown()
    const open = this.typed.trim() !== ""
    const active = shown[this.active]
    return html`
      <input
        class="input"
        role="combobox"
        autocomplete="off"
        aria-label=${this.label}
        aria-autocomplete="list"
        aria-expanded=${open ? "true" : "false"}
        aria-controls="list"
        aria-activedescendant=${open && active !== undefined ? `p-${active.id}` : nothing}
        placeholder=${this.placeholder}
        .value=${this.typed}
        @input=${this.#input}
        @keydown=${this.#key}
        @blur=${this.#clear}
      />
      ${open ? this.#list(shown) : nothing}
      <span class="unseen" role="status">${open ? (shown.length === 0 ? this.nobody : this.found(shown.length)) : nothing}</span>
    `
  }

  #list(shown: readonly Candidate[]): TemplateResult {
    if (shown.length === 0) return html`<ul><li class="none">${this.nobody}</li></ul>`
    return html`<ul id="list" role="listbox" aria-label=${this.label}>
      ${shown.map((candidate, index) => this.#option(candidate, index))}
    </ul>`
  }

  #option(candidate: Candidate, index: number): TemplateResult {
    return html`
      <li
        id="p-${candidate.id}"
        role="option"
        aria-selected=${index === this.active ? "true" : "false"}
        @pointerdown=${(event: Event) => event.preventDefault()}
        @click=${() => this.#pick(candidate)}
      >
        <sheaf-avatar name=${candidate.name} colour=${candidate.colour}></sheaf-avatar>
        <span><b>${candidate.name}</b><small>${candidate.detail}</small></span>
      </li>
    `
  }

  #shown(): readonly Candidate[] {
    return this.typed.trim() === "" ? [] : this.find(this.typed).slice(0, SHOWN)
  }

  #input = (): void => {
    this.typed = this.input.value
    this.active = 0
  }

  #key = (event: KeyboardEvent): void => {
    const shown = this.#shown()
    if (event.isComposing || this.typed.trim() === "") return
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
    const chosen = event.key === "Enter" ? shown[this.active] : undefined
    if (step !== 0 && shown.length > 0) this.active = (this.active + step + shown.length) % shown.length
    else if (chosen !== undefined) this.#pick(chosen)
    else if (event.key === "Escape") this.#clear()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #clear = (): void => {
    this.typed = ""
  }

  #pick(candidate: Candidate): void {
    this.#clear()
    this.dispatchEvent(new CustomEvent("sheaf-pick", { detail: candidate.id }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-person-field": PersonField
  }
}
