import { css, html, LitElement, type TemplateResult } from "lit"
import { customElement, query } from "lit/decorators.js"
import { Localized } from "../controller/localized.ts"
import { words } from "../i18n/language.ts"
import { type ActionId, action, keyWords } from "./actions.ts"
import { icon } from "./icon.ts"
import { panel } from "./panel.css.ts"

const FORMAT: readonly ActionId[] = ["bold", "italic", "underline", "strike", "code", "link", "clear"]
const BLOCKS: readonly ActionId[] = ["text", "h1", "h2", "h3", "h4", "bullet", "ordered", "task", "quote", "codeBlock"]
const MOVE: readonly ActionId[] = ["undo", "redo", "indent", "outdent", "moveUp", "moveDown", "tickTask", "shortcuts"]

/** Every key of the editor, on one sheet. */
@customElement("sheaf-shortcuts")
export class Shortcuts extends LitElement {
  static override readonly styles = [
    panel,
    css`
      dialog {
        width: min(760px, calc(100vw - 32px));
        max-height: min(80vh, 760px);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius-card);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow-floating);
      }
      dialog::backdrop {
        background: var(--scrim);
      }
      header {
        position: sticky;
        top: 0;
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: var(--space-3) var(--space-3) var(--space-3) var(--space-5);
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      h2 {
        margin: 0;
        font-size: var(--text-h3);
      }
      h3 {
        margin: 0 0 var(--space-1);
        color: var(--text-faint);
        font-size: var(--text-small);
        font-weight: 500;
      }
      .columns {
        columns: 2 280px;
        column-gap: var(--space-6);
        padding: var(--space-4) var(--space-5) var(--space-5);
      }
      section {
        break-inside: avoid;
        margin-bottom: var(--space-4);
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        margin: 0;
      }
      dt,
      dd {
        margin: 0;
        padding: 5px 0;
      }
      dd {
        text-align: end;
      }
      kbd {
        padding: 2px 6px;
        border: 1px solid var(--line);
        border-radius: var(--radius-control);
        background: var(--page);
        color: var(--text-2);
        font: var(--text-small) / 1.4 var(--font-code);
        white-space: nowrap;
      }
      .close {
        display: grid;
        place-items: center;
        width: 32px;
        height: 32px;
        border-radius: var(--radius-control);
      }
      .close:hover {
        background: var(--surface-2);
      }
    `,
  ]

  readonly localized = new Localized(this)
  @query("dialog") private readonly dialog!: HTMLDialogElement | null

  show(): void {
    if (this.dialog?.open === false) this.dialog.showModal()
  }

  override render(): TemplateResult {
    const { shortcuts: say } = words().doc
    return html`<dialog aria-labelledby="title" @click=${this.#outside}>
      <header>
        <h2 id="title">${say.title}</h2>
        <button class="close" type="button" aria-label=${say.close} @click=${() => this.dialog?.close()}>${icon("close")}</button>
      </header>
      <div class="columns" tabindex="0" role="group" aria-labelledby="title">
        ${this.#actions(say.format, FORMAT)} ${this.#actions(say.blocks, BLOCKS)}
        ${this.#actions(say.move, MOVE, [
          [say.slash, "/"],
          [say.toolbar, keyWords("Alt-F10")],
          [say.leave, "Esc, Tab"],
        ])}
        ${this.#list(say.markdown, this.#typed())}
      </div>
    </dialog>`
  }

  #actions(title: string, ids: readonly ActionId[], more: readonly (readonly [string, string])[] = []): TemplateResult {
    const rows = ids.map(id => [words().doc.actions[id], keyWords(action(id).keys ?? "")] as const)
    return this.#list(title, [...rows, ...more])
  }

  #list(title: string, rows: readonly (readonly [string, string])[]): TemplateResult {
    return html`<section>
      <h3>${title}</h3>
      <dl>${rows.map(([what, keys]) => html`<dt>${what}</dt><dd><kbd>${keys}</kbd></dd>`)}</dl>
    </section>`
  }

  #typed(): readonly (readonly [string, string])[] {
    const { typed } = words().doc.shortcuts
    return [
      [typed.heading, "# … ####"],
      [typed.bullet, "-  *  +"],
      [typed.ordered, "1.  1、"],
      [typed.task, "[]  [x]  【】"],
      [typed.quote, ">  》"],
      [typed.code, "```  ···"],
      [typed.divider, "---"],
      [typed.bold, "**…**"],
      [typed.italic, "*…*"],
      [typed.strike, "~~…~~"],
      [typed.inline, "`…`"],
      [typed.link, "[…](…)"],
    ]
  }

  readonly #outside = (event: Event): void => {
    if (event.target === this.dialog) this.dialog?.close()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sheaf-shortcuts": Shortcuts
  }
}
