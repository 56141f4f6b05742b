// Figures in a result: drawn in the page's own colours, on narrow screens, in a saved file, and where a page is strict.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, describe, test } from "node:test";

import { init, Instrument } from "../../dist/index.js";
import { PHONE } from "../browser.mjs";
import { drawn, seeded } from "../engine/support.mjs";
import { CATALOGUE, OWN, stage } from "./open.mjs";

const open = stage();

before(() => init());

/** Opens the result of somebody who has answered everything. */
async function result(id, { attributes = "", given = {}, own = false, ...options } = {}) {
  const file = own ? `../definitions/${id}.json` : `../../instruments/${id}.json`;
  const instrument = Instrument.load(await readFile(new URL(file, import.meta.url), "utf8"));
  const all = { ...drawn(instrument.form("ru"), seeded(5), { missing: 0, refused: 0 }), ...given };
  const answers = Object.fromEntries(Object.entries(all).filter(([name, code]) => name !== "line_length" && code !== ""));
  const kept = JSON.stringify({ format: 1, key: instrument.key, answers, person: {}, place: 0, done: true });
  const keep = (page) => page.addInitScript(([name, kept]) => localStorage.setItem(name, kept), [`orientir:${id}:`, kept]);
  const opened = await open(`src="${own ? OWN : CATALOGUE}/${id}.json" ${attributes}`, { ...options, before: keep });
  assert.equal(await opened.state(), "result");
  const figures = instrument.figures(answers, {}, /lang="(\w\w)"/.exec(attributes)?.[1] ?? "ru");
  return { opened, figures, svg: opened.element.locator(".scores svg"), told: instrument.told(answers, {}, "ru") };
}

test("a result is drawn, and said to those who do not see it", async () => {
  const { opened, figures, told } = await result("dembo-rubinstein");
  const images = opened.element.getByRole("img");
  assert.equal(await images.count(), figures.length);
  for (const [number, { title, description }] of figures.entries()) {
    assert.equal(await images.nth(number).locator("title").textContent(), title);
    assert.equal(await images.nth(number).locator("desc").textContent(), description);
  }
  assert.deepEqual(await opened.element.locator(".scale-name").allTextContents(), told.scales.map((scale) => scale.name));
  assert.equal(await opened.element.locator(".scales > .scale > p").count() > told.scales.length, true, "with their meaning");
  await opened.close();
});

test("numbers in a figure are those of the words beside it", async () => {
  // A median of 59.25, of 40.75 and of 0.25: a half may go up or down, but not here so and there so.
  const lines = ["mind", "character", "authority", "hands", "looks", "confidence"];
  for (const [low, high] of [[59, 59.5], [40.5, 41], [0, 0.5]]) {
    const given = Object.fromEntries(lines.map((line, place) => [`${line}.now`, String(place < 3 ? low : high)]));
    const { opened, figures } = await result("dembo-rubinstein", { given });
    const [number] = await opened.element.locator(".number-score").first().textContent().then((text) => text.split(" "));
    assert.ok(figures.at(-1).description.includes(`Самооценка: ${number} из 100`), `${number}: ${figures.at(-1).description}`);
    await opened.close();
  }
});

test("scales of a group: drawn abreast, told together, each to be unfolded", async () => {
  const { opened, svg, told } = await result("kabardova-opg");
  assert.equal(await svg.count(), 1);
  const parts = opened.element.locator("[data-group]");
  assert.equal(await parts.count(), 5);
  const leading = told.type.map((type) => type.id);
  assert.ok(leading.includes(await parts.first().getAttribute("data-group")), "what leads is first");
  assert.equal(await parts.locator("> .badge").count(), leading.length);
  const part = opened.element.locator("[data-group=art]");
  const group = told.groups.find((one) => one.id === "art");
  const own = group.words.filter((words) => told.groups.some((other) => !other.words.includes(words)));
  assert.deepEqual(await part.locator("> p:not(.scale-head, .badge)").allTextContents(), own);
  const scale = part.locator("[data-scale=art_wish]");
  assert.equal(await scale.isVisible(), false);
  await part.locator("> details > summary").click();
  assert.match(await scale.locator("summary").textContent(), /^желание \d+ \(от 0 до 20\)$/);
  const words = scale.locator("details > p").first();
  assert.equal(await words.isVisible(), false);
  await scale.locator("summary").click();
  assert.equal(await words.isVisible(), true);
  assert.deepEqual(
    (await opened.element.locator(".scale[data-scale]").evaluateAll((all) => all.map((one) => one.dataset.scale))).sort(),
    told.scales.map((one) => one.id).sort(),
    "no score is lost",
  );
  await opened.close();
});

test("why there is no score is not folded away", async () => {
  const given = Object.fromEntries(["1", "6", "11", "16", "21"].flatMap((item) => ["skill", "attitude", "wish"].map((aspect) => [`${item}.${aspect}`, ""])));
  const { opened, told } = await result("kabardova-opg", { given });
  const without = told.scales.filter((scale) => scale.score === undefined);
  assert.ok(without.length > 0 && without.length < told.scales.length);
  for (const { id } of without) assert.equal(await opened.element.locator(`[data-scale=${id}] > p.quiet`).isVisible(), true, id);
  await opened.close();
});

for (const id of ["klimov-ddo", "dembo-rubinstein", "kabardova-opg"]) {
  for (const width of [320, 360]) {
    test(`${id} on ${width} pixels: nothing overflows, letters can be read`, async () => {
      const { opened } = await result(id, { size: { ...PHONE, viewport: { width, height: 740 } } });
      const measures = await opened.element.evaluate((one) =>
        [...one.shadowRoot.querySelectorAll(".scores svg")].map((svg) => {
          const { left, right, width } = svg.getBoundingClientRect();
          const card = svg.closest(".card").getBoundingClientRect();
          const sizes = [...svg.querySelectorAll("text")].map((text) => (text.getAttribute("font-size") * width) / svg.viewBox.baseVal.width);
          return { isInside: left >= card.left && right <= card.right, smallest: Math.min(...sizes) };
        }),
      );
      assert.ok(measures.length > 0);
      for (const { isInside, smallest } of measures) assert.ok(isInside && smallest >= 11, JSON.stringify(measures));
      assert.equal(await opened.page.evaluate(() => document.documentElement.scrollWidth), width);
      await opened.close();
    });
  }
}

test("a figure has the colours of the page", async () => {
  const looks = async (options, accent) => {
    const { opened, svg } = await result("klimov-ddo", { ...options, attributes: `style="--orientir-accent: ${accent}"` });
    const found = await svg.evaluate((svg) => {
      const beside = getComputedStyle(svg.closest(".card").querySelector("h3")).color;
      return { accent: getComputedStyle(svg.querySelector(".accent")).fill, letters: getComputedStyle(svg.querySelector("text")).fill, beside };
    });
    assert.equal(found.letters, found.beside);
    await opened.close();
    return found;
  };
  const light = await looks({}, "rgb(1, 2, 3)");
  const dark = await looks({ scheme: "dark" }, "rgb(4, 5, 6)");
  assert.deepEqual([light.accent, dark.accent], ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]);
  assert.notEqual(light.letters, dark.letters);
});

test("words of a definition in another language than the interface say so, in figures too", async () => {
  const { opened, svg } = await result("russian-only", { attributes: `lang="lt"`, own: true });
  assert.equal(await svg.first().evaluate((svg) => svg.closest("[lang]").getAttribute("lang")), "ru");
  assert.match(await svg.first().locator("desc").textContent(), /\(nuo \d+ iki \d+\)/);
  await opened.close();
});

test("a saved file and paper have the figures", async () => {
  const { opened, figures, svg } = await result("klimov-ddo");
  const [download] = await Promise.all([
    opened.page.waitForEvent("download"),
    opened.element.getByRole("button", { name: "Сохранить результат" }).click(),
  ]);
  const saved = await opened.context.newPage();
  const faults = [];
  saved.on("console", (message) => faults.push(message.text()));
  await saved.setContent(await readFile(await download.path(), "utf8"));
  const [figure] = figures;
  assert.equal(await saved.getByRole("img", { name: figure.title }).locator("desc").textContent(), figure.description);
  const width = await saved.locator("svg").evaluate((svg) => (svg instanceof SVGElement ? svg.getBoundingClientRect().width : 0));
  assert.ok(width > 300 && width <= 416, String(width));
  assert.deepEqual(faults, [], "its own policy allows what it holds");
  await opened.page.emulateMedia({ media: "print" });
  assert.equal(await svg.isVisible(), true);
  await opened.close();
});

describe("where a page enforces Trusted Types", () => {
  const policy = (names) => `<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types ${names}">`;

  test("the policy `orientir` draws", async () => {
    const { opened, figures, svg } = await result("klimov-ddo", { head: policy("orientir") });
    assert.equal(await svg.count(), figures.length);
    assert.deepEqual(opened.faults, []);
    await opened.close();
  });

  test("without it the scores are told in words", async () => {
    const { opened, svg, told } = await result("klimov-ddo", { head: policy("'none'") });
    assert.equal(await svg.count(), 0);
    assert.deepEqual((await opened.element.locator(".scale-name").allTextContents()).sort(), told.scales.map((scale) => scale.name).sort());
    assert.deepEqual(
      (await opened.element.locator(".number-score").allTextContents()).sort(),
      told.scales.map((scale) => `${scale.score} (от 0 до 8)`).sort(),
    );
    assert.deepEqual(opened.faults, []);
    await opened.close();
  });
});
