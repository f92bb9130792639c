/** What `<sheaf-document-page>` shows and does not name: the text, its outline and its length. Loaded when a document is first opened. */
import "../doc/editor.ts"
import "../doc/outline-list.ts"
import "../doc/status.ts"
