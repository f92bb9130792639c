/** A picture stored with one of this server's files; nothing else is ever loaded (see README, D4). */
const OWN = /^\/api\/files\/[A-Za-z0-9_-]{1,64}\/blobs\/[0-9a-f]{64}$/

export const PICTURE_WIDTH = { least: 40, most: 4000 } as const

/** The address if it is a stored picture's, else null. */
export function pictureSrc(value: unknown): string | null {
  return typeof value === "string" && OWN.test(value) ? value : null
}

/** A width in pixels within bounds, else null: as wide as the picture is. */
export function pictureWidth(value: unknown): number | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return null
  return Math.round(Math.min(Math.max(value, PICTURE_WIDTH.least), PICTURE_WIDTH.most))
}
