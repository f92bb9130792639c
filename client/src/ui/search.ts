import { css, html, type TemplateResult } from "lit"
import { icon } from "./icons.ts"

type Typed = Event & { readonly currentTarget: HTMLInputElement }

/** A field over a list that narrows it while one types; on a phone it is its icon until it is touched. Escape empties it. */
export function search(label: string, value: string, typed: (text: string) => void): TemplateResult {
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || value === "") return
    event.preventDefault()
    typed("")
  }
  return html`
    <label class="search">
      ${icon("search")}
      <input
        type="search"
        placeholder=${label}
        aria-label=${label}
        .value=${value}
        @input=${(event: Typed) => typed(event.currentTarget.value)}
        @keydown=${key}
      />
    </label>
  `
}

export const searchCss = css`
  .search {
    position: relative;
    display: flex;
    align-items: center;
  }
  .search .icon {
    position: absolute;
    inset-inline-start: 9px;
    color: var(--text-faint);
    pointer-events: none;
  }
  .search input {
    width: 240px;
    min-height: 32px;
    padding: 0 10px 0 32px;
    border: 1px solid transparent;
    border-radius: var(--radius-control);
    background: var(--surface-2);
    color: var(--text);
    font: inherit;
  }
  .search input::placeholder {
    color: var(--text-faint);
    opacity: 1;
  }
  .search input:focus-visible {
    border-color: var(--ink);
    outline: 2px solid var(--ink);
    outline-offset: -1px;
    background: var(--surface);
  }
  @media (pointer: coarse) {
    .search input {
      min-height: 40px;
      font-size: 16px;
    }
  }
  @media (max-width: 767px) {
    .search input {
      width: 40px;
      padding-inline: 40px 0;
      background: transparent;
      transition: width var(--motion-out) var(--ease);
    }
    .search .icon {
      inset-inline-start: 12px;
    }
    .search input:focus,
    .search input:not(:placeholder-shown) {
      width: min(200px, 44vw);
      padding-inline: 34px 6px;
      background: var(--surface-2);
    }
    .search ~ .button.primary {
      width: 40px;
      padding: 0;
    }
    .search ~ .button.primary span:not(.icon) {
      position: absolute;
      clip-path: inset(50%);
    }
  }
`
