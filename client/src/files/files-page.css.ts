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
`
