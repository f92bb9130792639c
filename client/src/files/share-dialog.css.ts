import { css } from "lit"

export const shareDialogCss = css`
  sheaf-dialog {
    --dialog-width: 520px;
  }
  .content {
    display: grid;
    gap: var(--space-3);
    /* Room for the list under the field, so that the dialog does not scroll for it. */
    min-height: 320px;
    align-content: start;
  }
  .add {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--space-2);
  }
  .add + .hint {
    margin-block-start: -4px;
    text-align: end;
  }
  .note {
    display: flex;
    align-items: baseline;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-3);
    border-radius: var(--radius-control);
    background: var(--surface-2);
    color: var(--text-2);
  }
  .note .icon {
    align-self: center;
  }
  h3 {
    margin-block-end: var(--space-1);
    color: var(--text-faint);
    font-size: var(--text-small);
    font-weight: 400;
  }
  li {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 48px;
    --avatar-size: 32px;
  }
  .name {
    flex: 1;
    display: grid;
    min-width: 0;
    line-height: 1.3;
  }
  .name b,
  .name small {
    overflow: hidden;
    font-weight: 500;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name small {
    color: var(--text-faint);
    font-size: var(--text-small);
    font-weight: 400;
  }
  .role {
    padding-inline: 10px;
    color: var(--text-2);
  }
  select.input {
    width: auto;
  }
  select.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--text-2);
  }
  select.quiet:hover {
    background: var(--surface-2);
  }
  summary {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    border-radius: var(--radius-control);
    color: var(--text-2);
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  details[open] summary .icon {
    transform: rotate(90deg);
  }
  details p {
    padding: var(--space-1) 0 0 20px;
  }
  .link {
    margin-inline-end: auto;
  }
  @media (max-width: 560px) {
    li select.input {
      max-width: 116px;
      padding-inline: var(--space-1);
    }
    .add select.input {
      max-width: 128px;
    }
  }
`
