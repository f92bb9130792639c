import { css, html, type TemplateResult } from "lit"

interface Choices<T extends string> {
  readonly label: string
  readonly name: string
  readonly of: readonly T[]
  readonly labels: Readonly<Record<T, string>>
  readonly chosen: T
  readonly choose: (choice: T) => void
}

/** A few choices side by side of which one holds: radio buttons, so that arrow keys move between them. */
export function choices<T extends string>({ label, name, of, labels, chosen, choose }: Choices<T>): TemplateResult {
  return html`
    <fieldset class="choices">
      <legend>${label}</legend>
      <div>
        ${of.map(
          choice => html`
            <label>
              <input type="radio" name=${name} .checked=${choice === chosen} @change=${() => choose(choice)} />
              <span>${labels[choice]}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `
}

export const choiceCss = css`
  .choices {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .choices legend {
    padding: 0 0 6px;
    font-weight: 500;
  }
  .choices div {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 2px;
    padding: 2px;
    border-radius: 6px;
    background: var(--surface-2);
  }
  .choices label {
    position: relative;
    display: flex;
    cursor: pointer;
  }
  .choices input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .choices span {
    display: flex;
    align-items: center;
    min-height: 30px;
    padding: 0 var(--space-3);
    border-radius: var(--radius-control);
    color: var(--text-2);
  }
  .choices input:checked + span {
    background: var(--raised);
    color: var(--text);
    font-weight: 600;
    box-shadow: var(--shadow-card);
  }
  .choices input:focus-visible + span {
    outline: 2px solid var(--ink);
    outline-offset: 2px;
  }
  @media (pointer: coarse) {
    .choices span {
      min-height: 40px;
    }
  }
`
