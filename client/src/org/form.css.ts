import { css } from "lit"

/** Forms of this organisation's pages: one column, its button at the foot. */
export const formCss = css`
  form {
    display: grid;
    gap: var(--space-4);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }
  .aside {
    color: var(--text-faint);
    font-size: var(--text-small);
    text-align: center;
    text-wrap: pretty;
  }
`
