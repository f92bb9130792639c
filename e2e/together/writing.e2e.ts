import { expect, test } from "./room.ts"

test("two people write in one paragraph at the same time, and both have both", async ({ stage }) => {
  const { chen, bo } = stage
  await stage.bothOpen()
  await chen.type("start ")
  await expect(bo.text).toContainText("start")
  await bo.text.click()
  await bo.page.keyboard.press("ControlOrMeta+Home")
  await chen.text.click()
  await chen.page.keyboard.press("ControlOrMeta+End")
  const [left, right] = ["the quick brown fox ", "jumps over the lazy dog"]
  await Promise.all([bo.page.keyboard.type(left, { delay: 15 }), chen.page.keyboard.type(right, { delay: 15 })])
  await expect.poll(() => chen.written()).toBe(`${left}start ${right}`)
  await expect.poll(() => bo.written()).toBe(`${left}start ${right}`)
  await expect(chen.saving).toContainText("Saved")
  await expect(bo.saving).toContainText("Saved")
})

test("each sees the other's name at the caret, and undo takes back only one's own", async ({ stage }) => {
  const { chen, bo } = stage
  await stage.bothOpen()
  await chen.type("mine")
  await expect(bo.text).toContainText("mine")
  await bo.type(" and yours")
  await expect(chen.text).toContainText("and yours")
  await expect(chen.page.locator('sheaf-editor .others-name[data-name="Bo"]')).toBeAttached()
  await expect(chen.page.locator("sheaf-presence")).toContainText("B")
  await chen.text.click()
  await chen.page.keyboard.press("ControlOrMeta+z")
  await expect(bo.text).toContainText("and yours")
  await expect(bo.text).not.toContainText("mine")
})

test("Chinese is composed while another writes in the same paragraph: unbroken here, and never shown half-way there", async ({
  stage,
}) => {
  const { chen, bo } = stage
  await stage.bothOpen()
  await chen.type("周报：")
  await expect(bo.text).toContainText("周报")
  await bo.text.click()
  await bo.page.keyboard.press("ControlOrMeta+Home")
  await chen.text.click()
  await chen.page.keyboard.press("ControlOrMeta+End")
  const ime = await chen.context.newCDPSession(chen.page)
  const compose = (text: string) =>
    ime.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length })
  await compose("b")
  await compose("benzhou")
  await bo.page.keyboard.type("【急】")
  await expect(bo.saving).toContainText("Saved")
  await compose("ben zhou tou fang")
  await expect(chen.text).toContainText("周报：ben zhou tou fang")
  await expect.poll(() => bo.written()).toBe("【急】周报：")
  await ime.send("Input.insertText", { text: "本周投放" })
  await expect.poll(() => chen.written()).toBe("【急】周报：本周投放")
  await expect.poll(() => bo.written()).toBe("【急】周报：本周投放")
})
