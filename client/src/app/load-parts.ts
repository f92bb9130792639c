let asked = false

/** Loads the editor, which is most of the page's weight: for a document at once, otherwise when the browser has nothing else to do. */
export function loadDocumentParts(): void {
  if (asked) return
  asked = true
  import("./document-parts.ts").catch(() => {
    asked = false // The next document tries again; until then the page has a title and no text, and says that it is offline.
  })
}

/** Loads it ahead, so that the first document opens at once, and also without a network. */
export function loadDocumentPartsWhenIdle(): void {
  if ("requestIdleCallback" in window) requestIdleCallback(loadDocumentParts)
  else setTimeout(loadDocumentParts, 1_000)
}
