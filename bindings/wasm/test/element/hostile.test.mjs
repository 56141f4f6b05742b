// What can go wrong: a readable message, nothing lost, no script executed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { CATALOGUE, OWN, stage } from "./open.mjs";

const open = stage();
const KLIMOV = `src="${CATALOGUE}/klimov-ddo.json"`;
const definition = (name) => readFile(new URL(`../definitions/${name}.json`, import.meta.url), "utf8");

/** Answers the requests for a path with something else. */
const instead = (pattern, answer) => (page) => page.route(pattern, (route) => route.fulfill(answer));

test("markup in every text is shown and not executed", async () => {
  const opened = await open(`src="${OWN}/markup.json" lang="en"`);
  const seen = [];
  const look = async () => {
    seen.push(await opened.element.evaluate((one) => one.shadowRoot.querySelector(".frame").textContent));
    assert.equal(await opened.element.evaluate((one) => one.shadowRoot.querySelectorAll("img, script").length), 0);
  };
  await look();
  await opened.next();
  while ((await opened.state()) === "question") {
    await look();
    for (const written of await opened.element.locator("input.written").all()) await written.fill("5");
    for (const position of await opened.element.locator(".position").all()) await position.click();
    await opened.next();
  }
  await look();
  await opened.next();
  await look();
  const all = seen.join("\n");
  const texts = (await definition("markup")).matchAll(/<\/script> ([a-z ]+)"/g);
  for (const [, words] of texts) assert.ok(all.includes(`<script>window.hurt=1</script> ${words}`), words);
  assert.equal(await opened.page.evaluate(() => globalThis.hurt), undefined);
  assert.deepEqual(opened.faults, []);
  await opened.close();
});

test("a broken definition", async () => {
  const body = JSON.stringify({ format: 1, id: "X Y <b>", items: 7 });
  const opened = await open(KLIMOV, { before: instead("**/klimov-ddo.json", { body }) });
  assert.equal(await opened.state(), "error");
  const text = await opened.element.locator(".view").textContent();
  assert.match(text, /есть ошибки/);
  assert.match(text, /Найдено ошибок: \d+/);
  assert.ok((await opened.element.locator(".problems li").count()) <= 3);
  const [error] = await opened.events("error");
  assert.match(error.code, /^[a-z_]+$/);
  await opened.close();
});

test("a definition that is no JSON", async () => {
  const opened = await open(`${KLIMOV} lang="lt"`, { before: instead("**/klimov-ddo.json", { body: "<html>" }) });
  assert.equal((await opened.events("error"))[0].code, "not_json");
  assert.match(await opened.element.locator(".view").textContent(), /yra klaidų/);
  await opened.close();
});

test("a definition of a newer format", async () => {
  const body = (await definition("three-languages")).replace('"format": 1', '"format": 2');
  const opened = await open(KLIMOV, { before: instead("**/klimov-ddo.json", { body }) });
  assert.equal((await opened.events("error"))[0].code, "newer_format");
  assert.match(await opened.element.locator(".lead").textContent(), /более новом формате/);
  await opened.close();
});

test("no network, and then again", async () => {
  const opened = await open(`${KLIMOV} lang="en"`, { before: (page) => page.route("**/klimov-ddo.json", (route) => route.abort()) });
  assert.equal((await opened.events("error"))[0].code, "definition_unreachable");
  await opened.page.unroute("**/klimov-ddo.json");
  await opened.element.getByRole("button", { name: "Try again" }).click();
  await opened.page.waitForFunction(() => document.querySelector("orientir-test").state === "start");
  await opened.close();
});

test("no engine", async () => {
  const opened = await open(KLIMOV, { before: instead("**/*.wasm", { status: 404, body: "" }) });
  assert.equal((await opened.events("error"))[0].code, "engine_failed");
  await opened.close();
});

test("no WebAssembly", async () => {
  const opened = await open(KLIMOV, { before: (page) => page.addInitScript(() => delete globalThis.WebAssembly) });
  assert.equal((await opened.events("error"))[0].code, "no_webassembly");
  assert.match(await opened.element.locator(".lead").textContent(), /WebAssembly/);
  await opened.close();
});

test("no definition", async () => {
  const opened = await open("");
  assert.equal((await opened.events("error"))[0].code, "no_definition");
  await opened.close();
});

/** Something in the storage before the element looks. */
const holding = (text) => (page) =>
  page.addInitScript((text) => {
    if (!localStorage.getItem("orientir:klimov-ddo:")) localStorage.setItem("orientir:klimov-ddo:", text);
  }, text);

for (const [what, text] of Object.entries({
  "no JSON": "{",
  "a list": "[1]",
  "another format": JSON.stringify({ format: 9 }),
  "answers that are no texts": JSON.stringify({ format: 1, key: "x", answers: { 1: { a: 1 } }, person: {}, place: 0, done: false }),
})) {
  test(`tampered storage: ${what}`, async () => {
    const opened = await open(KLIMOV, { before: holding(text) });
    assert.equal(await opened.state(), "start");
    assert.equal((await opened.events("error"))[0].code, "storage_tampered");
    assert.match(await opened.element.locator(".notice").textContent(), /повреждены/);
    await opened.next();
    await opened.point(1, "a");
    assert.deepEqual((await opened.kept())["orientir:klimov-ddo:"].answers, { 1: "a" });
    await opened.close();
  });
}

test("answers to another version are not used", async () => {
  const kept = { format: 1, key: "0".repeat(64), answers: { 1: "a" }, person: {}, place: 1, done: false };
  const opened = await open(KLIMOV, { before: holding(JSON.stringify(kept)) });
  assert.deepEqual([await opened.state(), await opened.answers()], ["start", {}]);
  assert.equal((await opened.events("error"))[0].code, "storage_other_definition");
  await opened.next();
  const stored = async () => (await opened.kept())["orientir:klimov-ddo:"];
  assert.deepEqual(await stored(), kept, "they stay until something takes their place");
  await opened.element.getByRole("button", { name: "Назад" }).click();
  await opened.element.getByRole("button", { name: "Стереть мои ответы" }).click();
  await opened.element.getByRole("button", { name: "Да, стереть" }).click();
  assert.equal(await stored(), undefined);
  assert.equal(await opened.element.locator(".notice").count(), 0, "what was told of them is over");
  assert.equal(await opened.element.getByRole("button", { name: "Стереть мои ответы" }).count(), 0);
  await opened.close();
});

test("a kept result that cannot be worked out again", async () => {
  const opened = await open(KLIMOV);
  await opened.next();
  await opened.walk();
  await opened.next();
  await opened.element.evaluate(async (one) => {
    const { Instrument } = await import("/dist/index.js");
    Instrument.prototype.score = () => {
      throw new Error("no");
    };
    one.setAttribute("storage-key", "");
  });
  await opened.page.waitForFunction(() => document.querySelector("orientir-test").state === "check");
  assert.equal(Object.keys(await opened.answers()).length, 20);
  assert.match(await opened.element.locator(".notice").textContent(), /ответы на месте/);
  await opened.close();
});

test("answers that fit no field are left out, the others stay", async () => {
  const opened = await open(KLIMOV);
  await opened.next();
  await opened.point(1, "a");
  await opened.next();
  await opened.point(2, "b");
  await opened.page.evaluate(() => {
    const name = "orientir:klimov-ddo:";
    const kept = JSON.parse(localStorage.getItem(name));
    localStorage.setItem(name, JSON.stringify({ ...kept, answers: { ...kept.answers, 1: "<img>", x: "a" } }));
  });
  await opened.page.reload();
  await opened.settled();
  assert.deepEqual([await opened.state(), await opened.answers()], ["question", { 2: "b" }]);
  assert.equal((await opened.events("error"))[0].code, "storage_partly");
  await opened.close();
});

test("full storage loses nothing", async () => {
  const full = (page) =>
    page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
  const opened = await open(KLIMOV, { before: full });
  await opened.next();
  await opened.walk();
  await opened.next();
  assert.equal(await opened.state(), "result");
  const codes = (await opened.events("error")).map((error) => error.code);
  assert.deepEqual(codes, ["storage_full"], "it is told once");
  assert.match(await opened.element.locator(".notice").textContent(), /не осталось места/);
  assert.equal((await opened.events("result")).length, 1);
  await opened.close();
});

test("no storage at all", async () => {
  const none = (page) =>
    page.addInitScript(() =>
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      }),
    );
  const opened = await open(KLIMOV, { before: none });
  assert.equal((await opened.events("error"))[0].code, "storage_unavailable");
  await opened.next();
  await opened.point(1, "a");
  assert.deepEqual(await opened.answers(), { 1: "a" });
  await opened.close();
});
