import { expect, type Playing, test } from "./playground.ts"

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

test.beforeEach(async ({ page }) => {
  await page.route("**/api/files/**", route =>
    route.fulfill({ contentType: "image/png", body: Buffer.from(PNG, "base64") }),
  )
})

const give = (play: Playing, kind: "paste" | "drop") =>
  play.editor("a").evaluate(
    (element, [kind, png]) => {
      const bytes = Uint8Array.from(atob(png), char => char.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], "Harbour.png", { type: "image/png" }))
      const box = element.getBoundingClientRect()
      const at = { clientX: box.left + 20, clientY: box.top + 10 }
      element.dispatchEvent(
        kind === "paste"
          ? new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true })
          : new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true, ...at }),
      )
    },
    [kind, PNG] as const,
  )

for (const kind of ["paste", "drop"] as const) {
  test(`a picture that is given by ${kind} is stored and shown to both`, async ({ play }) => {
    await play.lines("text")
    await give(play, kind)
    const picture = play.editor("b").locator("figure img")
    await expect(picture).toHaveAttribute("src", /^\/api\/files\/playground\/blobs\/[0-9a-f]{64}$/)
    await expect(picture).toHaveAttribute("alt", "Harbour")
    await expect(play.editor("a").locator(".upload")).toHaveCount(0)
  })
}

test("a picture is picked from the device", async ({ play }) => {
  await play.editor("a").click()
  await play.page.keyboard.type("/picture")
  const choosing = play.page.waitForEvent("filechooser")
  await play.page.keyboard.press("Enter")
  await (await choosing).setFiles({ name: "Map.png", mimeType: "image/png", buffer: Buffer.from(PNG, "base64") })
  await expect(play.editor("b").locator("figure img")).toHaveAttribute("alt", "Map")
})

test("while it is sent one goes on writing, and others see nothing of it yet", async ({ play }) => {
  await play.lines("text")
  await play.page.evaluate(() => {
    window.playground.pictures.next = "wait"
  })
  await give(play, "paste")
  await expect(play.editor("a").getByRole("progressbar")).toBeVisible()
  await play.page.keyboard.type(" more")
  await play.remote("b", "before", "X")
  await play.agree()
  expect(await play.text("b")).toBe("Xtext more")
  await play.page.evaluate(() => window.playground.pictures.settle())
  await expect(play.editor("b").locator("figure img")).toHaveCount(1)
  expect(await play.text("b")).toContain("Xtext more")
})

test("a refused picture stays with the reason, to try again or to remove", async ({ play }) => {
  await play.lines("text")
  await play.page.evaluate(() => {
    window.playground.pictures.next = "refuse"
  })
  await give(play, "paste")
  const alert = play.editor("a").getByRole("alert")
  await expect(alert).toContainText("Harbour is not a picture that can be shown")
  await expect(play.editor("b").locator("figure")).toHaveCount(0)
  await play.page.evaluate(() => {
    window.playground.pictures.next = "store"
  })
  await alert.getByRole("button", { name: "Try again" }).click()
  await expect(play.editor("b").locator("figure img")).toHaveCount(1)
})

test("a picture inside of pasted HTML is stored, a foreign one leaves its words", async ({ play }) => {
  await play.editor("a").click()
  await play.paste("a", {
    "text/html": `<p>before <img src="https://evil.example/a.png" alt="the words"> after</p><img src="data:image/png;base64,${PNG}">`,
  })
  await expect(play.editor("b").locator("figure img")).toHaveCount(1)
  await expect(play.editor("b")).toContainText("before the words after")
})

test("a picture is made narrower by keyboard and given a caption", async ({ play }) => {
  await play.lines("text")
  await give(play, "paste")
  const figure = play.editor("a").locator("figure")
  await figure.getByRole("button").focus()
  await play.page.keyboard.press("ArrowRight")
  await play.page.keyboard.press("ArrowRight")
  await expect(play.editor("b").locator("figure img")).toHaveCSS("width", /^[4-9]\d\.?\d*px|^\d{3}/)
  await figure.locator("img").click()
  await figure.getByLabel("Caption").fill("The harbour at noon")
  await play.page.keyboard.press("Enter")
  await expect(play.editor("b").getByLabel("Caption")).toHaveValue("The harbour at noon")
})
