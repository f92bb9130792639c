import { css } from "lit"

/**
 * Buttons are the browser's own, so that forms, keyboards and screen readers know them: `class="button"`, with `primary`,
 * `quiet` or `danger`. A link may look like one too.
 */
export const button = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 32px;
    padding: 0 var(--space-3);
    border: 1px solid var(--line-control);
    border-radius: var(--radius-control);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-weight: 500;
    line-height: 1;
    white-space: nowrap;
    cursor: pointer;
    transition: background-color var(--motion-in) var(--ease), border-color var(--motion-in) var(--ease);
  }
  .button:hover {
    background: var(--surface-2);
    text-decoration: none;
  }
  .button.primary {
    border-color: transparent;
    background: var(--ink);
    color: var(--on-ink);
  }
  .button.primary:hover {
    background: var(--ink-strong);
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--text-2);
  }
  .button.quiet:hover {
    background: var(--surface-2);
    color: var(--text);
  }
  .button.danger {
    color: var(--red);
  }
  .button.wide {
    width: 100%;
    min-height: 40px;
  }
  .button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  @media (pointer: coarse) {
    .button {
      min-height: 40px;
    }
  }
`
