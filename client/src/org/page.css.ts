import { css } from "lit"

/** Pages with a heading in the bar and their content below. */
export const pageCss = css`
  :host {
    display: block;
  }
  sheaf-top-bar h1 {
    overflow: hidden;
    font-size: var(--text-doc);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  h1:focus-visible {
    /* It has the focus only so that reading goes on there; it is no control. */
    outline: none;
  }
`
