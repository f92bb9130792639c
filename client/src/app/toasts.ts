import { consume } from "@lit/context"
import { SignalWatcher } from "@lit-labs/signals"
import { css, html, LitElement } from "lit"
import { customElement } from "lit/decorators.js"
import { repeat } from "lit/directives/repeat.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { noticesContext } from "../state/contexts.ts"
import type { Notice, Notices } from "../state/notices.ts"
import "../ui/toast.ts"

/** The notices at the foot of the page. The region stands always, because screen readers tell only what enters one they know. */
@customElement("sheaf-toasts")
export class Toasts extends SignalWatcher(LitElement) {
  static override readonly styles = css`
    section {
      position: fixed;
      inset-block-end: var(--space-5);
      inset-inline-start: 50%;
      z-index: 8;
      display: grid;
      gap: var(--space-2);
      width: max-content;
      max-width: min(520px, calc(100vw - 32px));
      transform: translateX(-50%);
    }
  `

  @consume({ context: noticesContext }) private notices!: Notices
  readonly localized = new Localized(this)

  override render() {
    return html`
      <section role="region" aria-label=${words().shell.common.notices} aria-live="polite">
        ${repeat(
          this.notices.shown.get(),
          notice => notice.id,
          notice => this.#toast(notice),
        )}
      </section>
    `
  }

  #toast(notice: Notice) {
    const { id } = notice
    const hold = () => this.notices.hold(id)
    const release = () => this.notices.release(id)
    return html`
      <sheaf-toast
        tone=${notice.tone}
        action=${notice.action?.label ?? ""}
        @sheaf-act=${() => {
          notice.action?.run()
          this.notices.dismiss(id)
        }}
        @sheaf-close=${() => this.notices.dismiss(id)}
        @pointerenter=${hold}
        @pointerleave=${release}
        @focusin=${hold}
        @focusout=${release}
        >${notice.text}</sheaf-toast
      >
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-toasts": Toasts
  }
}
