import { css } from "lit"

export const shareDialogCss = css`
  sheaf-dialog {
    --dialog-width: 520px;
  }
  .content {
    display: flex;
    flex-direction: column;
    gap: var(--space-3);
    /* Room for the list under the field, so that the dialog does not scroll for it. */
    min-height: 320px;
  }
  /* Stays while the list below scrolls; wider than the list by the rings of focus that must not be cut. */
  .add {
    position: sticky;
    inset-block-start: calc(-1 * var(--space-2));
    z-index: 1;
    margin: calc(-1 * var(--space-2)) -4px calc(-1 * var(--space-1));
    padding: var(--space-2) 4px var(--space-1);
    background: var(--surface);
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
    li {
      display: grid;
      grid-template: "face name act" auto "face role act" auto / 32px minmax(0, 1fr) auto;
      gap: 0 10px;
      padding-block: var(--space-1);
    }
    li .name {
      grid-area: name;
    }
    li sheaf-icon-button {
      grid-area: act;
    }
    li .role,
    li select.input {
      grid-area: role;
      justify-self: start;
      margin-inline-start: -4px;
      padding-inline: 4px;
    }
    li .role {
      padding-block: 6px;
    }
    /* The browser indents a select's words by itself. */
    li select.input {
      margin-inline-start: -10px;
    }
    .add select.input {
      max-width: 128px;
    }
  }
`
