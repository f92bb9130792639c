import { css, html, svg, type TemplateResult } from "lit"

/** One stalk, or one leaf of paper: both are bound into a sheaf. */
const LEAF = "M16 1.5C20.2 7 20.2 13.5 17.4 19.5H14.6C11.8 13.5 11.8 7 16 1.5Z"
const leaf = (turn: number) => svg`<path d=${LEAF} transform="rotate(${turn} 16 21)" />`

/** The mark: three leaves bound at the waist. The same drawing as `public/mark.svg`. */
export function mark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <g opacity="0.6">
      ${leaf(-33)} ${leaf(33)}
      <path d="M13 24.5H19L22.3 29.3A.8.8 0 0 1 21.6 30.5H10.4A.8.8 0 0 1 9.7 29.3Z" />
    </g>
    ${leaf(0)}
    <rect x="9.5" y="19.6" width="13" height="4" rx="2" />
  </svg>`
}

export const markCss = css`
  .mark {
    flex: none;
    width: 24px;
    height: 24px;
    fill: var(--gold);
  }
`
