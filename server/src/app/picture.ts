import { LIMITS, Refused } from "@sheaf/domain"
import { imageSize } from "image-size"
import { svgSize } from "./svg.ts"

/** What a picture's own bytes say it is. */
export interface Picture {
  readonly type: "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif" | "image/svg+xml"
  readonly width: number
  readonly height: number
}

/**
 * What `bytes` hold, by their content alone: neither name nor declared type is asked. Throws `Refused` when it is no picture that
 * browsers show, is too large, or is an SVG that does more than draw.
 */
export function recognise(bytes: Uint8Array): Picture {
  if (bytes.length > LIMITS.image) throw new Refused("too-large")
  const type = typeOf(bytes)
  if (type === undefined) throw new Refused("not-an-image")
  const { width, height } = type === "image/svg+xml" ? svgSize(bytes) : pixelSize(bytes)
  if (!(width >= 1 && height >= 1)) throw new Refused("not-an-image")
  if (Math.max(width, height) > LIMITS.imageSide || width * height > LIMITS.imageArea) throw new Refused("too-large")
  return { type, width: Math.round(width), height: Math.round(height) }
}

function typeOf(bytes: Uint8Array): Picture["type"] | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (ascii(0, 8) === "\x89PNG\r\n\x1a\n") return ascii(12, 16) === "IHDR" ? "image/png" : undefined
  if (ascii(0, 3) === "\xff\xd8\xff") return "image/jpeg"
  if (/^GIF8[79]a$/.test(ascii(0, 6))) return "image/gif"
  if (ascii(0, 4) === "RIFF" && ascii(8, 12) === "WEBP") return "image/webp"
  if (ascii(4, 8) === "ftyp" && /avi[fs]/.test(ascii(8, 64))) return "image/avif"
  return /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|svg)/i.test(ascii(0, 64)) ? "image/svg+xml" : undefined
}

/** The library throws on headers that are cut off or make no sense: that is then no picture. */
function pixelSize(bytes: Uint8Array): { width: number; height: number } {
  try {
    return imageSize(bytes)
  } catch (cause) {
    throw new Refused("not-an-image", { fields: { body: cause instanceof Error ? cause.message : "unreadable" } })
  }
}
