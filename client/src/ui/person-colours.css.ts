import { css } from "lit"

/**
 * From a person's number to their colour: `data-person="3"`. An attribute and rules, because the content security policy lets no
 * style be written into an element's markup.
 */
export const personColours = css`
  [data-person="0"] {
    --person: var(--person-0);
  }
  [data-person="1"] {
    --person: var(--person-1);
  }
  [data-person="2"] {
    --person: var(--person-2);
  }
  [data-person="3"] {
    --person: var(--person-3);
  }
  [data-person="4"] {
    --person: var(--person-4);
  }
  [data-person="5"] {
    --person: var(--person-5);
  }
  [data-person="6"] {
    --person: var(--person-6);
  }
  [data-person="7"] {
    --person: var(--person-7);
  }
  [data-person="8"] {
    --person: var(--person-8);
  }
  [data-person="9"] {
    --person: var(--person-9);
  }
  [data-person="10"] {
    --person: var(--person-10);
  }
  [data-person="11"] {
    --person: var(--person-11);
  }
`
