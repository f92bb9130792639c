import { html, LitElement } from "lit"
import { customElement } from "lit/decorators.js"
@customElement("sheaf-people-page")
export class PeoplePage extends LitElement {
  override render() {
    return html``
  }
}
