import { toggleTaskAt } from "@sheaf/doc"
import { Plugin } from "prosemirror-state"

/** A press on a task's box ticks it. (By keyboard: Mod-Enter, in actions.ts.) */
export function tasksPlugin(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        mousedown: (_view, event) => {
          if (!isBox(event.target)) return false
          // The caret stays where it is.
          event.preventDefault()
          return true
        },
        click: (view, event) => {
          if (!isBox(event.target) || !view.editable || view.composing) return false
          const $pos = view.state.doc.resolve(view.posAtDOM(event.target, 0))
          return toggleTaskAt($pos.before())(view.state, view.dispatch)
        },
      },
    },
  })
}

function isBox(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.classList.contains("check")
}
