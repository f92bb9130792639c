import { css } from "lit"

export const peoplePageCss = css`
  .tools {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  caption {
    padding: 10px var(--space-5) 6px;
    color: var(--text-faint);
    font-size: var(--text-small);
    text-align: start;
  }
  thead th {
    height: 32px;
    color: var(--text-faint);
    font-size: var(--text-small);
    font-weight: 400;
  }
  th,
  td {
    padding: 0 var(--space-4) 0 0;
    border-block-end: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
  }
  tr > :first-child {
    padding-inline-start: var(--space-5);
  }
  tbody tr {
    height: 44px;
  }
  tbody tr:hover {
    background: var(--page);
  }
  .who {
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
    --avatar-size: 28px;
  }
  .name {
    overflow: hidden;
    font-weight: 500;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .me {
    flex: none;
    padding: 0 6px;
    border-radius: var(--radius-pill);
    background: var(--surface-2);
    color: var(--text-2);
    font-size: var(--text-small);
  }
  td {
    color: var(--text-2);
    font-size: var(--text-cell);
  }
  .standing {
    white-space: nowrap;
  }
  .standing.steward {
    color: var(--gold-text);
    font-weight: 600;
  }
  .act {
    width: 56px;
    text-align: end;
    --hover: var(--line);
  }
  .email-below {
    display: none;
  }
  .alone {
    padding: var(--space-4) var(--space-5);
    color: var(--text-2);
  }
  @media (max-width: 767px) {
    .email {
      display: none;
    }
    .email-below {
      display: block;
      overflow: hidden;
      padding-inline-start: 38px;
      color: var(--text-2);
      font-size: var(--text-small);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    /* As wide as the window, whatever names there are: a name is cut, not the page. */
    table {
      table-layout: fixed;
    }
    thead .standing {
      width: 92px;
    }
    thead .act {
      width: 48px;
    }
    tbody tr {
      height: 60px;
    }
    tr > :first-child,
    caption {
      padding-inline-start: var(--space-4);
    }
    th,
    td {
      padding-inline-end: var(--space-2);
    }
  }
`
