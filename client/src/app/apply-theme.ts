import type { Stop } from "@sheaf/std"
import { effect } from "../state/effect.ts"
import type { Theme } from "../state/theme.ts"

/** Keeps `data-theme` of the document as chosen, or as the system says, from now on. */
export function applyTheme(theme: Theme): Stop {
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const apply = () => {
    const choice = theme.choice.get()
    document.documentElement.dataset.theme = choice === "system" ? (dark.matches ? "dark" : "light") : choice
  }
  const stop = effect(apply)
  dark.addEventListener("change", apply)
  return () => {
    stop()
    dark.removeEventListener("change", apply)
  }
}
