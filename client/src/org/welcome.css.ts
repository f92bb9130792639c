import { css } from "lit"

export const welcomeCss = css`
  :host {
    display: grid;
    place-items: safe center;
    padding: var(--space-6) var(--space-4);
    background: var(--page);
  }
  .welcome {
    display: grid;
    gap: var(--space-5);
    width: min(400px, 100%);
  }
  header {
    display: grid;
    justify-items: center;
    gap: var(--space-2);
    text-align: center;
  }
  header .mark {
    width: 44px;
    height: 44px;
    margin-block-end: var(--space-2);
  }
  h1 {
    font-size: var(--text-h2);
    font-weight: 650;
    line-height: 1.3;
    text-wrap: balance;
  }
  header p {
    color: var(--text-2);
    text-wrap: pretty;
  }
  .card {
    padding: var(--space-5);
    border: 1px solid var(--line);
    border-radius: var(--radius-card);
    background: var(--surface);
    box-shadow: var(--shadow-card);
  }
  footer {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-3);
  }
  .choice {
    display: flex;
  }
  .choice [aria-pressed="true"] {
    color: var(--text);
    font-weight: 600;
    text-decoration: underline;
    text-decoration-color: var(--gold);
    text-decoration-thickness: 2px;
    text-underline-offset: 6px;
  }
`
