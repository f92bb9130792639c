import { Emitter, type Stop } from "@sheaf/std"
import { en, type Messages } from "./en/index.ts"
import { zh } from "./zh/index.ts"

export const LANGUAGES = ["en", "zh"] as const
export type Language = (typeof LANGUAGES)[number]

const TABLES: Readonly<Record<Language, Messages>> = { en, zh }
const KEY = "sheaf-language"
const changed = new Emitter<Language>()
let current: Language = initial()

function initial(): Language {
  const kept = localStorage.getItem(KEY)
  if (kept === "en" || kept === "zh") return kept
  return navigator.languages.some(tag => tag.toLowerCase().startsWith("zh")) ? "zh" : "en"
}

/** The words of the page in the language chosen. Read it while rendering; {@link onLanguage} tells when to render again. */
export function words(): Messages {
  return TABLES[current]
}

export function language(): Language {
  return current
}

/** The tag for `lang` attributes and `Intl`. */
export function locale(): string {
  return current === "zh" ? "zh-CN" : "en"
}

/** Switches at once, everywhere, and keeps the choice on this device. */
export function setLanguage(next: Language): void {
  current = next
  localStorage.setItem(KEY, next)
  document.documentElement.lang = locale()
  changed.emit(next)
}

export function onLanguage(listener: (language: Language) => void): Stop {
  return changed.on(listener)
}
