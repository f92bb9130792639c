import type { Heading } from "@sheaf/doc"
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit"
import { customElement, property, state } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import type { SheafEditor } from "./editor.ts"
import { Facts } from "./facts.ts"
import { panel } from "./panel.css.ts"

/** A heading is the current one once it is this near to the top of the window. */
const NEAR_TOP = 140

/** The headings of an editor's document, as a way through it. The page shows it where there is room, from 1,200 pixels. */
@customElement("sheaf-outline")
export class Outline extends LitElement {
  static override readonly styles = [
    panel,
    css`
      nav {
        font-size: var(--text-cell);
      }
      h2 {
        margin: 0 0 var(--space-2);
        padding-inline-start: var(--space-2);
        color: var(--text-faint);
        font-size: var(--text-small);
        font-weight: 500;
      }
      ol {
        margin: 0;
        padding: 0;
        border-inline-start: 1px solid var(--line);
        list-style: none;
      }
      button {
        display: block;
        overflow: hidden;
        width: 100%;
        margin-inline-start: -1px;
        padding: 4px var(--space-2);
        border-inline-start: 2px solid transparent;
        color: var(--text-2);
        line-height: 1.45;
        text-align: start;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button:hover {
        color: var(--text);
      }
      button[aria-current="true"] {
        border-color: var(--ink);
        color: var(--ink);
      }
      .l2 button {
        padding-inline-start: 20px;
      }
      .l3 button {
        padding-inline-start: 32px;
      }
      .l4 button {
        padding-inline-start: 44px;
      }
      p {
        margin: 0;
        padding-inline-start: var(--space-2);
        color: var(--text-faint);
      }
    `,
  ]

  @property({ attribute: false }) editor: SheafEditor | undefined
  @state() private current = ""
  readonly localized = new Localized(this)
  readonly #facts = new Facts(this)

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener("scroll", this.#scrolled, { capture: true, passive: true })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener("scroll", this.#scrolled, { capture: true })
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#facts.follow(this.editor)
  }

  override render(): TemplateResult {
    const { outline: say } = words().doc
    const headings = this.#facts.now?.headings ?? []
    return html`<nav aria-label=${say.label}>
      <h2>${say.label}</h2>
      ${headings.length === 0 ? html`<p>${say.empty}</p>` : html`<ol>${headings.map(heading => this.#line(heading))}</ol>`}
    </nav>`
  }

  #line(heading: Heading): TemplateResult {
    return html`<li class="l${heading.level}">
      <button
        type="button"
        title=${heading.text}
        aria-current=${String(heading.id === this.current)}
        @click=${() => this.#go(heading)}
      >
        ${heading.text}
      </button>
    </li>`
  }

  #go(heading: Heading): void {
    this.current = heading.id
    this.editor?.goTo(heading)
  }

  readonly #scrolled = (): void => {
    const view = this.editor?.view
    if (view === undefined) return
    const above = (this.#facts.now?.headings ?? []).filter(({ pos }) => {
      const element = view.nodeDOM(pos)
      return element instanceof HTMLElement && element.getBoundingClientRect().top < NEAR_TOP
    })
    this.current = above.at(-1)?.id ?? ""
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-outline": Outline
  }
}
