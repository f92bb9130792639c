import { css, html, type TemplateResult } from "lit"

/** The mark: sheets bound into a sheaf, which is also stalks bound at the waist. Gold, and the same drawing as `public/mark.svg`. */
export function mark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path d="M16 15.5C16 10 16 7 16 3.2" />
    <path d="M13.2 15.6C12.6 10.8 11 7.4 8.6 4.6" />
    <path d="M18.8 15.6C19.4 10.8 21 7.4 23.4 4.6" />
    <path d="M11.4 16.2C9.8 13 7.2 10.6 3.8 9.4" />
    <path d="M20.6 16.2C22.2 13 24.8 10.6 28.2 9.4" />
    <path d="M13.4 21.2C12.8 24 11.6 26.4 9.8 28.6" />
    <path d="M18.6 21.2C19.2 24 20.4 26.4 22.2 28.6" />
    <path d="M16 21.4V28.8" />
    <rect x="9.4" y="16" width="13.2" height="4.6" rx="2.3" />
  </svg>`
}

export const markCss = css`
  .mark {
    flex: none;
    width: 24px;
    height: 24px;
    fill: none;
    stroke: var(--gold);
    stroke-width: 2.6;
    stroke-linecap: round;
  }
  .mark rect {
    fill: var(--gold);
    stroke: none;
  }
`
