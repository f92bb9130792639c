export { COLOURS, type Colour, colourNamed } from "./colour.ts"
export {
  addLineBelow,
  blockWithChildren,
  clearFormats,
  deleteBlock,
  duplicateBlock,
  insertBlock,
  insertCallout,
  insertDivider,
  insertTable,
  moveBlock,
  moveBlocks,
  outerBlock,
  selectBlock,
  setAttrs,
  setColour,
  toggleCallout,
  toggleCodeBlock,
} from "./command/block.ts"
export {
  backOut,
  indent,
  leaveCallout,
  newlineInCode,
  selectedKind,
  selectedLines,
  setKind,
  splitLine,
  toggleKind,
  toggleTaskAt,
  toggleTasks,
} from "./command/line.ts"
export { type LinkAt, linkAt, removeLink, setLink } from "./command/link.ts"
export { type Counts, count, countText } from "./count.ts"
export { become, replacement } from "./diff.ts"
export { safeHref, soleHref, typedHref } from "./href.ts"
export {
  DEEPEST,
  headingLevel,
  isList,
  LINE_KINDS,
  type Line,
  type LineKind,
  lineAttrs,
  lineOf,
  readLine,
} from "./line.ts"
export { fromMarkdown, looksLikeMarkdown } from "./markdown.ts"
export { type Heading, outline } from "./outline.ts"
export { PICTURE_WIDTH, pictureSrc, pictureWidth } from "./picture.ts"
export { markdownRules } from "./rules.ts"
export { CALLOUT_TONES, type CalloutTone, CODE_LANGUAGES, calloutTone, codeLanguage } from "./schema/blocks.ts"
export { pictureWords } from "./schema/image.ts"
export { schema } from "./schema/index.ts"
export { inlineText, numbering, plainText } from "./text.ts"
