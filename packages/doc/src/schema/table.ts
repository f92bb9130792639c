import type { Attrs, NodeSpec } from "prosemirror-model"
import { tableNodes } from "prosemirror-tables"
import { type Colour, colourNamed } from "../colour.ts"

/** Wider or taller spans than this are a mistake or an attack: a table's map takes memory by its area. */
export const TABLE_LIMITS = { span: 100, columnWidth: { least: 40, most: 2000 } } as const

const nodes = tableNodes({
  tableGroup: "block",
  cellContent: "block+",
  cellAttributes: {
    background: {
      default: null,
      getFromDOM: element => colourNamed(element.getAttribute("data-background")),
      setDOMAttr: (value, attrs) => {
        const name = colourNamed(value)
        if (name !== null) attrs["data-background"] = name
      },
    },
  },
})

interface CellAttrs {
  readonly colspan: number
  readonly rowspan: number
  readonly colwidth: readonly number[] | null
  readonly background: Colour | null
}

const span = (value: unknown): number =>
  typeof value === "number" && Number.isInteger(value) ? Math.min(Math.max(value, 1), TABLE_LIMITS.span) : 1

const width = (value: unknown): number => {
  const { least, most } = TABLE_LIMITS.columnWidth
  return typeof value === "number" && Number.isFinite(value) && value > 0
    ? Math.round(Math.min(Math.max(value, least), most))
    : 0
}

/** A cell's attributes as a cell may have them, whatever was written. Widths that fit are answered as the same array. */
export function cellAttrs(attrs: Attrs): CellAttrs {
  const colspan = span(attrs.colspan)
  return {
    colspan,
    rowspan: span(attrs.rowspan),
    colwidth: widths(attrs.colwidth, colspan),
    background: colourNamed(attrs.background),
  }
}

function widths(value: unknown, columns: number): readonly number[] | null {
  if (!Array.isArray(value) || value.length !== columns) return null
  const read = value.map(width)
  if (read.every(one => one === 0)) return null
  return read.every((one, at) => one === value[at]) ? value : read
}

/** Rows hold cells and nothing else; what merges leave ragged, `fixTables` mends. */
export const table: Readonly<Record<"table" | "table_row" | "table_cell" | "table_header", NodeSpec>> = {
  table: nodes.table,
  table_row: nodes.table_row,
  table_cell: nodes.table_cell,
  table_header: nodes.table_header,
}
