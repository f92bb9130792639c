import { fromMarkdown, looksLikeMarkdown, plainText, schema, setLink, soleHref } from "@sheaf/doc"
import { DOMSerializer, type Fragment, Slice } from "prosemirror-model"
import { Plugin, TextSelection } from "prosemirror-state"
import type { EditorView } from "prosemirror-view"
import { cleanHtml } from "./clean-html.ts"
import { listsOut } from "./lists-out.ts"
import type { Pictures } from "./pictures.ts"

/** What comes in by the clipboard or a drop is cleaned; what goes out reads well in other programs. */
export function clipboardPlugin(pictures: Pictures): Plugin {
  return new Plugin({
    props: {
      handlePaste: (view, event) => linkSelection(view, event) || pasteMarkdown(view, event),
      transformPastedHTML: (html, view) => {
        const { html: clean, pictures: found } = cleanHtml(html)
        // After the paste: they are placed below it, and sent.
        if (found.length > 0) setTimeout(() => pictures.add(view, found, view.state.selection.to))
        return clean
      },
      transformPasted: (slice, view) => keepFirstKind(slice, view),
      clipboardTextSerializer: slice => plainText(slice.content),
      clipboardSerializer: new Outward(),
    },
  })
}

/** Into an empty line of text a heading, or the first item of a list, comes as what it is, not only as its words. */
function keepFirstKind(slice: Slice, view: EditorView): Slice {
  const { parent } = view.state.selection.$from
  const first = slice.content.firstChild
  const empty = parent.type === schema.nodes.paragraph && parent.content.size === 0 && parent.attrs.kind === null
  const kept = empty && first?.type === schema.nodes.paragraph && first.attrs.kind !== null
  return kept ? new Slice(slice.content, 0, 0) : slice
}

/** An address over selected text makes that text lead there. */
function linkSelection(view: EditorView, event: ClipboardEvent): boolean {
  const { selection } = view.state
  const href = soleHref(event.clipboardData?.getData("text/plain") ?? "")
  if (href === null || selection.empty || !(selection instanceof TextSelection)) return false
  if (!selection.$from.sameParent(selection.$to) || selection.$from.parent.type.spec.code) return false
  const done = setLink(selection.from, selection.to, href)(view.state, view.dispatch)
  if (done) view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, selection.to)))
  return done
}

/** Plain text that is written as Markdown becomes what it describes; into code it goes as it is. */
function pasteMarkdown(view: EditorView, event: ClipboardEvent): boolean {
  const data = event.clipboardData
  const text = data?.getData("text/plain") ?? ""
  if (data?.getData("text/html") || view.state.selection.$from.parent.type.spec.code || !looksLikeMarkdown(text))
    return false
  const content = fromMarkdown(text)
  if (content.size === 0) return false
  const only = content.childCount === 1 ? content.firstChild : null
  const inline = only?.type === schema.nodes.paragraph && only.attrs.kind === null
  view.dispatch(
    view.state.tr.replaceSelection(inline ? new Slice(content, 1, 1) : new Slice(content, 0, 0)).scrollIntoView(),
  )
  return true
}

/** Lists leave as lists: lines of a list kind are put into `ul` and `ol`, as other programs know them. */
class Outward extends DOMSerializer {
  constructor() {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema))
  }

  override serializeFragment(
    content: Fragment,
    options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ) {
    const out = super.serializeFragment(content, options, target)
    listsOut(out)
    return out
  }
}
