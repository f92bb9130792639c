import { html, LitElement } from "lit"
import { customElement } from "lit/decorators.js"
@customElement("sheaf-share-dialog")
export class ShareDialog extends LitElement {
  override render() {
    return html``
  }
}
