import { css, html, LitElement } from "lit"
import { customElement, property } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import type { SaveState as State } from "../state/document-connection.ts"
import { base } from "../ui/base.css.ts"
import { type IconName, icon } from "../ui/icons.ts"

const SHAPES: Readonly<Record<State["kind"], IconName>> = {
  saved: "cloudCheck",
  saving: "cloudUpload",
  "on-device": "hardDrive",
  offline: "cloudOff",
  connecting: "cloud",
  "read-only": "eye",
  refused: "cloudAlert",
}

/** Where what was typed is: a shape, a word, and more in the tooltip. Screen readers are told when it changes. */
@customElement("sheaf-save-state")
export class SaveState extends LitElement {
  static override readonly styles = [
    base,
    css`
      :host {
        display: inline-flex;
        flex: 0 1 auto;
        min-width: 16px;
      }
      span.state {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: 24px;
        color: var(--text-faint);
        font-size: var(--text-small);
        white-space: nowrap;
        min-width: 0;
      }
      .word {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .saved .icon {
        color: var(--green);
      }
      .state.on-device,
      .state.offline {
        color: var(--amber);
      }
      .state.refused {
        color: var(--red);
        font-weight: 600;
      }
      @media (max-width: 479px) {
        .saved .word,
        .read-only .word {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
    `,
  ]

  @property({ attribute: false }) state: State = { kind: "connecting" }
  readonly localized = new Localized(this)

  override render() {
    const { kind } = this.state
    const [word, more] = words().shell.save[kind]
    const reason = this.state.kind === "refused" ? words().shell.document.refused[this.state.reason] : more
    return html`
      <span class="state ${kind}" title=${reason ?? ""} data-kind=${kind}>
        ${icon(SHAPES[kind])}<span class="word" role="status">${word}</span>
      </span>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-save-state": SaveState
  }
}
