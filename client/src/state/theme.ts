import { signal } from "@lit-labs/signals"

export const THEMES = ["system", "light", "dark"] as const
export type ThemeChoice = (typeof THEMES)[number]

/** Where small choices of one device are kept; `localStorage` is one. */
export interface Keep {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

const KEY = "sheaf-theme"

/** Light, dark, or as the system says; kept on this device. */
export class Theme {
  readonly choice
  readonly #keep: Keep

  constructor(keep: Keep) {
    this.#keep = keep
    const kept = keep.getItem(KEY)
    this.choice = signal<ThemeChoice>(THEMES.find(theme => theme === kept) ?? "system")
  }

  choose(choice: ThemeChoice): void {
    this.#keep.setItem(KEY, choice)
    this.choice.set(choice)
  }
}
