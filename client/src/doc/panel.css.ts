import { css } from "lit"

/** What floats over the text: menus, toolbars and small forms. */
export const panel = css`
  :host {
    font: var(--text-ui) / var(--line-ui) var(--font-sans);
    color: var(--text);
  }
  .panel {
    border: 1px solid var(--line);
    border-radius: var(--radius-card);
    background: var(--surface);
    box-shadow: var(--shadow-raised);
  }
  button {
    font: inherit;
    color: inherit;
    border: 0;
    background: none;
    cursor: pointer;
  }
  .icon {
    display: inline-flex;
    flex: none;
  }
  .icon svg {
    width: 16px;
    height: 16px;
    stroke-width: 1.75;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--ink);
    outline-offset: -2px;
  }
`
