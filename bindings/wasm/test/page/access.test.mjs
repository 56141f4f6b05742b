import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { init, Instrument } from "../../dist/index.js";
import { DESKTOP, PHONE } from "../browser.mjs";
import { keep, makeWorld, open, stored } from "./world.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const EVERYTHING = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
/** What another colour scheme and another size of the screen can change. */
const LOOKS = { runOnly: { type: "rule", values: ["color-contrast", "target-size", "link-in-text-block"] } };
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

async function fill(page) {
  await page.locator("#code").fill("07");
  await page.locator("form button").click();
  await page.locator("summary").click();
}

/** Every view, and what has to be done to see all of it. */
const VIEWS = [
  ["", async () => {}],
  ["results", async () => {}],
  ["file", (page) => page.locator("form button").click()],
  ["file", fill],
  ["klimov-ddo", (page) => page.locator("orientir-test .result").waitFor()],
  ["career-plan", (page) => page.locator("orientir-test [part~=main-button]").click()],
  ["nothing", async () => {}],
  ["results", (page) => page.locator(".erase-all button").click()],
];

/** Goes through all views. */
async function eachView(options, look) {
  const page = await world.person(options);
  await open(page, world.address);
  await keep(page, stored(keys, { about: { id: "", sex: "", grade: "", age: "" } }));
  for (const [view, act] of VIEWS) {
    await page.evaluate((name) => (location.hash = `#/${name}`), view);
    await page.waitForFunction((name) => document.querySelector("main").dataset.view === name, view);
    await act(page);
    await look(page, view);
  }
  await page.context().close();
}

for (const lang of ["ru", "lt", "en"]) {
  test(`axe finds nothing in ${lang}, light and dark, phone and desktop`, async () => {
    for (const [colorScheme, screen, rules] of [["light", PHONE, EVERYTHING], ["dark", DESKTOP, LOOKS]]) {
      // axe is put in by the test, which the policy rightly forbids.
      await eachView({ ...screen, colorScheme, bypassCSP: true, locale: lang, reducedMotion: "reduce" }, async (page, view) => {
        if (await page.evaluate(() => globalThis.axe === undefined)) await page.evaluate(AXE);
        const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), rules);
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
        assert.deepEqual(told, [], `${colorScheme} #/${view}`);
      });
    }
  });
}

test("nothing is wider than the screen at 320 px and at 200 % zoom, and targets are large enough", async () => {
  for (const [viewport, deviceScaleFactor, locale] of [
    [{ width: 320, height: 568 }, 1, "ru"],
    [{ width: 320, height: 568 }, 1, "lt"],
    [{ width: 320, height: 568 }, 1, "en"],
    [{ width: 640, height: 400 }, 2, "ru"],
  ]) {
    await eachView({ viewport, deviceScaleFactor, locale }, async (page, view) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${locale} #/${view}`);
      const small = await page.locator("a, button, input, select, summary").evaluateAll((targets) =>
        targets
          .map((target) => ({ box: (target.closest("label") ?? target).getBoundingClientRect(), name: target.outerHTML.slice(0, 80) }))
          .filter(({ box, name }) => box.width > 0 && (box.height < 43.5 || box.width < 43.5) && !name.includes("skip"))
          .map(({ box, name }) => `${name} ${box.width}x${box.height}`),
      );
      assert.deepEqual(small, [], `${locale} #/${view}`);
    });
  }
});

test("the skip link leads to the content and not to another view", async () => {
  const page = await world.person();
  await open(page, world.address, "results");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "К содержанию");
  await page.keyboard.press("Enter");
  assert.deepEqual(await page.evaluate(() => [document.activeElement.tagName, location.hash]), ["MAIN", "#/results"]);
  await page.context().close();
});

test("forced colours leave edges and the chosen language to be seen", async () => {
  const page = await world.person({ forcedColors: "active" });
  await open(page, world.address);
  const borders = await page.locator(".promise, .card, .languages button").evaluateAll((all) =>
    all.map((element) => getComputedStyle(element).borderTopWidth),
  );
  assert.ok(borders.every((width) => width === "1px"), String(borders));
  await page.context().close();
});
