import { css } from "lit"

export const documentPageCss = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  .crumbs {
    display: flex;
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
  .upload {
    color: var(--text-faint);
    font-size: var(--text-small);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .fades {
    transition: opacity var(--motion-out) var(--ease);
  }
  :host([typing]) .fades {
    opacity: 0.4;
  }
  .body {
    position: relative;
    flex: 1;
    display: flex;
    justify-content: center;
    padding: 0 var(--space-5) 40vh;
  }
  .column {
    flex: 0 1 var(--column);
    display: grid;
    align-content: start;
    gap: var(--space-4);
    min-width: 0;
    padding-block-start: var(--space-7);
  }
  .column .skeleton {
    padding: 0;
  }
  slot[name="outline"] {
    display: none;
  }
  @media (min-width: 1200px) {
    slot[name="outline"] {
      display: block;
    }
    ::slotted(sheaf-outline) {
      position: sticky;
      inset-block-start: var(--bar);
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
      padding-inline: var(--space-4);
    }
    .column {
      padding-block-start: var(--space-5);
    }
    sheaf-save-state {
      margin-inline-start: 0;
    }
  }
`
