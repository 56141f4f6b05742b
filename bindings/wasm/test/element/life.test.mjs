// What is kept, what is forgotten, what is told to the page, and that nothing leaves it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { CATALOGUE, OWN, stage } from "./open.mjs";

const open = stage();
const KLIMOV = `src="${CATALOGUE}/klimov-ddo.json"`;

test("a reload in the middle goes on at the same question", async () => {
  const opened = await open(KLIMOV);
  await opened.next();
  await opened.point(1, "a");
  await opened.next();
  await opened.point(2, "b");
  await opened.next();
  await opened.page.reload();
  await opened.settled();
  assert.equal(await opened.state(), "question");
  assert.equal(await opened.heading.textContent(), "Вопрос 3");
  assert.deepEqual(await opened.answers(), { 1: "a", 2: "b" });
  const kept = await opened.kept();
  assert.deepEqual(Object.keys(kept), ["orientir:klimov-ddo:"]);
  const { format, key, answers, person, place, done } = kept["orientir:klimov-ddo:"];
  assert.deepEqual({ format, answers, person, place, done }, { format: 1, answers: { 1: "a", 2: "b" }, person: {}, place: 2, done: false });
  assert.match(key, /^[0-9a-f]{64}$/);
  assert.equal((await opened.focused()).tag, "BODY", "a page that loads does not take the focus");
  await opened.close();
});

test("nothing is kept where the page says so", async () => {
  const opened = await open(`${KLIMOV} storage="off"`);
  assert.match(await opened.element.locator(".promises").textContent(), /не сохраняются/);
  await opened.next();
  await opened.point(1, "a");
  assert.deepEqual(await opened.kept(), {});
  await opened.page.reload();
  await opened.settled();
  assert.equal(await opened.state(), "start");
  assert.deepEqual(await opened.answers(), {});
  await opened.close();
});

test("erasing asks, and then forgets everything", async () => {
  const opened = await open(KLIMOV);
  await opened.next();
  await opened.point(1, "a");
  const erase = opened.element.getByRole("button", { name: "Стереть мои ответы" });
  await erase.click();
  await opened.press("Escape");
  assert.deepEqual(await opened.answers(), { 1: "a" });
  await erase.click();
  await opened.element.getByRole("button", { name: "Да, стереть" }).click();
  assert.deepEqual([await opened.answers(), await opened.kept(), await opened.state()], [{}, {}, "start"]);
  await opened.page.reload();
  await opened.settled();
  assert.equal(await opened.state(), "start");
  await opened.close();
});

test("erase() and restart() from outside", async () => {
  const opened = await open(KLIMOV);
  await opened.next();
  await opened.point(1, "b");
  await opened.element.evaluate((one) => one.restart());
  assert.deepEqual([await opened.state(), await opened.answers()], ["start", { 1: "b" }]);
  assert.equal(await opened.main.textContent(), "Продолжить");
  await opened.next();
  assert.equal(await opened.heading.textContent(), "Вопрос 2");
  await opened.element.evaluate((one) => one.erase());
  assert.deepEqual([await opened.state(), await opened.answers(), await opened.kept()], ["start", {}, {}]);
  await opened.close();
});

test("what is erased in one window does not come back from another", async () => {
  const first = await open(KLIMOV);
  await first.next();
  await first.walk();
  await first.next();
  assert.equal(await first.state(), "result");
  const second = await open(KLIMOV, { context: first.context });
  assert.equal(await second.state(), "result");
  await second.page.evaluate(() => {
    globalThis.erased = [];
    addEventListener("orientir-erased", (event) => globalThis.erased.push(event.detail.instrument));
  });
  await first.element.evaluate((one) => one.erase());
  await second.page.waitForFunction(() => document.querySelector("orientir-test").state === "start");
  assert.deepEqual([await second.answers(), await second.kept()], [{}, {}]);
  assert.deepEqual(await second.page.evaluate(() => globalThis.erased), ["klimov-ddo"]);
  await first.close();
});

test("a page that comes back as it was does not bring back what was erased", async () => {
  const opened = await open(KLIMOV);
  await opened.next();
  await opened.point(1, "a");
  const back = () => opened.page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await back();
  assert.deepEqual(await opened.answers(), { 1: "a" });
  await opened.page.evaluate(() => localStorage.clear());
  await back();
  assert.deepEqual([await opened.state(), await opened.answers()], ["start", {}]);
  await opened.close();
});

test("looking over the answers of a result changes nothing", async () => {
  const opened = await open(KLIMOV);
  await opened.next();
  await opened.walk();
  await opened.next();
  await opened.element.getByRole("button", { name: "Изменить ответы" }).click();
  assert.equal(await opened.state(), "check");
  await opened.page.reload();
  await opened.settled();
  assert.equal(await opened.state(), "result");
  await opened.element.getByRole("button", { name: "Изменить ответы" }).click();
  await opened.element.locator("details.help summary").click();
  await opened.element.locator(".number").first().click();
  await opened.point(1, (await opened.answers())[1] === "a" ? "b" : "a");
  await opened.page.reload();
  await opened.settled();
  assert.equal(await opened.state(), "question", "a change has to be finished");
  await opened.close();
});

test("another questionnaire given while the element is nowhere", async () => {
  const opened = await open(KLIMOV);
  await opened.element.evaluate((one) => {
    const place = one.parentElement;
    one.remove();
    one.setAttribute("src", "/instruments/ovcharova-motives.json");
    place.append(one);
  });
  await opened.page.waitForFunction(() => globalThis.events.filter((event) => event.name === "ready").length === 2);
  assert.match(await opened.heading.textContent(), /Овчаровой/);
  const text = await readFile(new URL("../definitions/three-languages.json", import.meta.url), "utf8");
  await opened.element.evaluate((one, text) => {
    const place = one.parentElement;
    one.remove();
    one.definition = text;
    place.append(one);
  }, text);
  await opened.page.waitForFunction(() => globalThis.events.filter((event) => event.name === "ready").length === 3);
  assert.equal(await opened.heading.textContent(), "Мой день");
  await opened.close();
});

test("two elements on one page do not disturb each other", async () => {
  const opened = await open([`${KLIMOV} id="one"`, `${KLIMOV} id="two" storage-key="second"`, `src="${CATALOGUE}/ovcharova-motives.json" id="three"`]);
  const at = (id) => opened.page.locator(`#${id}`);
  for (const id of ["one", "two", "three"]) await at(id).locator(".main").click();
  await at("one").locator("input[value=a]").check();
  await at("two").locator("input[value=b]").check();
  await at("three").locator("input[value='3']").check();
  const answers = (id) => at(id).evaluate((one) => one.answers);
  assert.deepEqual([await answers("one"), await answers("two"), await answers("three")], [{ 1: "a" }, { 1: "b" }, { 1: "3" }]);
  assert.deepEqual(Object.keys(await opened.kept()).sort(), ["orientir:klimov-ddo:", "orientir:klimov-ddo:second", "orientir:ovcharova-motives:"]);
  await at("one").evaluate((one) => one.erase());
  assert.deepEqual(await answers("two"), { 1: "b" });
  assert.deepEqual([...new Set((await opened.events("progress")).map((event) => event.target))], ["one", "two", "three"]);
  assert.equal(opened.server.asked.filter((path) => path.endsWith(".wasm")).length >= 1, true);
  await opened.close();
});

test("the page is told of a result, and nothing is asked for after the load", async () => {
  const opened = await open(KLIMOV);
  const loaded = opened.server.asked.length;
  const requests = [];
  opened.page.on("request", (request) => requests.push(request.url()));
  await opened.next();
  await opened.walk();
  assert.equal(await opened.state(), "check");
  await opened.next();
  assert.equal(await opened.state(), "result");
  const [ready] = await opened.events("ready");
  assert.equal(ready.instrument, "klimov-ddo");
  assert.match(ready.title, /Климову/);
  const progress = (await opened.events("progress")).at(-1);
  assert.deepEqual([progress.answered, progress.of], [20, 20]);
  const results = await opened.events("result");
  assert.equal(results.length, 1);
  const [detail] = results;
  assert.deepEqual(Object.keys(detail.answers).length, 20);
  assert.deepEqual([detail.instrument, detail.lang, detail.person], ["klimov-ddo", "ru", {}]);
  assert.deepEqual(JSON.parse(detail.json), detail.result);
  assert.equal(await opened.element.evaluate((one) => one.report.json), detail.json);
  const { init, Instrument } = await import("../../dist/index.js");
  await init();
  const text = await readFile(new URL("../../instruments/klimov-ddo.json", import.meta.url), "utf8");
  assert.equal(Instrument.load(text).score(detail.answers, detail.person).json, detail.json);
  assert.equal(opened.server.asked.length, loaded);
  assert.deepEqual(requests, []);
  assert.equal(await opened.element.locator(".type-name").first().isVisible(), true);
  assert.equal(await opened.element.locator(".scale").count(), 5);
  // A reload shows the result again; the page is not told twice.
  await opened.page.reload();
  await opened.settled();
  assert.equal(await opened.state(), "result");
  assert.deepEqual(await opened.events("result"), []);
  await opened.close();
});

test("the check lists what is open, with a way there and back", async () => {
  const opened = await open(`${KLIMOV} storage="off"`);
  await opened.next();
  await opened.walk();
  await opened.element.locator("details.help summary").click();
  await opened.element.locator(".number").nth(6).click();
  assert.equal(await opened.heading.textContent(), "Вопрос 7");
  await opened.element.getByRole("button", { name: "Убрать ответ" }).click();
  await opened.next();
  await opened.element.getByRole("button", { name: "Не хочу отвечать" }).click();
  await opened.element.getByRole("button", { name: "К проверке" }).click();
  assert.deepEqual(await opened.element.locator(".open .link").allTextContents(), ["Вопрос 7"]);
  assert.match(await opened.element.locator(".view").textContent(), /Готово: 19 из 20.*не хочешь отвечать: 1/s);
  await opened.element.locator(".open .link").click();
  assert.equal(await opened.heading.textContent(), "Вопрос 7");
  await opened.element.getByRole("button", { name: "К проверке" }).click();
  await opened.next();
  assert.match(await opened.element.locator(".leads, .card").first().textContent(), /не хватает ответов/);
  assert.match(await opened.element.locator(".scores").textContent(), /Не хватает ответов: есть 7 из 8/);
  await opened.close();
});

test("a result is saved as a page without scripts", async () => {
  const opened = await open(`src="${OWN}/markup.json" lang="en" storage="off"`);
  await opened.next();
  await opened.walk();
  await opened.next();
  const [download] = await Promise.all([
    opened.page.waitForEvent("download"),
    opened.element.getByRole("button", { name: "Save the result" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "markup.html");
  const text = await readFile(await download.path(), "utf8");
  assert.match(text, /^<!doctype html>\n<html lang="en">/);
  assert.ok(!/<script|<img/.test(text), "markup in texts is text");
  assert.match(text, /&lt;script&gt;/);
  const other = await opened.context.newPage();
  await other.setContent(text);
  assert.equal(await other.locator(".scale").count(), 1);
  assert.match(await other.locator("svg > desc").textContent(), /<script>window.hurt=1<\/script> scale/);
  assert.match(await other.locator("h1").textContent(), /<img src=x onerror/);
  await opened.close();
});

test("what is needed of a person is asked first and may be left out", async () => {
  const opened = await open(`src="${OWN}/formats.json" lang="en"`);
  await opened.element.getByLabel("age").fill("150");
  await opened.press("Tab");
  assert.match(await opened.element.locator(".complaint").textContent(), /0 to 120/);
  assert.deepEqual(await opened.element.evaluate((one) => one.person), {});
  await opened.element.getByLabel("age").fill("15");
  await opened.element.getByText("female", { exact: true }).click();
  assert.deepEqual(await opened.element.evaluate((one) => one.person), { age: "15", sex: "female" });
  await opened.page.reload();
  await opened.settled();
  assert.deepEqual(await opened.element.evaluate((one) => one.person), { age: "15", sex: "female" });
  await opened.element.getByText("prefer not to say").click();
  assert.deepEqual(await opened.element.evaluate((one) => one.person), { age: "15" });
  await opened.close();
});

test("a questionnaire for a psychologist is refused kindly", async () => {
  const opened = await open(`src="${CATALOGUE}/szho.json"`);
  assert.equal(await opened.state(), "refusal");
  assert.match(await opened.heading.textContent(), /вместе с психологом/);
  assert.equal(await opened.element.locator("input, .main").count(), 0);
  await opened.close();
});

test("a questionnaire for groups of adults is refused kindly, in each language", async () => {
  const words = { ru: /только для групп взрослых/, lt: /suaugusiųjų grupėms/, en: /for groups of adults only/ };
  for (const [lang, heading] of Object.entries(words)) {
    const body = await readFile(new URL("../../../../tests/definitions/opinions.json", import.meta.url), "utf8");
    const before = (page) => page.route("**/opinions.json", (route) => route.fulfill({ body, contentType: "application/json" }));
    const opened = await open(`src="${OWN}/opinions.json" lang="${lang}"`, { before });
    assert.equal(await opened.state(), "refusal");
    assert.match(await opened.heading.textContent(), heading);
    assert.equal(await opened.element.locator("input, .main").count(), 0);
    await opened.close();
  }
});

test("no level where the definition says description", async () => {
  const opened = await open(`src="${CATALOGUE}/dembo-rubinstein.json" storage="off"`);
  await opened.next();
  await opened.walk();
  await opened.next();
  assert.equal(await opened.element.locator(".scale").count(), 5);
  assert.equal(await opened.element.locator(".level").count(), 0);
  await opened.close();
});

test("a definition as a property, and another one later", async () => {
  const opened = await open(`lang="en" storage="off"`);
  assert.equal(await opened.state(), "error");
  const text = await readFile(new URL("../definitions/three-languages.json", import.meta.url), "utf8");
  await opened.element.evaluate((one, text) => (one.definition = text), text);
  await opened.page.waitForFunction(() => document.querySelector("orientir-test").state === "start");
  assert.equal(await opened.heading.textContent(), "My day");
  await opened.element.evaluate((one, text) => (one.definition = JSON.parse(text)), text);
  await opened.page.waitForFunction(() => globalThis.events.filter((event) => event.name === "ready").length === 2);
  assert.equal(await opened.heading.textContent(), "My day");
  await opened.close();
});

test("printing prints the result", async () => {
  const opened = await open(`src="${OWN}/three-languages.json" storage="off"`);
  await opened.page.evaluate(() => (globalThis.print = () => (globalThis.printed = true)));
  await opened.next();
  await opened.walk();
  await opened.next();
  await opened.element.getByRole("button", { name: "Распечатать" }).click();
  assert.equal(await opened.page.evaluate(() => globalThis.printed), true);
  await opened.page.emulateMedia({ media: "print" });
  assert.equal(await opened.main.isVisible(), false);
  assert.equal(await opened.element.locator(".scores").isVisible(), true);
  await opened.close();
});
