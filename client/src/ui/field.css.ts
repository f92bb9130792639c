import { css } from "lit"

/** Fields of forms: a label above, the browser's own control, a hint or a fault below. */
export const field = css`
  .field {
    display: grid;
    gap: 6px;
  }
  .field label,
  .field .label {
    font-weight: 500;
  }
  .input {
    width: 100%;
    min-height: 36px;
    padding: 0 10px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-control);
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  .input::placeholder {
    color: var(--text-faint);
    opacity: 1;
  }
  .input:hover {
    border-color: var(--text-faint);
  }
  .input:focus-visible {
    border-color: var(--ink);
    outline: 2px solid var(--ink);
    outline-offset: -1px;
  }
  .input[aria-invalid="true"] {
    border-color: var(--red);
  }
  .input:read-only:not(select) {
    background: var(--surface-2);
  }
  select.input {
    padding-inline-end: 6px;
  }
  .hint {
    color: var(--text-faint);
    font-size: var(--text-small);
  }
  .fault {
    display: flex;
    gap: 6px;
    color: var(--red);
    font-size: var(--text-small);
  }
  .fault .icon {
    margin-block-start: 1px;
  }
  @media (pointer: coarse) {
    .input {
      min-height: 40px;
      /* Below 16 pixels, Safari on a phone zooms into the field. */
      font-size: 16px;
    }
  }
`
