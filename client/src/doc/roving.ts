/**
 * Arrow keys among `items`, as in toolbars, menus and lists: answers which of them is next, or undefined where the key is no such
 * key. Only one of them is in the tab order.
 */
export function rove(
  event: KeyboardEvent,
  items: readonly HTMLElement[],
  axis: "row" | "column" | "both",
): HTMLElement | undefined {
  const now = items.findIndex(item => item.matches(":focus"))
  const back = axis === "column" ? ["ArrowUp"] : axis === "row" ? ["ArrowLeft"] : ["ArrowUp", "ArrowLeft"]
  const on = axis === "column" ? ["ArrowDown"] : axis === "row" ? ["ArrowRight"] : ["ArrowDown", "ArrowRight"]
  const last = items.length - 1
  if (on.includes(event.key)) return items[now >= last ? 0 : now + 1]
  if (back.includes(event.key)) return items[now <= 0 ? last : now - 1]
  if (event.key === "Home") return items[0]
  if (event.key === "End") return items[last]
  return undefined
}

/** A press on a surface beside the text leaves the selection, and the keyboard of a phone, where they are. */
export function keepFocus(event: Event): void {
  const into = event.composedPath()[0]
  if (!(into instanceof HTMLInputElement)) event.preventDefault()
}
