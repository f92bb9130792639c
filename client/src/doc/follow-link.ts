import { linkAt } from "@sheaf/doc"
import { Plugin } from "prosemirror-state"

/** Ctrl or Cmd with a press opens a link; a press alone puts the caret into it, for the link can be written in. */
export function followLinkPlugin(): Plugin {
  return new Plugin({
    props: {
      handleClick: (view, pos, event) => {
        if (!event.ctrlKey && !event.metaKey) return false
        const link = linkAt(view.state.doc.resolve(pos))
        if (link === undefined) return false
        window.open(link.href, "_blank", "noopener,noreferrer")
        return true
      },
    },
  })
}
