import { html, type TemplateResult } from "lit"
import { unsafeSVG } from "lit/directives/unsafe-svg.js"
import arrowDown from "lucide-static/icons/arrow-down.svg?raw"
import rowBelow from "lucide-static/icons/arrow-down-from-line.svg?raw"
import columnLeft from "lucide-static/icons/arrow-left-from-line.svg?raw"
import columnRight from "lucide-static/icons/arrow-right-from-line.svg?raw"
import arrowUp from "lucide-static/icons/arrow-up.svg?raw"
import rowAbove from "lucide-static/icons/arrow-up-from-line.svg?raw"
import colour from "lucide-static/icons/baseline.svg?raw"
import bold from "lucide-static/icons/bold.svg?raw"
import captions from "lucide-static/icons/captions.svg?raw"
import check from "lucide-static/icons/check.svg?raw"
import chevronDown from "lucide-static/icons/chevron-down.svg?raw"
import tip from "lucide-static/icons/circle-check.svg?raw"
import code from "lucide-static/icons/code.svg?raw"
import copy from "lucide-static/icons/copy.svg?raw"
import open from "lucide-static/icons/external-link.svg?raw"
import grip from "lucide-static/icons/grip-vertical.svg?raw"
import h1 from "lucide-static/icons/heading-1.svg?raw"
import h2 from "lucide-static/icons/heading-2.svg?raw"
import h3 from "lucide-static/icons/heading-3.svg?raw"
import h4 from "lucide-static/icons/heading-4.svg?raw"
import image from "lucide-static/icons/image.svg?raw"
import note from "lucide-static/icons/info.svg?raw"
import italic from "lucide-static/icons/italic.svg?raw"
import keyboard from "lucide-static/icons/keyboard.svg?raw"
import callout from "lucide-static/icons/lightbulb.svg?raw"
import link from "lucide-static/icons/link.svg?raw"
import bullet from "lucide-static/icons/list.svg?raw"
import outdent from "lucide-static/icons/list-indent-decrease.svg?raw"
import indent from "lucide-static/icons/list-indent-increase.svg?raw"
import ordered from "lucide-static/icons/list-ordered.svg?raw"
import task from "lucide-static/icons/list-todo.svg?raw"
import divider from "lucide-static/icons/minus.svg?raw"
import danger from "lucide-static/icons/octagon-alert.svg?raw"
import headerColumn from "lucide-static/icons/panel-left.svg?raw"
import headerRow from "lucide-static/icons/panel-top.svg?raw"
import pencil from "lucide-static/icons/pencil.svg?raw"
import plus from "lucide-static/icons/plus.svg?raw"
import redo from "lucide-static/icons/redo-2.svg?raw"
import clear from "lucide-static/icons/remove-formatting.svg?raw"
import retry from "lucide-static/icons/rotate-cw.svg?raw"
import codeBlock from "lucide-static/icons/square-code.svg?raw"
import strike from "lucide-static/icons/strikethrough.svg?raw"
import table from "lucide-static/icons/table.svg?raw"
import merge from "lucide-static/icons/table-cells-merge.svg?raw"
import split from "lucide-static/icons/table-cells-split.svg?raw"
import quote from "lucide-static/icons/text-quote.svg?raw"
import remove from "lucide-static/icons/trash-2.svg?raw"
import alert from "lucide-static/icons/triangle-alert.svg?raw"
import text from "lucide-static/icons/type.svg?raw"
import underline from "lucide-static/icons/underline.svg?raw"
import undo from "lucide-static/icons/undo-2.svg?raw"
import unlink from "lucide-static/icons/unlink.svg?raw"
import close from "lucide-static/icons/x.svg?raw"

const ICONS = {
  alert,
  arrowDown,
  arrowUp,
  bold,
  bullet,
  callout,
  captions,
  check,
  chevronDown,
  clear,
  close,
  code,
  codeBlock,
  colour,
  columnLeft,
  columnRight,
  copy,
  danger,
  divider,
  grip,
  h1,
  h2,
  h3,
  h4,
  headerColumn,
  headerRow,
  image,
  indent,
  italic,
  keyboard,
  link,
  merge,
  note,
  open,
  ordered,
  outdent,
  pencil,
  plus,
  quote,
  redo,
  remove,
  retry,
  rowAbove,
  rowBelow,
  split,
  strike,
  table,
  task,
  text,
  tip,
  underline,
  undo,
  unlink,
} as const
export type DocIcon = keyof typeof ICONS

/** A drawing beside or instead of words; screen readers do not hear it. */
export function icon(name: DocIcon): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${unsafeSVG(ICONS[name])}</span>`
}

/** The same for DOM that ProseMirror keeps. */
export function iconElement(name: DocIcon): HTMLElement {
  const holder = document.createElement("span")
  holder.className = "icon"
  holder.setAttribute("aria-hidden", "true")
  // The text is ours, bundled at build time.
  holder.innerHTML = ICONS[name]
  return holder
}
