import { Schema } from "prosemirror-model"
import { callout, codeBlock, divider, hardBreak } from "./blocks.ts"
import { cleaned } from "./clean.ts"
import { image } from "./image.ts"
import { marks } from "./marks.ts"
import { paragraph } from "./paragraph.ts"
import { table } from "./table.ts"

/**
 * What a text document may hold. Content is `block+` wherever blocks stand: a stricter rule could be broken by two people at once,
 * and the binding deletes what breaks a rule (see README, D2).
 */
export const schema = cleaned(
  new Schema({
    nodes: {
      doc: { content: "block+" },
      paragraph,
      code_block: codeBlock,
      callout,
      divider,
      image,
      ...table,
      hard_break: hardBreak,
      text: { group: "inline" },
    },
    marks,
  }),
)
