// Takes a test as a person without a pointer does.

/** What has the focus, inside of the element too. */
function focused() {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return { type: active?.getAttribute("type") ?? "", part: active?.getAttribute("part") ?? "" };
}

async function tabTo(page, wanted) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    if (wanted(await page.evaluate(focused))) return;
  }
  throw new Error("Tab does not reach it");
}

/** Answers everything by keyboard, from the start to the result; gives the answers of the result event. */
export async function takeByKeyboard(page) {
  await page.locator("orientir-test").evaluate(async (element) => {
    if (element.state === "loading") await new Promise((done) => element.addEventListener("orientir-ready", done, { once: true }));
    element.addEventListener("orientir-result", (event) => (globalThis.finished = event.detail.answers), { once: true });
  });
  const state = () => page.locator("orientir-test").evaluate((element) => element.state);
  for (let steps = 0; steps < 100 && (await state()) !== "result"; steps += 1) {
    if ((await state()) === "question") {
      await tabTo(page, ({ type }) => type === "radio");
      await page.keyboard.press("Space");
    }
    await tabTo(page, ({ part }) => part.includes("main-button"));
    await page.keyboard.press("Enter");
  }
  return page.evaluate(() => globalThis.finished);
}
