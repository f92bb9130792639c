import { expect, test } from "./room.ts"

test("a role taken down turns the page read-only within a second, and back again without a reload", async ({
  stage,
}) => {
  const { bo } = stage
  await bo.open(stage.file)
  await bo.type("as an editor")
  await expect(bo.saving).toContainText("Saved")
  await stage.share("viewer")
  await expect(bo.text).toHaveAttribute("contenteditable", "false", { timeout: 1000 })
  await expect(bo.saving).toContainText("View only")
  await stage.share("editor")
  await expect(bo.text).toHaveAttribute("contenteditable", "true", { timeout: 1000 })
  await bo.type(", again")
  await expect(stage.bo.saving).toContainText("Saved")
})

test("revoked while typing: the page says that access ended, and what was not saved stays to copy", async ({
  stage,
}) => {
  const { chen, bo, file } = stage
  await stage.bothOpen()
  await bo.type("saved. ")
  await expect(bo.saving).toContainText("Saved")
  await bo.line.cut()
  await bo.type("typed in the tunnel")
  await expect(bo.saving).toContainText("On this device")
  const { grants } = await chen.ask("GET", `/api/files/${file}/access`)
  await chen.ask("DELETE", `/api/files/${file}/grants/${grants[0].id}`)
  await bo.line.mend()
  await expect(bo.page.getByText("You no longer have access")).toBeVisible()
  await expect(bo.page.locator("sheaf-unsaved")).toContainText("typed in the tunnel")
  await expect(bo.page.locator("sheaf-unsaved")).not.toContainText("saved.")
  await expect(bo.page.getByText("saved. ")).toHaveCount(0)
  await expect(chen.text).not.toContainText("tunnel")
  // What others wrote is not to be had by loading the page again either; what was typed and not saved still is.
  await bo.page.reload()
  await expect(bo.page.locator("sheaf-unsaved")).toContainText("typed in the tunnel")
  await expect(bo.page.getByText("saved. ")).toHaveCount(0)
})

test("revoked with the page open and everything saved: it says so within a second", async ({ stage }) => {
  const { chen, bo, file } = stage
  await stage.bothOpen()
  await bo.type("all saved")
  await expect(bo.saving).toContainText("Saved")
  const { grants } = await chen.ask("GET", `/api/files/${file}/access`)
  await chen.ask("DELETE", `/api/files/${file}/grants/${grants[0].id}`)
  await expect(bo.page.getByText("You no longer have access")).toBeVisible({ timeout: 1000 })
  const copies = () => bo.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
  await expect.poll(copies).toEqual([])
})
