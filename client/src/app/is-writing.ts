/** Whether the caret stands in a text: what is typed next belongs there, and nothing may take the focus. */
export function isWriting(): boolean {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  if (at instanceof HTMLTextAreaElement) return true
  if (at instanceof HTMLInputElement) return !at.matches("[type=checkbox], [type=radio], [readonly]")
  return at instanceof HTMLElement && at.isContentEditable
}
