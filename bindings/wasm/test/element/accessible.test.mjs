// axe-core in every view, narrow screens, focus and target sizes.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { PHONE, violations } from "../browser.mjs";
import { CATALOGUE, OWN, stage } from "./open.mjs";

const open = stage();
const SOURCES = [
  `src="${CATALOGUE}/klimov-ddo.json"`,
  `src="${CATALOGUE}/dembo-rubinstein.json"`,
  `src="${CATALOGUE}/kabardova-opg.json" layout="page"`,
  `src="${CATALOGUE}/work-values.json" lang="lt"`,
  `src="${CATALOGUE}/profession-awareness.json" layout="page"`,
  `src="${OWN}/formats.json" lang="en"`,
];

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** Buttons, fields and cards that are smaller than a finger. */
const small = (opened) =>
  opened.element.evaluate((one) =>
    [...one.shadowRoot.querySelectorAll("button, .option, .position, .written, summary, .handle")]
      .filter((target) => target.checkVisibility())
      .filter((target) => target.getBoundingClientRect().height < 43.9 || target.getBoundingClientRect().width < 43.9)
      .map((target) => `${target.className} ${target.textContent} ${target.getBoundingClientRect().width} x ${target.getBoundingClientRect().height}`),
  );

// Darkness changes colours alone.
for (const [scheme, rules] of Object.entries({ light: undefined, dark: ["color-contrast"] })) {
  describe(scheme, () => {
    for (const source of SOURCES) {
      test(source, async () => {
        const opened = await open(`${source} storage="off"`, { size: PHONE, scheme });
        const clean = async (where) => assert.deepEqual(await violations(opened.page, rules), [], `${source}, ${where}`);
        await clean("start");
        await opened.next();
        const seen = new Set();
        for (let question = 0; (await opened.state()) === "question"; question += 1) {
          const looks = await opened.element.evaluate((one) =>
            [...one.shadowRoot.querySelectorAll(".answers")].map((field) => field.firstElementChild.className).join(),
          );
          if (!seen.has(looks)) {
            await clean(`question ${question + 1}`);
            if (question === 0) {
              const radio = opened.element.locator("input[type=radio]").first();
              if ((await radio.count()) > 0) await radio.check();
              await clean("an answer");
            }
            if (seen.size === 0) {
              await opened.element.locator("[part=refuse-button]").first().click();
              await clean("a refusal");
            }
          }
          seen.add(looks);
          await opened.next();
        }
        await clean("check");
        await opened.next();
        await clean("result without scores");
        await opened.element.getByRole("button", { name: /Изменить|Keisti|Change/ }).click();
        await opened.element.locator("details.help summary").click();
        await clean("all questions");
        await opened.element.locator(".number").first().click();
        await opened.walk();
        await opened.next();
        for (const fold of await opened.element.locator("summary").all()) await fold.click();
        await clean("result");
        await opened.element.locator(".erase").click();
        await clean("erasing");
        await opened.close();
      });
    }

    test("refusal and error", async () => {
      const refusal = await open(`src="${CATALOGUE}/szho.json"`, { scheme });
      assert.deepEqual(await violations(refusal.page, rules), []);
      await refusal.close();
      const error = await open(`src="/nothing.json"`, { scheme });
      assert.deepEqual(await violations(error.page, rules), []);
      await error.close();
    });
  });
}

for (const source of SOURCES) {
  test(`320 pixels: ${source}`, async () => {
    const opened = await open(`${source} storage="off"`, { size: { viewport: { width: 320, height: 568 } } });
    assert.ok(await fits(opened.page), "start");
    await opened.next();
    const seen = new Set();
    while ((await opened.state()) === "question") {
      const kind = await opened.element.evaluate((one) => one.shadowRoot.querySelector(".answers").firstElementChild.className);
      if (!seen.has(kind)) {
        assert.ok(await fits(opened.page), kind);
        assert.deepEqual(await small(opened), [], kind);
      }
      seen.add(kind);
      await opened.next();
    }
    assert.ok(await fits(opened.page), "check");
    await opened.next();
    assert.ok(await fits(opened.page), "result");
    await opened.close();
  });
}

test("long words do not widen the page", async () => {
  const opened = await open(`src="${OWN}/markup.json" lang="en" storage="off"`, { size: { viewport: { width: 320, height: 568 } } });
  await opened.next();
  while ((await opened.state()) === "question") {
    assert.ok(await fits(opened.page));
    await opened.next();
  }
  await opened.next();
  assert.ok(await fits(opened.page));
  await opened.close();
});

test("200 % zoom", async () => {
  const opened = await open(`src="${CATALOGUE}/dembo-rubinstein.json" storage="off"`, {
    size: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  });
  await opened.next();
  assert.ok(await fits(opened.page));
  await opened.close();
});

test("the focus goes with the view, and the position is spoken", async () => {
  const opened = await open(`src="${CATALOGUE}/ovcharova-motives.json" storage="off"`);
  await opened.next(2);
  const { tag, text } = await opened.focused();
  assert.equal(tag, "H2");
  assert.equal(text, await opened.heading.textContent());
  assert.equal(await opened.element.locator(".unseen[role=status]").textContent(), "Вопрос 2 из 20");
  assert.equal(await opened.element.getByRole("radiogroup").or(opened.element.getByRole("group", { name: text })).count(), 1);
  await opened.close();
});
