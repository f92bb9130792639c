import prose from "../styles/prose.css?inline"
import chrome from "./editor.css?inline"

const sheets = [prose, chrome].map(text => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  return sheet
})

/** Gives the root that `element` stands in, the page or a shadow, the styles of the text: the editor has no shadow of its own. */
export function adoptProse(element: HTMLElement): void {
  const root = element.getRootNode()
  if (!(root instanceof Document) && !(root instanceof ShadowRoot)) return
  const missing = sheets.filter(sheet => !root.adoptedStyleSheets.includes(sheet))
  root.adoptedStyleSheets.push(...missing)
}
