// Text packs: without its text a questionnaire is not opened, with a pack it is asked in the pack's words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, pack, small } from "../engine/support.mjs";
import { stage } from "./open.mjs";

const open = stage();
const SRC = 'src="/packed.json"';

/** Serves a definition and a pack. */
const served = (definition = small("asked-by-pack"), texts = pack()) => async (page) => {
  const json = (body) => (route) => route.fulfill({ body, contentType: "application/json" });
  await page.route("**/packed.json", json(definition));
  await page.route("**/texts.json", json(texts));
};

test("without its text a questionnaire is refused kindly", async () => {
  const opened = await open(SRC, { before: served() });
  assert.equal(await opened.state(), "refusal");
  assert.equal(await opened.heading.textContent(), "Текста этого опросника здесь нет");
  assert.match(await opened.element.locator(".frame").textContent(), /набор текстов или бумажный бланк/);
  assert.deepEqual(opened.faults, []);
  await opened.close();
});

test("with a pack it is asked in the words of the pack", async () => {
  const opened = await open(`${SRC} texts="/texts.json" layout="page"`, { before: served() });
  assert.equal(await opened.state(), "start");
  await opened.next();
  const shown = await opened.element.locator(".frame").textContent();
  for (const words of ["Слушать, как гудят машины", "По утрам я медленная улитка", "Ты рассматриваешь карту города"]) {
    assert.equal(shown.includes(words), true, words);
  }
  await opened.walk();
  await opened.next();
  const [event] = await opened.events("result");
  assert.deepEqual([event.result.receipt.wording, event.result.receipt.texts.name], ["published", "made-up-2026"]);
  assert.deepEqual(opened.faults, []);
  await opened.close();
});

test("a language that the pack lacks is refused with those that it has", async () => {
  const opened = await open(`${SRC} texts="/texts.json" lang="lt"`, { before: served() });
  assert.equal(await opened.state(), "error");
  const [event] = await opened.events("error");
  assert.equal(event.code, "no_language");
  assert.equal(event.message, "Šio klausimyno klausimai yra tik kitomis kalbomis: rusų, anglų.");
  await opened.element.evaluate((one) => one.setAttribute("lang", "en"));
  await opened.page.waitForFunction(() => document.querySelector("orientir-test").state === "start");
  // Who has begun goes on in the language of the questions.
  await opened.next();
  await opened.element.evaluate((one) => one.setAttribute("lang", "lt"));
  await opened.page.waitForFunction(() => document.querySelector("orientir-test").shadowRoot.querySelector(".frame").lang === "lt");
  assert.match(await opened.element.locator(".frame").textContent(), /To water plants on a roof/);
  assert.equal(await opened.state(), "question");
  assert.deepEqual(opened.faults, []);
  await opened.close();
});

test("what no self-test may show stays so with a pack", async () => {
  const none = changed(small("asked-by-pack"), (value) => (value.about.self_test = "none"));
  const opened = await open(`${SRC} texts="/texts.json"`, { before: served(none) });
  assert.equal(await opened.state(), "refusal");
  assert.equal(await opened.heading.textContent(), "Этот опросник проходят вместе с психологом");
  await opened.close();
});

test("a pack that does not fit, or is not there, opens nothing", async () => {
  const other = changed(pack(), (value) => (value.texts_for = "szho"));
  const misfit = await open(`${SRC} texts="/texts.json"`, { before: served(undefined, other) });
  assert.equal(await misfit.state(), "error");
  assert.equal((await misfit.events("error"))[0].code, "texts_misfit");
  await misfit.close();
  const none = await open(`${SRC} texts="/nowhere.json"`, { before: served() });
  assert.equal((await none.events("error"))[0].code, "definition_unreachable");
  await none.close();
});

test("answers to other sentences are not taken up again", async () => {
  const own = changed(small("asked-by-pack"), (value) => {
    value.about.wording = "own";
    // As in any pair: the two options are the question.
    for (const { items } of Object.values(value.texts)) [items[1], items[2]] = [{}, {}];
  });
  const first = await open(SRC, { before: served(own) });
  await first.next();
  await first.radio("1", "a").check({ force: true });
  await first.page.reload();
  await first.settled();
  assert.deepEqual(await first.answers(), { 1: "a" });
  await first.element.evaluate((one) => one.setAttribute("texts", "/texts.json"));
  await first.page.waitForFunction(() => document.querySelector("orientir-test").state === "start");
  assert.deepEqual(await first.answers(), {});
  assert.equal((await first.events("error")).at(-1).code, "storage_other_definition");
  await first.close();
});
