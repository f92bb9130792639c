import { pictureSrc } from "@sheaf/doc"
import DOMPurify from "dompurify"

export interface Cleaned {
  readonly html: string
  /** Pictures that came inside of the text, to be stored here. */
  readonly pictures: readonly File[]
}

/**
 * Foreign HTML without what could do something: scripts, handlers, forms, frames, SVG, `javascript:` and foreign pictures. The
 * schema then takes of the rest only what it knows; this is the first of two walls.
 */
export function cleanHtml(html: string): Cleaned {
  const clean = DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ["style", "form", "button", "select", "textarea", "iframe", "video", "audio", "map", "area"],
  })
  const root = new DOMParser().parseFromString(clean, "text/html").body
  const pictures: File[] = []
  for (const img of root.querySelectorAll("img")) replacePicture(img, pictures)
  wordLists(root)
  return { html: root.innerHTML, pictures }
}

/** Our own pictures stay; those inside of the text are taken out to be stored; of foreign ones the words stay. */
function replacePicture(img: HTMLImageElement, pictures: File[]): void {
  const src = img.getAttribute("src") ?? ""
  if (pictureSrc(src) !== null) return
  const file = fileOf(src, img.alt)
  if (file !== undefined) pictures.push(file)
  const alt = img.alt.trim()
  if (file !== undefined || alt === "") img.remove()
  else img.replaceWith(img.ownerDocument.createTextNode(alt))
}

function fileOf(src: string, name: string): File | undefined {
  const match = /^data:(image\/(?:png|jpeg|gif|webp|avif));base64,([A-Za-z0-9+/=\s]+)$/.exec(src)
  const [, type, text] = match ?? []
  if (type === undefined || text === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(text), char => char.charCodeAt(0))
    return new File([bytes], name || `picture.${type.slice(6)}`, { type })
  } catch {
    // Not base64 after all: there is no picture in it.
    return undefined
  }
}

/** Word writes lists as paragraphs with the bullet as text; their level is in a style of its own. */
function wordLists(root: HTMLElement): void {
  for (const line of root.querySelectorAll<HTMLElement>("p[style*='mso-list']")) {
    const level = /mso-list:\s*\S+\s+level(\d)/.exec(line.getAttribute("style") ?? "")?.[1]
    const mark = [...line.querySelectorAll<HTMLElement>("span")].find(span =>
      /mso-list:\s*Ignore/i.test(span.getAttribute("style") ?? ""),
    )
    if (level === undefined) continue
    const ordered = /^[\s]*[\p{L}\p{N}]{1,4}[.)、）]/u.test(mark?.textContent ?? "")
    mark?.remove()
    line.dataset.kind = ordered ? "ordered" : "bullet"
    line.dataset.indent = String(Number(level) - 1)
  }
}
