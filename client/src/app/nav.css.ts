import { css } from "lit"

export const navCss = css`
  :host {
    display: block;
    height: 100%;
    --hover: var(--line);
  }
  nav {
    display: flex;
    flex-direction: column;
    gap: var(--space-4);
    height: 100%;
    padding: 0 var(--space-2) var(--space-2);
    overflow: hidden auto;
    background: var(--page);
    border-inline-end: 1px solid var(--line);
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-1);
    min-height: var(--bar);
    margin-block-end: calc(-1 * var(--space-2));
  }
  .home {
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
    padding: var(--space-1) var(--space-2);
    border-radius: var(--radius-control);
    color: var(--text);
  }
  .home:hover {
    text-decoration: none;
  }
  .names {
    display: grid;
    min-width: 0;
    line-height: 1.2;
  }
  .names b {
    font-size: 15px;
    font-weight: 650;
  }
  .names small {
    overflow: hidden;
    color: var(--text-faint);
    font-size: var(--text-small);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  ul {
    display: grid;
    gap: 2px;
  }
  ul + ul {
    padding-block-start: var(--space-4);
    border-block-start: 1px solid var(--line);
  }
  .place {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 32px;
    padding: 0 12px;
    border-radius: var(--radius-control);
    color: var(--text-2);
  }
  .place:hover {
    background: var(--line);
    color: var(--text);
    text-decoration: none;
  }
  .place[aria-current="page"] {
    background: var(--ink-soft);
    color: var(--ink-strong);
    font-weight: 600;
  }
  .place:focus-visible,
  .home:focus-visible {
    outline-offset: -2px;
  }
  .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .foot {
    margin-block-start: auto;
  }
  :host([folded]) .head {
    flex-direction: column;
    padding-block-start: 10px;
  }
  :host([folded]) .place {
    justify-content: center;
    padding: 0;
  }
  @media (pointer: coarse) {
    .place {
      min-height: 40px;
    }
  }
`
