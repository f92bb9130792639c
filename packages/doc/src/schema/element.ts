/** The part of a DOM element that parse rules read; this package has no DOM of its own. */
export interface Markup {
  readonly nodeName: string
  readonly textContent: string | null
  readonly parentElement: Markup | null
  readonly firstElementChild: Markup | null
  getAttribute(name: string): string | null
  hasAttribute(name: string): boolean
  querySelector(selectors: string): Markup | null
  closest(selectors: string): Markup | null
}

/** The whole number in an attribute, else undefined. */
export function wholeNumber(element: Markup, name: string): number | undefined {
  const text = element.getAttribute(name)
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : undefined
}
