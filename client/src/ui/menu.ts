import "@awesome.me/webawesome/dist/components/dropdown/dropdown.js"
import "@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js"
import { css, html, LitElement, nothing, type TemplateResult } from "lit"
import { customElement, property, state } from "lit/decorators.js"
import { base } from "./base.css.ts"
import { type IconName, icon } from "./icons.ts"

export interface MenuAction {
  readonly kind: "action"
  readonly label: string
  readonly run: () => void
  readonly icon?: IconName
  readonly shortcut?: string
  /** One of several of which one holds; the mark stands in the icon's place. */
  readonly checked?: boolean
  readonly hint?: string
  readonly danger?: boolean
}
export type MenuEntry = MenuAction | { readonly kind: "line" } | { readonly kind: "heading"; readonly label: string }

/**
 * A button with a menu. What is slotted is the button's content; without, it is an icon. The button is this element's own, because
 * Web Awesome's dropdown (keyboard, placing and roles are its) measures and marks the very element in its trigger slot.
 */
@customElement("sheaf-menu")
export class Menu extends LitElement {
  static override readonly shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override readonly styles = [
    base,
    css`
      :host {
        display: inline-flex;
        min-width: 0;
      }
      wa-dropdown {
        display: inline-flex;
        min-width: 0;
        max-width: 100%;
      }
      .trigger {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: var(--space-1);
        min-width: 32px;
        max-width: 100%;
        min-height: 32px;
        padding: 0 var(--trigger-padding, 6px);
        border: 0;
        border-radius: var(--radius-control);
        background: transparent;
        color: var(--text-2);
        font: inherit;
        cursor: pointer;
      }
      .trigger:hover,
      .trigger[aria-expanded="true"] {
        background: var(--hover, var(--surface-2));
        color: var(--text);
      }
      wa-dropdown::part(menu) {
        min-width: 180px;
        max-width: min(320px, 92vw);
        padding: var(--space-1);
        border-radius: var(--radius-card);
        box-shadow: var(--shadow-raised);
      }
      wa-dropdown-item {
        min-height: 32px;
        padding: 6px var(--space-2);
        border-radius: var(--radius-control);
        font-size: var(--text-ui);
      }
      /* Web Awesome's box around it is inline and hangs on the words' base line. */
      wa-dropdown-item::part(icon) {
        display: flex;
      }
      wa-dropdown-item .icon {
        width: 16px;
        color: var(--text-2);
      }
      wa-dropdown-item[variant="danger"] .icon {
        color: inherit;
      }
      .hint {
        display: block;
        color: var(--text-faint);
        font-size: var(--text-small);
        white-space: normal;
      }
      kbd {
        color: var(--text-faint);
        font: inherit;
        font-size: var(--text-small);
      }
      .line {
        height: 1px;
        margin: var(--space-1) calc(-1 * var(--space-1));
        background: var(--line);
      }
      .heading {
        padding: var(--space-2) var(--space-2) var(--space-1);
        color: var(--text-faint);
        font-size: var(--text-small);
      }
      @media (pointer: coarse) {
        .trigger {
          min-width: 40px;
          min-height: 40px;
        }
        wa-dropdown-item {
          min-height: 40px;
        }
        kbd {
          display: none;
        }
      }
    `,
  ]

  @property({ attribute: false }) entries: readonly MenuEntry[] = []
  /** The button's name for screen readers, and its tooltip; absent when what is slotted is words. */
  @property() label = ""
  @property() icon: IconName = "ellipsis"
  @property() placement: "bottom-start" | "bottom-end" | "top-start" | "right-end" = "bottom-end"

  /** The entries are drawn when the button is about to be pressed: a list has a menu in every row. */
  @state() private armed = false

  override render() {
    return html`
      <wa-dropdown
        placement=${this.placement}
        distance="4"
        @pointerenter=${this.#arm}
        @focusin=${this.#arm}
        @wa-show=${this.#arm}
        @wa-select=${this.#select}
      >
        <button class="trigger" slot="trigger" type="button" aria-label=${this.label || nothing} title=${this.label || nothing}>
          <slot>${icon(this.icon)}</slot>
        </button>
        ${this.armed ? this.entries.map((entry, index) => entryOf(entry, index)) : nothing}
      </wa-dropdown>
    `
  }

  #arm = (): void => {
    this.armed = true
  }

  #select = (event: CustomEvent<{ item: { value: string } }>): void => {
    const entry = this.entries[Number(event.detail.item.value)]
    if (entry?.kind === "action") entry.run()
  }
}

function entryOf(entry: MenuEntry, index: number): TemplateResult {
  if (entry.kind === "line") return html`<div class="line" role="separator"></div>`
  if (entry.kind === "heading") return html`<div class="heading" role="presentation">${entry.label}</div>`
  return html`
    <wa-dropdown-item value=${index} variant=${entry.danger ? "danger" : "default"}>
      ${drawingOf(entry)} ${entry.label}
      ${entry.hint === undefined ? nothing : html`<span class="hint">${entry.hint}</span>`}
      ${entry.shortcut === undefined ? nothing : html`<kbd slot="details">${entry.shortcut}</kbd>`}
    </wa-dropdown-item>
  `
}

function drawingOf({ icon: name, checked }: MenuAction): TemplateResult | typeof nothing {
  if (checked !== undefined) return html`<span slot="icon" class="icon">${checked ? icon("check") : nothing}</span>`
  return name === undefined ? nothing : html`<span slot="icon" class="icon">${icon(name)}</span>`
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-menu": Menu
  }
}
