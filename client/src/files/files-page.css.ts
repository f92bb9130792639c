import { css } from "lit"

export const filesPageCss = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  h1 {
    overflow: hidden;
    font-size: var(--text-doc);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  h1:focus-visible {
    outline: none;
  }
  .tools {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
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
      padding-inline: 20px 0;
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
    .search:focus-within ~ .button span {
      display: none;
    }
  }
`
