// One questionnaire in three languages from start to end, and an interface in another language than the questions.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OWN, stage } from "./open.mjs";

const open = stage();
const WORDS = {
  ru: { title: "Мой день", start: "Начать", next: "Дальше", learn: "Мне интересно учиться.", often: "часто", together: "работать вместе", show: "Показать результат", result: "Твой результат", scale: "Интерес", score: "7 (от 1 до 7)" },
  lt: { title: "Mano diena", start: "Pradėti", next: "Toliau", learn: "Man įdomu mokytis.", often: "dažnai", together: "dirbti kartu", show: "Rodyti rezultatą", result: "Tavo rezultatas", scale: "Susidomėjimas", score: "7 (nuo 1 iki 7)" },
  en: { title: "My day", start: "Start", next: "Next", learn: "Learning interests me.", often: "often", together: "working together", show: "Show my result", result: "Your result", scale: "Interest", score: "7 (from 1 to 7)" },
};

for (const [lang, words] of Object.entries(WORDS)) {
  test(`from start to end in ${lang}`, async () => {
    // The language of the document counts where the element has none of its own.
    const opened = await open(`src="${OWN}/three-languages.json"${lang === "lt" ? "" : ` lang="${lang}"`}`, { lang: lang === "lt" ? "lt-LT" : "fr" });
    const button = (name) => opened.element.getByRole("button", { name, exact: true });
    assert.equal(await opened.heading.textContent(), words.title);
    await button(words.start).click();
    assert.equal(await opened.heading.textContent(), words.learn);
    await opened.element.getByText(words.often, { exact: true }).click();
    await button(words.next).click();
    await opened.element.locator(".position").last().click();
    await button(words.next).click();
    await opened.element.getByText(words.together, { exact: true }).click();
    await button(words.next).click();
    await button(words.show).click();
    assert.equal(await opened.heading.textContent(), words.result);
    assert.equal(await opened.element.locator(".scale-name").textContent(), words.scale);
    assert.equal(await opened.element.locator(".number-score").textContent(), words.score);
    const [detail] = await opened.events("result");
    assert.deepEqual([detail.lang, detail.answers], [lang, { learn: "2", day: "5", with: "b" }]);
    await opened.close();
  });
}

test("another language in the middle", async () => {
  const opened = await open(`src="${OWN}/three-languages.json" lang="ru" storage="off"`);
  await opened.next();
  await opened.point("learn", "1");
  await opened.element.evaluate((one) => one.setAttribute("lang", "en"));
  await opened.element.getByText("Learning interests me.").waitFor();
  assert.deepEqual(await opened.answers(), { learn: "1" });
  assert.equal(await opened.radio("learn", "1").isChecked(), true);
  await opened.close();
});

test("texts in another language than the interface say so", async () => {
  const opened = await open(`src="${OWN}/russian-only.json" lang="lt" storage="off"`);
  const lang = (selector) =>
    opened.element.locator(selector).first().evaluate((one) => one.closest("[lang]").getAttribute("lang"));
  assert.deepEqual([await lang(".heading"), await lang(".purpose"), await lang(".main")], ["ru", "ru", "lt"]);
  await opened.next();
  assert.deepEqual([await lang(".heading"), await lang(".option span"), await lang(".count")], ["ru", "ru", "lt"]);
  await opened.close();
});
