/**
 * Makes the lines of a list kind, which stand side by side here, real lists for other programs: `ul` and `ol` with items, nested by
 * their indentation. The attributes stay, so that our own paste reads them as they were.
 */
export function listsOut(root: HTMLElement | DocumentFragment): void {
  for (const parent of [root, ...root.querySelectorAll<HTMLElement>("td, th, .callout-content")]) nest(parent)
}

function nest(parent: HTMLElement | DocumentFragment): void {
  const open: { readonly list: HTMLElement; readonly tag: string }[] = []
  for (const line of [...parent.children]) {
    const kind = line instanceof HTMLElement ? line.dataset.kind : undefined
    if (!(line instanceof HTMLElement) || (kind !== "bullet" && kind !== "ordered" && kind !== "task")) {
      open.length = 0
      continue
    }
    const depth = Number(line.dataset.indent ?? 0)
    const tag = kind === "ordered" ? "ol" : "ul"
    open.length = Math.min(open.length, depth + 1)
    if (open.at(-1)?.tag !== tag && open.length === depth + 1) open.pop()
    while (open.length <= depth) {
      const list = line.ownerDocument.createElement(tag)
      const holder = open.at(-1)?.list
      if (holder === undefined) parent.insertBefore(list, line)
      else (holder.lastElementChild ?? holder).append(list)
      open.push({ list, tag })
    }
    open.at(-1)?.list.append(item(line))
  }
}

function item(line: HTMLElement): HTMLElement {
  const made = line.ownerDocument.createElement("li")
  made.append(line)
  return made
}
