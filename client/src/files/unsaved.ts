import { css, html, LitElement } from "lit"
import { customElement, property, state } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { base } from "../ui/base.css.ts"
import { button } from "../ui/button.css.ts"
import { icon } from "../ui/icons.ts"

/** What was typed and cannot be saved any more: there to be read, copied and downloaded, until the person goes. */
@customElement("sheaf-unsaved")
export class Unsaved extends LitElement {
  static override readonly styles = [
    base,
    button,
    css`
      section {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius-card);
        background: var(--page);
      }
      h2 {
        font-size: var(--text-ui);
        font-weight: 600;
      }
      pre {
        max-height: 40vh;
        margin: 0;
        overflow: auto;
        padding: var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius-control);
        background: var(--surface);
        font: inherit;
        font-size: var(--text-doc);
        line-height: var(--line-doc);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
    `,
  ]

  @property() text = ""
  /** Of the document, for the name of the file. */
  @property() heading = ""
  @state() private copied = false
  readonly localized = new Localized(this)

  override render() {
    const { document, common } = words().shell
    return html`
      <section aria-labelledby="heading">
        <h2 id="heading">${document.unsaved}</h2>
        <p>${document.unsavedText}</p>
        <pre tabindex="0" aria-labelledby="heading">${this.text}</pre>
        <div>
          <button class="button primary" @click=${this.#copy}>
            ${icon(this.copied ? "check" : "copy")}<span aria-live="polite">${this.copied ? common.copied : common.copy}</span>
          </button>
          <button class="button" @click=${this.#download}>${icon("download")} ${document.downloadUnsaved}</button>
        </div>
      </section>
    `
  }

  #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text)
      this.copied = true
    } catch {
      // Without leave to write the clipboard, the text is selected for the person's own Ctrl+C.
      const text = this.renderRoot.querySelector("pre")
      if (text !== null) getSelection()?.selectAllChildren(text)
    }
  }

  #download = (): void => {
    const address = URL.createObjectURL(new Blob([this.text], { type: "text/plain;charset=utf-8" }))
    const link = document.createElement("a")
    link.href = address
    link.download = `${words().shell.document.unsavedFile(this.heading)}.txt`
    link.click()
    URL.revokeObjectURL(address)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-unsaved": Unsaved
  }
}
