/** A rectangle in the window's coordinates. */
export interface Spot {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const MARGIN = 8

/**
 * Puts a floating element (position: fixed) beside `spot`: below it or, where there is more room, above; `prefer` says which comes
 * first. It stays within the window.
 */
export function placeBeside(floating: HTMLElement, spot: Spot, prefer: "above" | "below", gap: number = MARGIN): void {
  const { offsetWidth: width, offsetHeight: height } = floating
  const roomAbove = spot.top - gap - MARGIN
  const roomBelow = window.innerHeight - spot.bottom - gap - MARGIN
  const fits = prefer === "below" ? roomBelow >= height : roomAbove < height
  const below = fits || (prefer === "below" && roomBelow >= roomAbove)
  const top = below ? spot.bottom + gap : Math.max(MARGIN, spot.top - gap - height)
  const left = Math.min(Math.max(MARGIN, spot.left), window.innerWidth - width - MARGIN)
  floating.style.left = `${Math.max(0, left)}px`
  floating.style.top = `${top}px`
}
