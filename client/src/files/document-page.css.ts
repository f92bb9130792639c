import { css } from "lit"

export const documentPageCss = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  .crumbs {
    display: flex;
    /* Where there is no room, the place gives way to the state: the title stands on the page as well. */
    flex: 1 1 0;
    max-width: max-content;
    align-items: center;
    gap: var(--space-1);
    min-width: 0;
    color: var(--text-faint);
  }
  .crumbs a {
    flex: none;
    margin-inline-start: -6px;
    padding: 2px 6px;
    border-radius: var(--radius-control);
    color: var(--text-2);
  }
  .crumbs a:hover {
    background: var(--surface-2);
    text-decoration: none;
  }
  .crumbs .icon svg {
    width: 14px;
    height: 14px;
  }
  .crumbs span[aria-current] {
    overflow: hidden;
    max-width: 36ch;
    padding-inline-start: 2px;
    color: var(--text);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  sheaf-save-state {
    margin-inline-start: var(--space-2);
  }
  .fades {
    transition: opacity var(--motion-out) var(--ease);
  }
  :host([typing]) .fades {
    opacity: 0.4;
  }
  .body {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, var(--column)) minmax(0, 1fr);
    padding: 0 var(--space-5) 40vh;
  }
  .column {
    grid-column: 2;
    display: grid;
    /* Not as wide as its widest table: that one scrolls by itself. */
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--space-3);
    min-width: 0;
    padding-block-start: var(--space-7);
  }
  .column .skeleton {
    padding: 0;
  }
  .beside {
    display: none;
  }
  .status {
    position: fixed;
    inset-block-end: var(--space-2);
    inset-inline-end: var(--space-4);
    z-index: 1;
    border-radius: var(--radius-control);
    background: var(--surface);
  }
  @media (min-width: 1200px) {
    .body {
      grid-template-columns: minmax(180px, 1fr) minmax(0, var(--column)) minmax(0, 1fr);
    }
    .beside {
      display: block;
      grid-column: 1;
      grid-row: 1;
      padding: var(--space-6) var(--space-5) 0 0;
    }
    ::slotted(sheaf-outline) {
      position: sticky;
      inset-block-start: calc(var(--bar) + var(--space-6));
      max-width: 220px;
      max-height: calc(100dvh - 2 * var(--bar));
      overflow-y: auto;
    }
  }
  @media (max-width: 767px) {
    .crumbs a,
    .crumbs .icon {
      display: none;
    }
    .crumbs span[aria-current] {
      max-width: 22vw;
    }
    .body {
      grid-template-columns: 0 minmax(0, 1fr) 0;
      padding-inline: var(--space-4);
    }
    .status {
      display: none;
    }
    .column {
      padding-block-start: var(--space-5);
    }
    sheaf-save-state {
      margin-inline-start: 0;
    }
  }
`
