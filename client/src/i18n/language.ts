import { Emitter, type Stop } from "@sheaf/std"
import { en, type Messages } from "./en/index.ts"
import { zh } from "./zh/index.ts"

export const LANGUAGES = ["en", "zh"] as const
export type Language = (typeof LANGUAGES)[number]

const TABLES: Readonly<Record<Language, Messages>> = { en, zh }
const KEY = "sheaf-language"
const changed = new Emitter<Language>()
let current: Language = initial()

/** Chosen before, else the first of the browser's languages that there is a table for. */
function initial(): Language {
  const kept = keep()?.getItem(KEY)
  if (kept === "en" || kept === "zh") return kept
  const known = navigator.languages.map(tag => tag.toLowerCase().slice(0, 2)).find(tag => tag === "zh" || tag === "en")
  return known === "zh" ? "zh" : "en"
}

/** Nothing is kept where there is no page: a test that asks for words has no storage. */
function keep(): Storage | undefined {
  return typeof document === "undefined" ? undefined : localStorage
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
  keep()?.setItem(KEY, next)
  markLanguage()
  changed.emit(next)
}

/** Tells the browser and screen readers which language the page is in. */
export function markLanguage(): void {
  if (typeof document !== "undefined") document.documentElement.lang = locale()
}

export function onLanguage(listener: (language: Language) => void): Stop {
  return changed.on(listener)
}
