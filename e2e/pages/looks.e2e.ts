import AxeBuilder from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { expect, type Language, type Looks, type ThemeName, test } from "./company.ts"

/** What axe calls serious or critical, as one line each. */
async function faults(page: Page): Promise<readonly string[]> {
  // A colour halfway through its transition is nobody's to judge.
  await page.waitForFunction(() => document.getAnimations().every(one => one.playState !== "running"))
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`))
}

/** Words of the other language, outside of what people themselves wrote. */
async function foreign(page: Page, language: Language): Promise<readonly string[]> {
  const text = await page.evaluate(() => {
    const parts: string[] = []
    const walk = (node: Node): void => {
      if (node instanceof Element && node.matches("style, script, [lang]:not(html), sheaf-avatar, .ProseMirror")) return
      if (node instanceof Text) parts.push(node.data)
      if (node instanceof Element) {
        for (const name of ["aria-label", "title", "placeholder"]) parts.push(node.getAttribute(name) ?? "")
        if (node.shadowRoot !== null) walk(node.shadowRoot)
      }
      for (const child of node.childNodes) walk(child)
    }
    walk(document.body)
    return parts.map(part => part.trim()).filter(Boolean)
  })
  const written =
    /\S+@example\.com|Roadmap|Yunfan|Chen|Lin Man|Sheaf|English|中文|Siyuan|Enter|Del|F2|Ctrl|Escape|Esc|Shift|Alt|Tab|Markdown/g
  const other = language === "zh" ? /[A-Za-z]{2,}/ : /\p{Script=Han}/u
  return [...new Set(text)].filter(part => other.test(part.replace(written, "")))
}

const LOOKS: readonly Required<Looks>[] = (["en", "zh"] satisfies Language[]).flatMap(language =>
  (["light", "dark"] satisfies ThemeName[]).map(theme => ({
    language,
    theme,
    phone: (language === "zh") === (theme === "light"),
  })),
)

for (const looks of LOOKS) {
  const { language, theme, phone } = looks
  test(`every page reads well: ${language}, ${theme}${phone ? ", on a phone" : ""}`, async ({ company }) => {
    const page = await company.visit(looks)
    const good = async (what: string) => {
      expect(await faults(page), what).toEqual([])
      expect(await foreign(page, language), what).toEqual([])
    }
    await page.locator("sheaf-setup-page form").waitFor()
    await good("setup")
    const chen = await company.found(looks)
    await page.reload()
    await page.locator("sheaf-sign-in-form form").waitFor()
    await good("sign-in")
    await company.ask(page, "POST", "/api/session", { email: "chen@example.com", password: "correct horse battery" })
    await page.reload()
    await page.locator("sheaf-empty").waitFor()
    await good("home, empty")
    await company.join(chen, "Lin Man")
    const id = await company.document(chen, "Roadmap")
    const row = page.locator("sheaf-file-table [data-id]")
    await row.waitFor()
    await row.focus()
    await page.keyboard.press(" ")
    await page.locator("sheaf-file-table .bar").waitFor()
    await good("home")
    await row.locator("sheaf-menu button").click()
    await page.getByRole("menuitem").first().waitFor()
    await good("home, with a menu")

    await page.goto(`${company.address}/people`)
    await page.locator("tbody tr").nth(1).waitFor()
    await good("people")
    await page.locator("sheaf-people-page .button.primary").click()
    await page.locator("sheaf-add-person-dialog form").waitFor()
    await good("adding a person")
    await page.goto(`${company.address}/settings`)
    await page.locator("sheaf-settings-page form").first().waitFor()
    await good("settings")

    await page.goto(`${company.address}/d/${id}`)
    await page.locator("sheaf-editor .ProseMirror").waitFor()
    await good("document")
    await page.locator("sheaf-document-page .share").click()
    await page.locator("sheaf-share-dialog li").first().waitFor()
    await good("sharing")
    await company.ask(chen, "DELETE", `/api/files/${id}`)
    await page.goto(`${company.address}/d/${id}`)
    await page.locator("sheaf-document-page sheaf-banner").waitFor()
    await good("document in the trash")
    await page.goto(`${company.address}/trash`)
    await page.locator("sheaf-file-table [data-id]").waitFor()
    await good("trash")
    await page.goto(`${company.address}/nowhere`)
    await page.locator("sheaf-fault-page sheaf-empty").waitFor()
    await good("nowhere")
  })
}
