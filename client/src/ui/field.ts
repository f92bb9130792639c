import { html, nothing, type TemplateResult } from "lit"
import { ifDefined } from "lit/directives/if-defined.js"
import { icon } from "./icons.ts"

export interface TextField {
  /** The name in the form and the id in the element that shows it. */
  readonly name: string
  readonly label: string
  readonly type?: "text" | "email" | "password"
  readonly value?: string
  readonly hint?: string | undefined
  /** What is wrong with it; says so instead of the hint. */
  readonly fault?: string | undefined
  readonly autocomplete?: AutoFill
  readonly required?: boolean
  readonly readOnly?: boolean
  /** Has the focus when its dialog opens. */
  readonly first?: boolean
  readonly min?: number
  readonly max?: number
}

/** One labelled text field. Read its value from the form's `FormData`. */
export function textField(of: TextField): TemplateResult {
  const note = `${of.name}-note`
  return html`
    <div class="field">
      <label for=${of.name}>${of.label}</label>
      <input
        class="input"
        id=${of.name}
        name=${of.name}
        type=${of.type ?? "text"}
        .value=${of.value ?? ""}
        autocomplete=${of.autocomplete ?? "off"}
        minlength=${ifDefined(of.min)}
        maxlength=${ifDefined(of.max)}
        ?autofocus=${of.first ?? false}
        ?required=${of.required ?? false}
        ?readonly=${of.readOnly ?? false}
        aria-invalid=${of.fault === undefined ? "false" : "true"}
        aria-describedby=${(of.fault ?? of.hint) ? note : nothing}
      />
      ${noteBelow(note, of)}
    </div>
  `
}

function noteBelow(id: string, { fault, hint, min }: TextField): TemplateResult | typeof nothing {
  // A password that is too short: how long it must be is still to be read.
  if (fault !== undefined && min !== undefined && hint !== undefined)
    return html`${faultLine(fault, id)}<p class="hint">${hint}</p>`
  if (fault !== undefined) return faultLine(fault, id)
  return hint === undefined ? nothing : html`<p class="hint" id=${id}>${hint}</p>`
}

/** A refusal where the eye is: under a field, or under a form's button. */
export function faultLine(text: string | undefined, id?: string): TemplateResult | typeof nothing {
  if (text === undefined) return nothing
  return html`<p class="fault" role="alert" id=${ifDefined(id)}>${icon("alert")}<span>${text}</span></p>`
}

/** What was typed into a form's text fields. */
export function typedIn(form: HTMLFormElement): (name: string) => string {
  const data = new FormData(form)
  return name => {
    const value = data.get(name)
    return typeof value === "string" ? value : ""
  }
}
