import { expect, test } from "./playground.ts"

const HOSTILE = `
  <p onclick="window.hurt=1">para</p>
  <script>window.hurt = 1</script>
  <img src="https://evil.example/pixel.png" alt="tracker" onerror="window.hurt=1">
  <img src=x onerror="window.hurt=1">
  <svg onload="window.hurt=1"><a xlink:href="javascript:window.hurt=1"><text>svg</text></a></svg>
  <iframe srcdoc="<script>parent.hurt=1</script>"></iframe>
  <a href="javascript:window.hurt=1">script link</a>
  <a href=" &#106;avascript:window.hurt=1">hidden script link</a>
  <a href="data:text/html,<script>1</script>">data link</a>
  <a href="https://example.com/ok">good link</a>
  <form action="https://evil.example"><input name=a value=b><button>send</button></form>
  <style>* { display: none }</style>
  <p style="position:fixed;background:url(https://evil.example/x)">styled</p>
  <math><mtext><table><mglyph><style><img src=x onerror="window.hurt=1"></style></mglyph></table></mtext></math>`

test("pasted HTML loses everything that could run, load or mislead", async ({ play }) => {
  const asked: string[] = []
  play.page.on("request", request => asked.push(request.url()))
  await play.editor("a").click()
  await play.paste("a", { "text/html": HOSTILE, "text/plain": "x" })
  await play.agree()
  for (const side of ["a", "b"] as const) {
    const editor = play.editor(side)
    await expect(editor).toContainText("para")
    await expect(editor).toContainText("script link")
    await expect(editor).toContainText("tracker")
    expect(
      await editor.locator("script, svg:not(.lucide), iframe, form, style, [onclick], [onerror], img[src]").count(),
    ).toBe(0)
    expect(await editor.locator("a").evaluateAll(links => links.map(link => link.getAttribute("href")))).toEqual([
      "https://example.com/ok",
    ])
    expect(await play.stored(side)).not.toMatch(/javascript|evil|onerror|data:/)
  }
  expect(await play.page.evaluate(() => "hurt" in window)).toBe(false)
  expect(asked.filter(url => url.includes("evil"))).toEqual([])
})

test("formats from the web and from office programs are kept", async ({ play }) => {
  await play.editor("a").click()
  await play.paste("a", {
    "text/html": `<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1">
      <h2>Head</h2><p><span style="font-weight:700">bold</span> <span style="font-style:italic">it</span></p>
      <ul><li>one<ul><li>two</li></ul></li></ul><ol><li><p>first</p></li></ol>
      <ul><li><input type="checkbox" checked> done</li></ul>
      <blockquote><p>said</p></blockquote><pre><code class="language-js">x = 1\n</code></pre>
      <p class="MsoListParagraph" style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o </span>word item</p></b>`,
  })
  await play.agree()
  const html = await play.html("b")
  for (const part of [
    '<h2 data-kind="h2">Head</h2>',
    "<strong>bold</strong> <em>it</em>",
    '<p data-kind="bullet">one</p><p data-kind="bullet" data-indent="1">two</p>',
    '<p data-kind="ordered">first</p>',
    'data-checked="true"',
    '<p data-kind="quote">said</p>',
    '<p data-kind="bullet" data-indent="1">word item</p>',
  ]) {
    expect(html).toContain(part)
  }
  await expect(play.editor("b").locator("pre")).toContainText("x = 1")
})

test("Markdown text becomes what it describes; plain text stays", async ({ play }) => {
  await play.editor("a").click()
  await play.paste("a", { "text/plain": "# Plan\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |" })
  await expect(play.editor("b").locator("h1")).toHaveText("Plan")
  await expect(play.editor("b").locator("[data-kind=bullet]")).toHaveCount(2)
  await expect(play.editor("b").locator("td")).toHaveText(["1", "2"])
})

test("an address pasted over text links it", async ({ play }) => {
  await play.lines("see here")
  await play.caret("a", 4, 8)
  await play.paste("a", { "text/plain": "https://example.com/x" })
  await expect(play.editor("b").locator("a")).toHaveText("here")
  await expect(play.editor("b").locator("a")).toHaveAttribute("href", "https://example.com/x")
})

test("into code everything is pasted as it is", async ({ play }) => {
  await play.editor("a").click()
  await play.page.keyboard.type("``` ")
  await play.paste("a", { "text/plain": "# not a heading\n- not a list" })
  await expect(play.editor("b").locator("pre code")).toHaveText("# not a heading\n- not a list")
})

test("what is copied leaves as lists that other programs know, and comes back as it was", async ({ play }) => {
  await play.lines("- one", "two")
  await play.page.keyboard.press("Tab")
  await play.page.keyboard.press("Control+a")
  const copied = await play.editor("a").evaluate(element => {
    const transfer = new DataTransfer()
    element.dispatchEvent(new ClipboardEvent("copy", { clipboardData: transfer, bubbles: true, cancelable: true }))
    return { html: transfer.getData("text/html"), text: transfer.getData("text/plain") }
  })
  expect(copied.html).toMatch(/<ul.*<li><p[^>]*>one<\/p><ul><li><p[^>]*>two<\/p><\/li><\/ul><\/li><\/ul>/)
  expect(copied.text).toBe("• one\n  • two")
  await play.page.keyboard.press("Delete")
  await play.paste("a", { "text/html": copied.html, "text/plain": copied.text })
  expect(await play.html("a")).toContain('<p data-kind="bullet">one</p><p data-kind="bullet" data-indent="1">two</p>')
})
