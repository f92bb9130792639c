import type { Page } from "@playwright/test"
import { expect, test } from "./company.ts"

/** The live line of a page, to be cut and mended. */
async function lineOf(page: Page) {
  let cut = false
  const open = new Set<() => void>()
  await page.routeWebSocket("**/live", socket => {
    if (cut) return void socket.close()
    socket.connectToServer()
    open.add(() => void socket.close())
  })
  return {
    cut() {
      cut = true
      for (const close of open) close()
    },
    mend() {
      cut = false
    },
  }
}

test("a server that is not heard is said so; what changed meanwhile shows when it is heard again", async ({
  company,
}) => {
  const page = await company.found()
  const line = await lineOf(page)
  await page.reload()
  await expect(page.getByRole("heading", { name: "Write the first document" })).toBeVisible()
  line.cut()
  await expect(page.getByText("You are offline. What you see may be out of date.")).toBeVisible()
  await company.document(page, "Written elsewhere")
  await expect(page.getByRole("row", { name: "Written elsewhere" })).toBeHidden()
  line.mend()
  await expect(page.getByText("You are offline.")).toBeHidden()
  await expect(page.getByRole("row", { name: "Written elsewhere" })).toBeVisible()
})

test("a title that cannot be saved stays, says so, and is saved later", async ({ company }) => {
  const page = await company.found()
  const line = await lineOf(page)
  const id = await company.document(page, "Plan")
  await page.goto(`${company.address}/d/${id}`)
  const title = page.getByRole("textbox", { name: "Title" })
  await expect(title).toHaveValue("Plan")
  await page.route(`**/api/files/${id}`, route => route.abort())
  line.cut()
  await title.fill("Plan B")
  await expect(page.getByRole("alert")).toContainText("The server cannot be reached.")
  await expect(title).toHaveValue("Plan B")
  await page.unroute(`**/api/files/${id}`)
  line.mend()
  await expect(page.getByRole("alert")).toBeHidden()
  await expect.poll(async () => (await company.ask(page, "GET", `/api/files/${id}`)).file.title).toBe("Plan B")
})

test("raw letters of an input method are never a title", async ({ company }) => {
  const page = await company.found()
  const id = await company.document(page, "")
  const sent: string[] = []
  page.on("request", request => {
    if (request.method() === "PATCH") sent.push(request.postDataJSON().title)
  })
  await page.goto(`${company.address}/d/${id}`)
  const title = page.getByRole("textbox", { name: "Title" })
  await expect(title).toBeFocused()
  const keyboard = await page.context().newCDPSession(page)
  for (const text of ["z", "zhou", "zhoubao"])
    await keyboard.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length })
  await company.ask(page, "PATCH", `/api/files/${id}`, { title: "" })
  await keyboard.send("Input.insertText", { text: "周报" })
  await expect(page).toHaveTitle("周报 · Sheaf")
  await expect.poll(async () => (await company.ask(page, "GET", `/api/files/${id}`)).file.title).toBe("周报")
  expect(sent).toEqual(["周报"])
})

test("a title is written with a pause after a space, and nobody's rename comes under the caret", async ({
  company,
}) => {
  const page = await company.found()
  const id = await company.document(page, "Plan")
  const titleThere = async () => (await company.ask(page, "GET", `/api/files/${id}`)).file.title
  await page.goto(`${company.address}/d/${id}`)
  const title = page.getByRole("textbox", { name: "Title" })
  await expect(title).toHaveValue("Plan")
  await title.fill("")
  const answered = page.waitForResponse(response => response.request().method() === "PATCH")
  await title.pressSequentially("Hello ")
  await answered
  await expect.poll(titleThere).toBe("Hello")
  await title.pressSequentially("world")
  await expect.poll(titleThere).toBe("Hello world")

  const keyboard = await page.context().newCDPSession(page)
  await keyboard.send("Input.imeSetComposition", { text: "zhou", selectionStart: 4, selectionEnd: 4 })
  const heard = page.waitForResponse(response => response.url().endsWith(`/api/files/${id}`))
  await company.ask(page, "PATCH", `/api/files/${id}`, { title: "Theirs" })
  await heard
  await expect(title).toHaveValue("Hello worldzhou")
  await keyboard.send("Input.insertText", { text: "周" })
  await expect(title).toHaveValue("Hello world周")
  await expect.poll(titleThere).toBe("Hello world周")

  await company.ask(page, "PATCH", `/api/files/${id}`, { title: "Theirs" })
  await title.blur()
  await expect(title).toHaveValue("Theirs")
})

test("without a server nobody is told to write the first document; a new title is in the list that is kept", async ({
  company,
}) => {
  const page = await company.found()
  const line = await lineOf(page)
  await page.reload()
  await expect(page.getByRole("heading", { name: "Write the first document" })).toBeVisible()
  await page.route("**/api/**", route => route.abort())
  line.cut()
  await page.reload()
  await expect(page.getByRole("heading", { name: "The server does not answer" })).toBeVisible()
  await expect(page.getByRole("heading", { name: "Write the first document" })).toBeHidden()
  await page.unroute("**/api/**")
  line.mend()
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByRole("heading", { name: "Write the first document" })).toBeVisible()

  await page.getByRole("button", { name: "New document" }).first().click()
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused()
  const kept = page.waitForFunction(() => Object.values(localStorage).some(text => /"files":.*Winter plan/.test(text)))
  await page.keyboard.type("Winter plan")
  await kept
  await page.route("**/api/**", route => route.abort())
  line.cut()
  await page.goto(company.address)
  await expect(page.getByRole("row", { name: "Winter plan" })).toBeVisible()
})
