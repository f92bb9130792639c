import { css, html, LitElement, nothing } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { Narrow } from "../controller/narrow.ts"
import { words } from "../i18n/language.ts"
import type { Present } from "../state/document-connection.ts"
import "../ui/avatar.ts"
import { base } from "../ui/base.css.ts"
import "../ui/menu.ts"

/** Who has the document open: a few avatars, the others behind a number. Room for them is kept, so that nothing jumps. */
@customElement("sheaf-presence")
export class Presence extends LitElement {
  static override readonly styles = [
    base,
    css`
      ul {
        display: flex;
        align-items: center;
        gap: 2px;
        min-height: 32px;
      }
      li {
        display: flex;
        --avatar-size: 26px;
      }
      li.more {
        font-size: var(--text-small);
      }
    `,
  ]

  @property({ attribute: false }) people: readonly Present[] = []
  readonly localized = new Localized(this)
  readonly narrow = new Narrow(this)

  override render() {
    const { document } = words().shell
    const room = this.narrow.now ? 2 : 4
    const rest = this.people.slice(room)
    return html`
      <ul aria-label=${document.here(this.people.length)}>
        ${this.people.slice(0, room).map(person => this.#avatar(person))}
        ${
          rest.length === 0
            ? nothing
            : html`<li class="more">
                <sheaf-menu .entries=${rest.map(({ name, me }) => ({ kind: "heading", label: document.person(name, me) }))}>
                  <span aria-hidden="true">+${rest.length}</span><span class="unseen">${document.others(rest.length)}</span>
                </sheaf-menu>
              </li>`
        }
      </ul>
    `
  }

  #avatar({ name, colour, me }: Present) {
    const label = words().shell.document.person(name, me)
    return html`<li title=${label}><sheaf-avatar name=${name} colour=${colour} label=${label}></sheaf-avatar></li>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-presence": Presence
  }
}
