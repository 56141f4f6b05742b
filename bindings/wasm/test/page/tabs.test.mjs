import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { init, Instrument } from "../../dist/index.js";
import { keep, kept, makeWorld, open, stored } from "./world.mjs";

let world;
const keys = {};

before(async () => {
  world = await makeWorld();
  await init();
  for (const id of ["klimov-ddo", "profession-awareness"]) {
    keys[id] = Instrument.load(await readFile(join(world.folder, `instruments/${id}.json`), "utf8")).key;
  }
});
after(() => world.end());

const button = (page, name) => page.getByRole("button", { name });
const names = (page) => page.evaluate(() => Object.keys(localStorage).sort());
const state = (page, wanted) => page.waitForFunction((name) => document.querySelector("orientir-test")?.state === name, wanted);
const answers = (page) => page.evaluate(() => document.querySelector("orientir-test").answers);

/** Tabs of one person, each on a view, after results were kept. */
async function tabs(...views) {
  const first = await world.person();
  await open(first, world.address);
  await keep(first, stored(keys));
  const pages = [];
  for (const view of views) {
    const page = pages.length === 0 ? first : await first.context().newPage();
    await open(page, world.address, view);
    if (view in keys) await state(page, "result");
    pages.push(page);
  }
  return pages;
}

test("what is erased in one tab does not come back from another", async () => {
  const [taken, file, results] = await tabs("klimov-ddo", "file", "results");
  await taken.locator("orientir-test").evaluate((element) => (element.old = true));
  await file.locator("#age").fill("15");
  await file.locator("#code").fill("my name");
  await button(results, "Стереть всё с этого устройства").click();
  await button(results, /^Стереть всё$/).click();
  await taken.waitForFunction(() => !document.querySelector("orientir-test").old);
  await state(taken, "start");
  assert.deepEqual(await answers(taken), {});
  assert.equal(await taken.locator(".onward").isVisible(), false);
  await file.getByText("Чтобы собрать файл").waitFor();
  assert.deepEqual(await names(results), []);
  await taken.locator("orientir-test [part~=main-button]").click();
  assert.deepEqual(await names(taken), ["orientir:klimov-ddo:"]);
  assert.deepEqual(await taken.evaluate(() => JSON.parse(localStorage.getItem("orientir:klimov-ddo:")).answers), {});
  const unnamed = stored(keys, { about: { id: "", sex: "", grade: "", age: "" } });
  await file.evaluate((text) => localStorage.setItem("orientir-page", text), JSON.stringify(unnamed));
  await file.reload();
  assert.deepEqual([await file.locator("#code").inputValue(), await file.locator("#age").inputValue()], ["", ""]);
  await taken.context().close();
});

test("a storage that was emptied from outside is empty for a test that is shown", async () => {
  const [taken, other] = await tabs("klimov-ddo", "results");
  await other.evaluate(() => localStorage.clear());
  await state(taken, "start");
  assert.deepEqual(await names(taken), []);
  await taken.context().close();
});

test("a tab whose device took nothing forgets what is erased in another", async () => {
  const [taken, results] = await tabs("klimov-ddo", "results");
  await taken.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("no", "QuotaExceededError");
    };
  });
  await button(taken, "LT – lietuvių").click();
  await taken.getByText("nepavyksta saugoti").first().waitFor();
  await button(results, "Стереть всё с этого устройства").click();
  await button(results, /^Стереть всё$/).click();
  await state(taken, "start");
  await taken.evaluate(() => (location.hash = "#/results"));
  await taken.getByText("Čia atsiras rezultatai").waitFor();
  await taken.context().close();
});

test("a test that is erased in one tab is begun anew in another, and others are left alone", async () => {
  const [taken, other, file, results] = await tabs("klimov-ddo", "profession-awareness", "file", "results");
  await button(file, "Показать, что будет в файле").click();
  await button(file, "Скачать файл").waitFor();
  await other.locator("orientir-test").evaluate((element) => (element.untouched = true));
  await other.locator("orientir-test [part~=main-button]").focus();
  await button(results, /^Стереть «Что мне ближе/).click();
  await button(results, /^Стереть$/).click();
  await state(taken, "start");
  await button(file, "Скачать файл").waitFor({ state: "detached" });
  const left = await other.evaluate(() => {
    const element = document.querySelector("orientir-test");
    return [element.untouched, element.state, document.activeElement === element];
  });
  assert.deepEqual(left, [true, "result", true]);
  assert.deepEqual(Object.keys((await kept(results)).done), ["profession-awareness"]);
  assert.deepEqual(await names(results), ["orientir-page", "orientir:profession-awareness:"]);
  await taken.context().close();
});

test("answers that a test outside of the page has erased leave no copy in the page", async () => {
  const [taken, other] = await tabs("klimov-ddo", "results");
  await other.evaluate(() => localStorage.removeItem("orientir:klimov-ddo:"));
  await state(taken, "start");
  assert.deepEqual(Object.keys((await kept(taken)).done), ["profession-awareness"]);
  await taken.context().close();
});

test("answers that are no codes stay out, also when another tab brings them", async () => {
  const [page, other] = await tabs("results", "");
  const { done } = stored(keys);
  done["klimov-ddo"].answers = { 1: "zzz" };
  await other.evaluate((text) => localStorage.setItem("orientir-page", text), JSON.stringify(stored(keys, { done })));
  await page.getByText("повреждена и не прочитана").waitFor();
  assert.equal(await page.locator(".card h2").count(), 1);
  await button(page, "EN – English").click();
  assert.equal(await page.locator(".card h2").count(), 1);
  assert.deepEqual(Object.keys((await kept(page)).done), ["profession-awareness"]);
  await page.context().close();
});

test("a page that comes back as it was is loaded anew", async () => {
  const [page] = await tabs("results");
  await page.evaluate(() => localStorage.clear());
  const loaded = page.waitForEvent("load");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await loaded;
  await page.locator("h1").waitFor();
  assert.deepEqual(await names(page), []);
  await page.context().close();
});

test("an erasure that is heard of late takes nothing that was answered since", async () => {
  const [late, early] = await tabs("klimov-ddo", "klimov-ddo");
  await late.addInitScript(() =>
    addEventListener("storage", (event) => event.isTrusted && event.stopImmediatePropagation(), { capture: true }),
  );
  await late.reload();
  await state(late, "result");
  await early.locator("orientir-test").evaluate((element) => element.erase());
  await early.locator("orientir-test [part~=main-button]").click();
  await early.locator("orientir-test input[type=radio]").first().check();
  const begun = await answers(early);
  assert.equal(Object.keys(begun).length, 1);
  await late.evaluate(() => {
    const gone = { newValue: null, storageArea: localStorage };
    dispatchEvent(new StorageEvent("storage", { key: "orientir:klimov-ddo:", ...gone }));
  });
  await late.waitForTimeout(300);
  const kept = () => early.evaluate(() => JSON.parse(localStorage.getItem("orientir:klimov-ddo:"))?.answers);
  assert.deepEqual([await answers(early), await kept(), await answers(late)], [begun, begun, begun]);
  const page = await early.evaluate(() => JSON.parse(localStorage.getItem("orientir-page")));
  assert.deepEqual(page.begun["klimov-ddo"], { answered: 1, of: 20 });
  await late.context().close();
});

test("what is being typed for the file outlives the erasure of one test elsewhere", async () => {
  const [, file, results] = await tabs("klimov-ddo", "file", "results");
  await file.locator("#code").fill("typed");
  await file.locator("form.about").evaluate((form) => (form.old = true));
  await button(results, /^Стереть «Что мне ближе/).click();
  await button(results, /^Стереть$/).click();
  await file.waitForFunction(() => !document.querySelector("form.about").old);
  assert.equal(await file.locator("#code").inputValue(), "typed");
  await file.context().close();
});
