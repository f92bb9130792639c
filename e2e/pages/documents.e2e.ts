import type { Page } from "@playwright/test"
import { expect, test } from "./company.ts"

const row = (page: Page, title: string) => page.getByRole("row", { name: title })

test("the first visit creates the organisation; one signs out and in again", async ({ company }) => {
  const page = await company.visit()
  await expect(page.getByRole("heading", { name: "Create your organisation" })).toBeVisible()
  await page.getByLabel("Organisation", { exact: true }).fill("Yunfan")
  await page.getByLabel("Your name").fill("Chen Siyuan")
  await page.getByLabel("Email address").fill("Chen@Example.com")
  await page.getByLabel("Password").fill("correct horse")
  await page.getByRole("button", { name: "Create organisation" }).click()
  await expect(page.getByRole("heading", { name: "Write the first document" })).toBeVisible()
  await expect(page).toHaveTitle("Home · Sheaf")

  await page.getByRole("button", { name: "Chen Siyuan" }).click()
  await page.getByRole("menuitem", { name: "Sign out" }).click()
  await expect(page.getByRole("heading", { name: "Sign in to Yunfan" })).toBeVisible()
  await page.getByLabel("Email address").fill("chen@example.com")
  await page.getByLabel("Password").fill("wrong horse")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("alert")).toHaveText("This email address and password do not go together.")
  await page.getByLabel("Password").fill("correct horse")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("heading", { name: "Home", exact: true })).toBeVisible()
})

test("a document is created, named, renamed in the list, put into the trash, taken back, and restored", async ({
  company,
}) => {
  const page = await company.found()
  await page.getByRole("button", { name: "New document" }).first().click()
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused()
  await page.keyboard.type("Plan for the week")
  await expect(page).toHaveTitle("Plan for the week · Sheaf")
  await page.keyboard.press("Enter")
  await page.getByRole("link", { name: "Home" }).first().click()
  await expect(row(page, "Plan for the week")).toBeVisible()

  await row(page, "Plan for the week").focus()
  await page.keyboard.press("F2")
  await page.keyboard.type("Plan for the month")
  await page.keyboard.press("Enter")
  await expect(row(page, "Plan for the month")).toBeFocused()

  await page.keyboard.press("Delete")
  await expect(row(page, "Plan for the month")).toBeHidden()
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(row(page, "Plan for the month")).toBeVisible()

  await row(page, "Plan for the month").focus()
  await page.keyboard.press("Delete")
  await expect(page.getByText("“Plan for the month” was moved to the trash.").last()).toBeVisible()
  await page.getByRole("link", { name: "Trash" }).click()
  await page.getByRole("button", { name: "Actions for Plan for the month" }).click()
  await page.getByRole("menuitem", { name: "Restore" }).click()
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible()
  await page.getByRole("link", { name: "Home" }).first().click()
  await expect(row(page, "Plan for the month")).toBeVisible()
})

test("the list is worked by keyboard alone", async ({ company }) => {
  const page = await company.found()
  for (const title of ["One", "Two", "Three"]) await company.document(page, title)
  await expect(row(page, "Three")).toBeVisible()
  await page.keyboard.press("/")
  await expect(page.getByRole("searchbox")).toBeFocused()
  await page.keyboard.press("ArrowDown")
  await expect(page.getByRole("row").nth(1)).toBeFocused()
  await page.keyboard.press("Shift+ArrowDown")
  await expect(page.getByRole("toolbar", { name: "2 selected" })).toBeVisible()
  await page.keyboard.press("Shift+ArrowDown")
  await expect(page.getByRole("toolbar", { name: "3 selected" })).toBeVisible()
  await page.keyboard.press("Shift+ArrowUp")
  await expect(page.getByRole("toolbar", { name: "2 selected" })).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("toolbar")).toBeHidden()
  await page.keyboard.press("End")
  await expect(row(page, "One")).toBeFocused()
  await page.keyboard.press("Control+a")
  await page.keyboard.press("Delete")
  await expect(page.getByText("3 documents were moved to the trash.")).toBeVisible()
  await page.getByRole("button", { name: "Undo" }).click()
  await row(page, "Two").focus()
  await page.keyboard.press("Enter")
  await expect(page).toHaveTitle("Two · Sheaf")
})

test("what others do shows at once: new name, new access, access taken away", async ({ company }) => {
  const chen = await company.found()
  const lin = await company.join(chen, "Lin Man")
  const id = await company.document(chen, "Roadmap")
  await expect(lin.getByRole("heading", { name: "Write the first document" })).toBeVisible()

  const me = await company.ask(lin, "GET", "/api/me")
  const to = { kind: "person", id: me.person.id }
  const { grant } = await company.ask(chen, "PUT", `/api/files/${id}/grants`, { to, role: "viewer" })
  await expect(row(lin, "Roadmap")).toContainText("Can view")
  await company.ask(chen, "PATCH", `/api/files/${id}`, { title: "Roadmap 2027" })
  await expect(row(lin, "Roadmap 2027")).toBeVisible()
  await row(lin, "Roadmap 2027").focus()
  await lin.keyboard.press("Enter")
  await expect(lin).toHaveTitle("Roadmap 2027 · Sheaf")
  await company.ask(chen, "PATCH", `/api/files/${id}`, { title: "Roadmap 2028" })
  await expect(lin).toHaveTitle("Roadmap 2028 · Sheaf")
  await lin.goBack()
  await company.ask(chen, "DELETE", `/api/files/${id}/grants/${grant.id}`)
  await expect(row(lin, "Roadmap 2028")).toBeHidden()
})

test("people who may not, cannot: a viewer's list and page offer nothing that would be refused", async ({
  company,
}) => {
  const chen = await company.found()
  const lin = await company.join(chen, "Lin Man")
  const id = await company.document(chen, "Roadmap")
  const me = await company.ask(lin, "GET", "/api/me")
  await company.ask(chen, "PUT", `/api/files/${id}/grants`, {
    to: { kind: "person", id: me.person.id },
    role: "viewer",
  })
  await lin.getByRole("button", { name: "Actions for Roadmap" }).click()
  await expect(lin.getByRole("menuitem", { name: "Copy link" })).toBeVisible()
  await expect(lin.getByRole("menuitem", { name: "Rename" })).toBeHidden()
  await expect(lin.getByRole("menuitem", { name: "Move to trash" })).toBeHidden()
  await lin.keyboard.press("Escape")
  await lin.goto(`${company.address}/people`)
  await expect(lin.getByRole("rowheader", { name: "Chen Siyuan" })).toBeVisible()
  await expect(lin.getByRole("button", { name: "Add person" })).toBeHidden()
})

test("addresses that lead nowhere, and documents that are not mine, say so", async ({ company }) => {
  const chen = await company.found()
  const lin = await company.join(chen, "Lin Man")
  const id = await company.document(chen, "Secret")
  await lin.goto(`${company.address}/d/${id}`)
  await expect(lin.getByRole("heading", { name: "You cannot open this document" }).first()).toBeVisible()
  await lin.goto(`${company.address}/nowhere`)
  await expect(lin.getByRole("heading", { name: "There is nothing at this address" }).first()).toBeVisible()
})
