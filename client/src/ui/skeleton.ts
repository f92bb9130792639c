import { css, html, type TemplateResult } from "lit"
import { words } from "../i18n/language.ts"

/** Grey rows where a list will be. They appear after 150 ms: most lists are there before, and a flash would be worse than nothing. */
export function skeleton(rows: number): TemplateResult {
  return html`
    <div class="skeleton" role="status" aria-label=${words().shell.common.loading}>
      ${Array.from({ length: rows }, () => html`<div><i></i><i></i><i></i></div>`)}
    </div>
  `
}

export const skeletonCss = css`
  .skeleton {
    padding: 36px var(--space-5) 0;
    animation: appear 1ms linear 150ms both;
  }
  .skeleton div {
    display: grid;
    grid-template-columns: 16px minmax(0, 3fr) minmax(0, 1fr);
    align-items: center;
    gap: var(--space-4);
    height: 40px;
    border-block-end: 1px solid var(--line);
  }
  .skeleton i {
    height: 10px;
    border-radius: var(--radius-pill);
    background: var(--surface-2);
  }
  .skeleton i:nth-child(2) {
    max-width: 320px;
  }
  .skeleton div:nth-child(3n + 2) i:nth-child(2) {
    max-width: 220px;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
`
