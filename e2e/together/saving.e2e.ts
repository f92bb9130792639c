import { expect, test } from "./room.ts"

test("pull the network, write, close the tab, open it, plug the network in: everything merges", async ({ stage }) => {
  const { chen, bo, file } = stage
  await stage.bothOpen()
  await bo.type("before ")
  await expect(bo.saving).toContainText("Saved")
  // The page itself is kept on the device by its service worker, once that has taken over.
  await bo.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await bo.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await bo.line.cut()
  await bo.type("written offline ")
  await expect(bo.saving).toContainText("On this device")
  await chen.type("written meanwhile ")
  await expect(chen.saving).toContainText("Saved")
  await bo.reopen(file)
  await expect(bo.text).toContainText("written offline")
  await expect(bo.saving).toContainText("On this device")
  await bo.type("and again ")
  await bo.line.mend()
  await expect(bo.saving).toContainText("Saved")
  for (const actor of [chen, bo])
    for (const words of ["before", "written offline", "and again", "written meanwhile"])
      await expect(actor.text).toContainText(words)
  expect(await chen.written()).toBe(await bo.written())
})

test("the server is killed while one types: nothing is lost, and the page says so throughout", async ({ stage }) => {
  const { chen, bo } = stage
  await stage.bothOpen()
  await chen.type("one ")
  await expect(chen.saving).toContainText("Saved")
  const typing = chen.page.keyboard.type("two three four five six seven eight nine ten", { delay: 20 })
  await expect(bo.text).toContainText("two")
  await stage.kill()
  await typing
  await expect(chen.saving).toContainText("On this device")
  await stage.restart()
  await expect(chen.saving).toContainText("Saved", { timeout: 20_000 })
  await expect.poll(() => bo.written(), { timeout: 20_000 }).toBe("one two three four five six seven eight nine ten")
})

test("the browser says that the network is gone: what is typed is on this device, and saved when it is back", async ({
  stage,
}) => {
  const { bo } = stage
  await bo.open(stage.file)
  await bo.type("online ")
  await expect(bo.saving).toContainText("Saved")
  await bo.context.setOffline(true)
  await bo.type("offline")
  await expect(bo.saving).toContainText("On this device")
  await bo.context.setOffline(false)
  await expect(bo.saving).toContainText("Saved")
})

test("signing out takes the copies off the device", async ({ stage }) => {
  const { bo } = stage
  await bo.open(stage.file)
  await bo.type("between us")
  await expect(bo.saving).toContainText("Saved")
  const copies = () => bo.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
  expect(await copies()).toHaveLength(1)
  await bo.page.getByRole("button", { name: /Bo/ }).last().click()
  await bo.page.getByText("Sign out").click()
  await expect(bo.page.getByLabel("Password")).toBeVisible()
  await expect.poll(copies).toEqual([])
})

test("closing with something that is nowhere but here asks first", async ({ stage }) => {
  const { bo } = stage
  // A browser that keeps nothing: private modes and full disks are like that.
  await bo.page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("not allowed", "SecurityError")
    }
  })
  await bo.open(stage.file)
  await bo.type("safe ")
  await expect(bo.saving).toContainText("Saved")
  await bo.line.cut()
  await bo.type("only here")
  const asked = bo.page.waitForEvent("dialog")
  await bo.page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe("beforeunload")
  await dialog.dismiss()
  await expect(bo.text).toContainText("only here")
})
