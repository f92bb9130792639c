import { Refused } from "@sheaf/domain"

/**
 * Refuses a form with the same codes as the server would, before it is asked: said under the fields, in our words and in the
 * language of the page, where the browser would show a bubble in its own. The first such field gets the focus.
 */
export function check(form: HTMLFormElement): void {
  const wrong = [...form.elements].filter(one => one instanceof HTMLInputElement).filter(one => !one.validity.valid)
  if (wrong.length === 0) return
  wrong[0]?.focus()
  throw new Refused("invalid", { fields: Object.fromEntries(wrong.map(one => [one.name, faultIn(one.validity)])) })
}

function faultIn(validity: ValidityState): string {
  if (validity.valueMissing) return "empty"
  if (validity.tooShort) return "too-short"
  if (validity.tooLong) return "too-long"
  return validity.typeMismatch ? "not-an-address" : "other"
}
