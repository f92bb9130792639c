/**
 * Lets the service worker keep the page on this device, so that it opens without a network. Not while developing: there the page must be
 * the newest at every load.
 */
export function keepPage(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return
  navigator.serviceWorker.register("/service-worker.js").catch((error: unknown) => {
    // Plain http on another machine's name, or private browsing: the page works, it only does not open offline.
    console.info("the page is not kept on this device", error)
  })
}
