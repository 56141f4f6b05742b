import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { init, Instrument, version } from "../../dist/index.js";
import { localDay } from "../../dist/page/file.js";
import { takeByKeyboard } from "./take.mjs";
import { keep, kept, makeWorld, open, stored, untilKept } from "./world.mjs";

let world;
const instruments = {};
const keys = {};

before(async () => {
  world = await makeWorld();
  await init();
  for (const file of JSON.parse(await readFile(join(world.folder, "instruments/index.json"), "utf8"))) {
    const instrument = Instrument.load(await readFile(join(world.folder, "instruments", file), "utf8"));
    if (instrument.use !== "individual") continue;
    instruments[instrument.id] = instrument;
    keys[instrument.id] = instrument.key;
  }
});
after(() => world.end());

async function closed(page) {
  assert.deepEqual(await page.evaluate(() => globalThis.violations), [], "the policy is kept");
  assert.deepEqual(page.faults, [], "nothing goes wrong");
  await page.context().close();
}

const count = (id) => instruments[id].fields.length;
const main = (page) => page.locator("main");
const button = (page, name) => page.getByRole("button", { name });
const link = (page, name) => page.getByRole("link", { name });

/** Presses Tab until something with a name has the focus. */
async function tabTo(page, name) {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (name.test(focused)) return;
  }
  assert.fail(`Tab does not reach ${name}`);
}

test("a test is chosen and taken by keyboard on a phone, kept, handed over and erased", async () => {
  const page = await world.person();
  await open(page, world.address);
  await untilKept(page);
  await page.waitForLoadState("networkidle");
  const loaded = world.requests.length;
  const asked = [];
  page.context().on("request", (request) => asked.push(request.url()));

  await tabTo(page, /^Начать «Что мне ближе/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#/klimov-ddo");
  assert.match(await page.title(), /^Что мне ближе/);
  const answers = await takeByKeyboard(page, instruments["klimov-ddo"]);
  assert.equal(Object.keys(answers).length, count("klimov-ddo"));
  const done = (await kept(page)).done["klimov-ddo"];
  assert.deepEqual(done.answers, answers);
  assert.equal(done.json, instruments["klimov-ddo"].score(answers, done.person).json, "the exact result is kept");

  await link(page, "Все тесты").press("Enter");
  await main(page).getByText(/^Пройден /).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1", "the new view has the focus");
  assert.equal(world.requests.length, loaded, `nothing is requested: ${world.requests.slice(loaded)}`);
  assert.deepEqual(asked, []);

  await page.reload();
  await main(page).getByText(/^Пройден /).waitFor();
  await link(page, "Файл").press("Enter");
  await page.getByLabel("Код или имя").fill(" 9Б/07 ");
  await page.getByLabel("Возраст").fill("15");
  await page.getByLabel("Пол", { exact: true }).selectOption("female");
  await page.getByLabel("Класс").selectOption("9");
  assert.equal(await button(page, "Скачать файл").count(), 0, "nobody takes the file without having seen it");
  await button(page, "Показать, что будет в файле").press("Enter");
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Скачать файл").press("Enter")]);
  assert.equal(download.suggestedFilename(), "orientir-9Б-07.json");
  const { key, version: edition } = instruments["klimov-ddo"];
  const expected = {
    orientir: "answers",
    format: 1,
    engine: version(),
    id: "9Б/07",
    person: { sex: "female", age: "15", grade: "9" },
    instruments: [{ instrument: "klimov-ddo", version: edition, key, date: localDay(new Date()), language: "ru", answers }],
  };
  const text = await readFile(await download.path(), "utf8");
  assert.equal(text, `${JSON.stringify(expected, null, 2)}\n`);
  assert.equal(await page.locator("pre").textContent(), text, "what was shown is what is downloaded");

  await page.getByLabel("Возраст").fill("16");
  assert.equal(await button(page, "Скачать файл").count(), 0, "a change asks for another look");

  await link(page, "Результаты").press("Enter");
  await button(page, "Стереть всё с этого устройства").press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Оставить", "the harmless answer has the focus");
  await page.keyboard.press("Escape");
  assert.notEqual(await kept(page), null, "Escape keeps everything");
  await button(page, "Стереть всё с этого устройства").press("Enter");
  await button(page, /^Стереть всё$/).press("Enter");
  await page.getByRole("status").getByText("всё стёрто").waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  await link(page, "Тесты").press("Enter");
  await page.getByRole("heading", { name: "Найди свой ориентир" }).waitFor();
  assert.equal(await main(page).getByText("Ещё не начат").count(), (await order()).length);
  await closed(page);
});

test("a page that was loaded once works without a network", async () => {
  const alone = await makeWorld();
  try {
    const page = await alone.person();
    await open(page, alone.address);
    await untilKept(page);
    await page.context().setOffline(true);
    await alone.stopServing();
    await page.reload();
    await page.locator("h1").waitFor();
    await link(page, /Мой план/).click();
    const answers = await takeByKeyboard(page, instruments["career-plan"]);
    await page.reload();
    await link(page, "Все тесты").click();
    await main(page).getByText(/^Пройден /).waitFor();
    assert.deepEqual((await kept(page)).done["career-plan"].answers, answers);
    await page.context().close();
  } finally {
    await alone.end();
  }
});

test("no script gets in", async () => {
  const page = await world.person();
  await open(page, world.address);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.injected = true";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="globalThis.injected = true"><p style="color:red">x</p>`);
  });
  await page.waitForFunction(() => globalThis.violations.length >= 3);
  assert.equal(await page.evaluate(() => globalThis.injected), undefined);
  assert.equal(await page.evaluate(() => fetch("https://example.com/").then(() => "sent", () => "refused")), "refused");
  await page.context().close();
});

test("words of people and of definitions are text", async () => {
  const page = await world.person();
  await open(page, world.address);
  const markup = `<img src="x" onerror="alert(1)">`;
  const done = { ...stored(keys).done };
  done["profession-awareness"] = { ...done["profession-awareness"], answers: { profession: markup, c1: "2" } };
  await keep(page, stored(keys, { done, about: { id: markup, sex: "", grade: "", age: "" } }));
  await open(page, world.address, "file");
  await button(page, "Показать, что будет в файле").click();
  await page.getByText(`То, что написано своими словами: «${markup}».`).waitFor();
  assert.equal(await page.locator("main img").count(), 0);
  await closed(page);
});

test("another language does not take what was entered", async () => {
  const page = await world.person();
  await open(page, world.address);
  await keep(page, stored(keys));
  await open(page, world.address, "file");
  await page.locator("#code").fill("9Б");
  await page.locator("#grade").selectOption("11");
  await button(page, "LT – lietuvių").click();
  await page.getByRole("heading", { name: "Failas psichologui" }).waitFor();
  assert.deepEqual([await page.locator("#code").inputValue(), await page.locator("#grade").inputValue()], ["9Б", "11"]);
  await closed(page);
});

test("one result is erased from a device that takes nothing new", async () => {
  const page = await world.person();
  await open(page, world.address);
  await keep(page, stored(keys));
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("no", "QuotaExceededError");
    };
  });
  await open(page, world.address, "results");
  await button(page, /^Стереть «Что мне ближе/).click();
  await button(page, /^Стереть$/).click();
  await page.getByRole("status").getByText("Стёрто: Что мне ближе").waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem("orientir-page")), null, "no old copy stays on the device");
  assert.equal(await main(page).getByText(/^Пройден /).count(), 1, "the others stay in memory");
  await closed(page);
});

test("one result is erased, the others stay", async () => {
  const page = await world.person();
  await open(page, world.address);
  await keep(page, stored(keys));
  await page.evaluate(() => localStorage.setItem("orientir:klimov-ddo:", "{}"));
  await open(page, world.address, "results");
  await button(page, /^Стереть «Что мне ближе/).click();
  await button(page, "Оставить").click();
  assert.equal(Object.keys((await kept(page)).done).length, 2);
  await button(page, /^Стереть «Что мне ближе/).click();
  await button(page, /^Стереть$/).click();
  await page.getByRole("status").getByText("Стёрто: Что мне ближе").waitFor();
  const { done, begun } = await kept(page);
  assert.deepEqual([Object.keys(done), Object.keys(begun)], [["profession-awareness"], ["work-values"]]);
  assert.equal(await page.evaluate(() => localStorage.getItem("orientir:klimov-ddo:")), null);
  await closed(page);
});

test("who erases the answers inside of a test leaves no copy in the page", async () => {
  const page = await world.person();
  await open(page, world.address);
  await keep(page, stored(keys));
  await open(page, world.address, "klimov-ddo");
  await page.getByText("Результат сохранён на этом устройстве.").waitFor();
  await page.locator("orientir-test [part~=erase-button]").click();
  await page.locator("orientir-test dialog button").last().click();
  await page.getByText("Результат сохранён на этом устройстве.").waitFor({ state: "hidden" });
  assert.deepEqual(Object.keys((await kept(page)).done), ["profession-awareness"]);
  assert.equal(await page.evaluate(() => localStorage.getItem("orientir:klimov-ddo:")), null);
  await closed(page);
});

test("a result is opened in another language and printed", async () => {
  const page = await world.person();
  await page.addInitScript(() => {
    globalThis.printed = 0;
    globalThis.print = () => (globalThis.printed += 1);
  });
  await open(page, world.address);
  await keep(page, stored(keys));
  await button(page, "LT – lietuvių").click();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "LT");
  await page.reload();
  await page.getByRole("heading", { name: "Rask savo orientyrą" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "lt");
  assert.equal(await page.locator(".card h3").first().getAttribute("lang"), null, "the tests are in Lithuanian too");
  await link(page, "Rezultatai").click();
  await button(page, /^Spausdinti „Kas man arčiau/).click();
  await page.waitForFunction(() => globalThis.printed === 1);
  assert.equal(await page.evaluate(() => location.hash), "#/klimov-ddo");
  await closed(page);
});

test("a result is printed whose answers were opened for a change and left as they were", async () => {
  const page = await world.person();
  await page.addInitScript(() => {
    globalThis.printed = 0;
    globalThis.print = () => (globalThis.printed += 1);
  });
  await open(page, world.address);
  await keep(page, stored(keys));
  for (const again of [() => {}, () => page.reload()]) {
    await open(page, world.address, "klimov-ddo");
    await page.locator("orientir-test .result").waitFor();
    await page.locator("orientir-test").getByRole("button", { name: "Изменить ответы" }).click();
    await page.evaluate(() => (location.hash = "#/results"));
    await again();
    const before = await page.evaluate(() => globalThis.printed);
    await button(page, /^Распечатать «Что мне ближе/).click();
    await page.waitForFunction((count) => globalThis.printed === count + 1, before);
    assert.equal(await page.locator("orientir-test").evaluate((element) => element.state), "result");
  }
  await closed(page);
});

test("a test whose changes are not finished says so with the results and in the file", async () => {
  const page = await world.person();
  await open(page, world.address);
  await keep(page, stored(keys, { begun: { "klimov-ddo": { answered: 4, of: 20 } } }));
  await open(page, world.address, "results");
  await main(page).getByText(/^Пройден .*, изменения не закончены$/).waitFor();
  assert.equal(await link(page, /^Продолжить «Что мне ближе/).count(), 1);
  assert.equal(await button(page, /^Распечатать «Что мне ближе/).count(), 0, "what is not finished is not printed");
  await open(page, world.address, "file");
  await button(page, "Показать, что будет в файле").click();
  const lines = await page.locator(".preview li").filter({ hasText: "изменения не закончены, войдут прежние ответы" }).allTextContents();
  assert.deepEqual(lines.map((line) => line.startsWith("Что мне ближе")), [true]);
  await closed(page);
});

test("what was told in a test is not asked again for the file, and a change of it is kept", async () => {
  const page = await world.person();
  await open(page, world.address);
  const { done } = stored(keys);
  done["klimov-ddo"].person = { sex: "female", age: "14" };
  done["profession-awareness"].person = { age: "15", mode: "screen" };
  done["profession-awareness"].date = "2026-11-29";
  await keep(page, stored(keys, { done, about: { id: "", sex: "", grade: "", age: "" } }));
  await open(page, world.address, "file");
  const fields = () => page.locator("form").evaluate((form) => ["sex", "grade", "age"].map((name) => form.elements[name].value));
  assert.deepEqual(await fields(), ["female", "", "15"]);
  await page.locator("#code").fill("07");
  await page.locator("#sex").selectOption("");
  await button(page, "Показать, что будет в файле").click();
  await page.reload();
  assert.deepEqual(await fields(), ["", "", "15"], "what was taken out stays out");

  await open(page, world.address, "klimov-ddo");
  await page.locator("orientir-test .result").waitFor();
  await page.locator("orientir-test").evaluate((element) => {
    const { answers } = element;
    const detail = { version: "1.0.0", answers, person: { sex: "male", age: "14" }, json: '{"of":"another"}', told: {} };
    element.dispatchEvent(new CustomEvent("orientir-result", { detail }));
  });
  const { person, json } = (await kept(page)).done["klimov-ddo"];
  assert.deepEqual([person, json], [{ sex: "male", age: "14" }, '{"of":"another"}']);
  await closed(page);
});

test("nothing that is typed goes to a spelling service", async () => {
  const page = await world.person();
  await open(page, world.address);
  await keep(page, stored(keys));
  await open(page, world.address, "file");
  assert.deepEqual(await page.locator("input, textarea").evaluateAll((all) => all.map((input) => [input.id, input.spellcheck])), [
    ["code", false],
    ["age", false],
  ]);
  await closed(page);
});

test("the regions that speak stay where they are", async () => {
  const page = await world.person();
  await page.addInitScript(() => {
    globalThis.moved = [];
    addEventListener("DOMContentLoaded", () => {
      const live = (node) => node instanceof Element && (node.matches("[aria-live], .status") || node.querySelector("[aria-live], .status"));
      const watch = new MutationObserver((changes) => {
        for (const { removedNodes } of changes) for (const node of removedNodes) if (live(node)) globalThis.moved.push(node.outerHTML);
      });
      watch.observe(document.body, { childList: true, subtree: true });
    });
  });
  await open(page, world.address);
  assert.equal(await page.locator("[aria-live]").evaluate((region) => getComputedStyle(region).display), "block", "there before it has words");
  await keep(page, stored(keys));
  await open(page, world.address, "results");
  await button(page, /^Стереть «Что мне ближе/).click();
  await button(page, /^Стереть$/).click();
  await page.getByRole("status").getByText("Стёрто: Что мне ближе").waitFor();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("no", "QuotaExceededError");
    };
  });
  await button(page, "LT – lietuvių").click();
  await page.getByRole("region", { name: "Pranešimai" }).getByText("nepavyksta saugoti").waitFor();
  await page.locator("[aria-live] .notice").evaluate((notice) => (notice.same = true));
  await button(page, "LT – lietuvių").click();
  assert.equal(await page.locator("[aria-live] .notice").evaluate((notice) => notice.same), true, "what was said is not said again");
  assert.deepEqual(await page.evaluate(() => globalThis.moved), []);
  await closed(page);
});

test("what is kept is damaged: the page says so and goes on", async () => {
  const page = await world.person();
  await open(page, world.address);
  for (const text of ["{", "[]", '{"format":9}', JSON.stringify({ ...stored(keys), begun: 7 })]) {
    await keep(page, text);
    await page.getByText("повреждена и не прочитана").waitFor();
    assert.equal(await page.locator(".card").count(), (await order()).length, text);
  }
  const done = { ...stored(keys).done, "klimov-ddo": { ...stored(keys).done["klimov-ddo"], answers: { 1: "z" } } };
  await keep(page, stored(keys, { done }));
  await page.getByText("повреждена и не прочитана").waitFor();
  assert.equal(await main(page).getByText(/^Пройден /).count(), 1, "answers that are no codes are not taken, the others are");
  await button(page, "EN – English").click();
  assert.equal(await main(page).getByText(/^Done on /).count(), 1, "nor do they come back");
  assert.deepEqual(Object.keys((await kept(page)).done), ["profession-awareness"]);
  await closed(page);
});

test("the device keeps nothing: the page says so and loses nothing while it is open", async () => {
  for (const fault of ["full", "forbidden"]) {
    const page = await world.person();
    await page.addInitScript((kind) => {
      const refuse = () => {
        throw new DOMException("no", kind === "full" ? "QuotaExceededError" : "SecurityError");
      };
      if (kind === "full") Storage.prototype.setItem = refuse;
      else Object.defineProperty(globalThis, "localStorage", { get: refuse });
    }, fault);
    await open(page, world.address, "career-plan");
    const answers = await takeByKeyboard(page, instruments["career-plan"]);
    await page.getByText("не получается сохранять").first().waitFor();
    await link(page, "Все тесты").click();
    await main(page).getByText(/^Пройден /).waitFor();
    await link(page, "Файл").click();
    await page.getByLabel("Код или имя").fill("07");
    await button(page, "Показать, что будет в файле").click();
    const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Скачать файл").click()]);
    assert.deepEqual(JSON.parse(await readFile(await download.path(), "utf8")).instruments[0].answers, answers);
    await link(page, "Результаты").click();
    await button(page, "Стереть всё с этого устройства").click();
    await button(page, /^Стереть всё$/).click();
    await page.getByText("Здесь появятся результаты").waitFor();
    await closed(page);
  }
});

test("another tab's changes are neither missed nor overwritten", async () => {
  const page = await world.person();
  await open(page, world.address);
  const other = await page.context().newPage();
  await open(other, world.address);
  await other.evaluate((text) => localStorage.setItem("orientir-page", text), JSON.stringify(stored(keys)));
  await main(page).getByText(/^Пройден /).first().waitFor();
  await button(page, "EN – English").click();
  const { lang, done } = await kept(page);
  assert.deepEqual([lang, Object.keys(done).length], ["en", 2]);
  await page.context().close();
});

test("what is for groups of adults is not listed, and has no address", async () => {
  const page = await world.person({ serviceWorkers: "block" });
  const [list, own] = ["index.json", "opinions.json"].map((name) => join(world.folder, "instruments", name));
  const before = await readFile(list, "utf8");
  try {
    await writeFile(own, await readFile(new URL("../../../../tests/definitions/opinions.json", import.meta.url), "utf8"));
    await writeFile(list, JSON.stringify([...JSON.parse(before), "opinions.json"]));
    await open(page, world.address);
    await page.locator(".card").first().waitFor();
    assert.equal(await page.getByText("opinions").count(), 0);
    await open(page, world.address, "opinions");
    await page.getByRole("heading", { name: "Такого теста здесь нет" }).waitFor();
  } finally {
    await writeFile(list, before);
    await rm(own);
  }
  await page.context().close();
});

test("a definition that does not load leaves the others", async () => {
  const page = await world.person({ serviceWorkers: "block" });
  const broken = join(world.folder, "instruments/szho.json");
  const missing = join(world.folder, "instruments/work-values.json");
  const texts = [await readFile(broken), await readFile(missing)];
  try {
    await writeFile(broken, `{"format": 1, "id": "<b>"`);
    await rm(missing);
    await open(page, world.address);
    await page.getByText("Не удалось открыть тест szho.json").waitFor();
    await page.getByText("Не удалось открыть тест work-values.json").waitFor();
    assert.equal(await page.locator(".card").count(), (await order()).length - 1);
  } finally {
    await writeFile(broken, texts[0]);
    await writeFile(missing, texts[1]);
  }
  await button(page, "Попробовать ещё раз").click();
  await page.getByText("Не удалось открыть").first().waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1", "the focus is not lost with the button");
  assert.equal(await page.locator(".card").count(), (await order()).length);
  assert.deepEqual(await page.locator(".card h3").allTextContents(), (await order()).map((id) => instruments[id].form("ru").title));
  await page.context().close();
});

async function order() {
  const files = JSON.parse(await readFile(join(world.folder, "instruments/index.json"), "utf8"));
  return files.map((file) => file.replace(".json", "")).filter((id) => (instruments[id]?.selfTest ?? "none") !== "none");
}

test("without the list of tests, or without WebAssembly, there is a message", async () => {
  const page = await world.person({ serviceWorkers: "block" });
  await page.route("**/instruments/index.json", (route) => route.abort());
  await page.goto(world.address);
  await page.getByRole("alert").getByText("Не удалось загрузить тесты").waitFor();
  await page.context().close();
  const old = await world.person({ locale: "lt-LT" });
  await old.addInitScript(() => {
    delete globalThis.WebAssembly;
  });
  await old.goto(world.address);
  await old.getByRole("alert").getByText("Ši naršyklė negalėjo paleisti").waitFor();
  await old.context().close();
});

test("an address that names no test leads back", async () => {
  const page = await world.person();
  for (const view of ["nothing", "szho", "observation-sheet", "constructor", "%E0%A4%A"]) {
    await open(page, world.address, view);
    await page.getByRole("heading", { name: "Такого теста здесь нет" }).waitFor();
  }
  await link(page, "Все тесты").click();
  await page.getByRole("heading", { name: "Найди свой ориентир" }).waitFor();
  await closed(page);
});
