import { css } from "lit"

export const fileTableCss = css`
  :host {
    display: block;
    padding-block-end: var(--space-7);
  }
  .head,
  .row {
    display: grid;
    grid-template-columns: 26px minmax(180px, 1fr) minmax(120px, 200px) 150px 110px 40px;
    padding-inline: var(--space-5) var(--space-4);
    align-items: center;
    border-block-end: 1px solid var(--line);
  }
  .head {
    position: sticky;
    inset-block-start: var(--bar);
    z-index: 1;
    height: 36px;
    background: var(--surface);
    color: var(--text-faint);
    font-size: var(--text-small);
  }
  .head button {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    margin-inline-start: -6px;
    padding: 3px 6px;
    border: 0;
    border-radius: var(--radius-control);
    background: transparent;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .head button:hover {
    background: var(--surface-2);
    color: var(--text);
  }
  .head [aria-sort]:not([aria-sort="none"]) button {
    color: var(--text-2);
    font-weight: 600;
  }
  .head .icon svg {
    width: 12px;
    height: 12px;
  }
  .row {
    height: 40px;
    cursor: pointer;
    content-visibility: auto;
    contain-intrinsic-size: auto 40px;
  }
  .row:hover {
    background: var(--page);
  }
  .row[aria-selected="true"] {
    background: var(--ink-soft);
  }
  .row:focus-visible {
    border-radius: var(--radius-control);
    outline-offset: -2px;
  }
  /* The box stands where the file's drawing does, and takes its place when one can choose. */
  .check {
    display: grid;
    grid-area: 1 / 1;
    place-items: center;
    z-index: 1;
    width: 16px;
  }
  .row .title {
    grid-area: 1 / 1 / auto / 3;
  }
  .head .title {
    grid-area: 1 / 2;
  }
  .check input {
    width: 14px;
    height: 14px;
    margin: 0;
    accent-color: var(--ink);
    opacity: 0;
  }
  .check input:focus-visible,
  .check input:indeterminate,
  .head:hover .check input,
  .row:hover .check input,
  .row:focus-within .check input,
  .row:focus .check input,
  [aria-selected="true"] .check input,
  .check input:checked {
    opacity: 1;
  }
  .row:hover .title > .icon,
  .row:focus-within .title > .icon,
  .row:focus .title > .icon,
  .row[aria-selected="true"] .title > .icon {
    opacity: 0;
  }
  .title,
  .owner {
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
    padding-inline-end: var(--space-4);
  }
  .title .icon {
    color: var(--ink);
  }
  .head .title,
  .head .owner {
    display: block;
  }
  .title a,
  .owner > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .title a {
    color: var(--text);
    font-weight: 500;
  }
  .title a.untitled {
    color: var(--text-faint);
    font-weight: 400;
  }
  .owner {
    gap: var(--space-2);
  }
  .row .owner,
  .row .time,
  .row .role {
    color: var(--text-2);
    font-size: var(--text-cell);
    font-variant-numeric: tabular-nums;
  }
  .more {
    height: 1px;
  }
  .bar {
    position: fixed;
    inset-block-end: var(--space-5);
    inset-inline-start: 50%;
    z-index: 4;
    display: flex;
    align-items: center;
    gap: var(--space-3);
    padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-card);
    background: var(--surface);
    box-shadow: var(--shadow-floating);
    white-space: nowrap;
    transform: translateX(-50%);
  }
  @media (max-width: 1023px) {
    .head,
    .row {
      grid-template-columns: 26px minmax(140px, 1fr) minmax(100px, 150px) 130px 40px;
    }
    .role {
      display: none;
    }
  }
  @media (max-width: 767px) {
    :host {
      padding-inline: 0;
    }
    .head {
      display: none;
    }
    .row {
      grid-template: "title time menu" auto "owner time menu" auto / minmax(0, 1fr) auto 48px;
      gap: 2px 0;
      height: auto;
      min-height: 60px;
      padding-block: 9px;
      padding-inline: var(--space-4) 0;
      contain-intrinsic-size: auto 60px;
    }
    .check {
      display: none;
    }
    .row .title {
      grid-area: title;
    }
    .row .title > .icon {
      opacity: 1 !important;
    }
    .owner {
      grid-area: owner;
      padding-inline-start: 26px;
    }
    .time {
      grid-area: time;
      align-self: center;
      text-align: end;
    }
    .menu {
      grid-area: menu;
      justify-self: end;
      padding-inline-end: var(--space-1);
    }
  }
`
