// Figures of a result: what they say, that nothing in them is markup of a definition, and that the command line draws the same.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { Instrument, OrientirError, init } from "orientir";

import { IDS, changed, definition, drawn, seeded } from "./support.mjs";

const CLI = process.env.ORIENTIR_CLI;
const skip = CLI ? false : "ORIENTIR_CLI does not say where the command line is; `cargo xtask test` does";
const CLASS = fileURLToPath(new URL("../../../../examples/class-9b/", import.meta.url));

await init();

/** An instrument, and somebody who has answered everything. */
function answered(id, seed = 3) {
  const instrument = Instrument.load(definition(id), { lang: "ru" });
  return { instrument, answers: drawn(instrument.form("ru"), seeded(seed), { missing: 0, refused: 0 }) };
}

test("a figure of types: every one with its score, in words too", () => {
  const { instrument, answers } = answered("klimov-ddo");
  const figures = instrument.figures(answers);
  assert.equal(figures.length, 1);
  const [{ title, description, svg, ...more }] = figures;
  assert.deepEqual(more, {});
  assert.equal(title, instrument.form().title);
  assert.match(svg, /^<svg [^>]*role="img"/);
  for (const { name, score } of instrument.told(answers).scales) {
    assert.ok(description.includes(`${name}: ${score} из 8`), name);
    assert.ok(svg.includes(name), name);
  }
  assert.ok(svg.includes(`<title>${title}</title>`) && svg.includes(`<desc>${description}</desc>`));
});

test("lines as on paper", () => {
  const { instrument, answers } = answered("dembo-rubinstein");
  const [lines, ...scales] = instrument.figures({ ...answers, "mind.now": 40, "mind.want": 95.5 });
  assert.ok(scales.length > 0);
  assert.match(lines.description, /Ум и способности: Как сейчас 40, Как хотелось бы 95,5/);
});

test("the language is that which is asked for", () => {
  const { instrument, answers } = answered("klimov-ddo");
  const said = (lang) => instrument.figures(answers, {}, lang)[0].description;
  assert.ok(said("lt").includes(" iš 8") && said("en").includes(" of 8"));
  assert.throws(() => instrument.figures(answers, {}, "de"), OrientirError);
});

test("no figure of what is not for self-tests, nor of answers that are none", () => {
  const { instrument, answers } = answered("szho");
  assert.deepEqual(instrument.figures(answers), []);
  const hidden = Instrument.load(changed(definition("dembo-rubinstein"), ({ about }) => (about.self_test = "none")));
  assert.deepEqual(hidden.figures(answered("dembo-rubinstein").answers), []);
  const klimov = Instrument.load(definition("klimov-ddo"));
  assert.throws(() => klimov.figures({ 1: "z" }), (error) => error.code === "unknown_code");
  assert.match(klimov.figures({}, {}, "ru")[0].description, /нет балла/);
});

test("markup in texts is escaped, and nothing in a figure runs or looks elsewhere", () => {
  const markup = Instrument.load(readFileSync(new URL("../definitions/markup.json", import.meta.url), "utf8"));
  const figures = [
    ...markup.figures({ line: 5, poles: 1 }, {}, "en"),
    ...IDS.flatMap((id) => {
      const { instrument, answers } = answered(id);
      return instrument.figures(answers);
    }),
  ];
  assert.ok(figures[0].description.includes("<script>window.hurt=1</script> scale"), "a description is text");
  assert.ok(figures[0].svg.includes("&lt;script&gt;"));
  for (const { svg } of figures) {
    const tags = [...svg.matchAll(/<([a-z]+)/gi)].map(([, name]) => name);
    assert.deepEqual([...new Set(tags)].filter((name) => !/^(svg|title|desc|g|text|tspan|rect|path|line|circle)$/.test(name)), []);
    // Without what stands in texts, there is no attribute that acts, and no address but that of the namespace.
    const drawing = svg.replace(/>[^<]+</g, "><").replace('xmlns="http://www.w3.org/2000/svg"', "");
    assert.doesNotMatch(drawing, / on|href|style=|url\(|:\/\//);
  }
});

test("the page of a pupil holds the same figures", { skip }, () => {
  const page = execFileSync(CLI, ["report", "person", "self-determination", CLASS, "--id", "07", "--lang", "ru", "--quiet"], { encoding: "utf8" });
  const answered = IDS.filter((id) => existsSync(`${CLASS}${id}.csv`));
  const seen = answered.filter((id) => {
    const instrument = Instrument.load(definition(id));
    const answers = row(id, "07", instrument.fields);
    const whole = instrument.told(answers, {}, "ru").scales.every((scale) => scale.score !== undefined);
    const figures = whole ? instrument.figures(answers, {}, "ru") : [];
    for (const { svg, title } of figures) assert.ok(page.includes(svg), `${id}: ${title}`);
    return figures.length > 0;
  });
  assert.ok(seen.length >= 5, seen.join(" "));
});

/** The answers of a pupil in a table of the class. */
function row(id, pupil, fields) {
  const [header, ...rows] = readFileSync(`${CLASS}${id}.csv`, "utf8").trim().split("\n").map((line) => line.split(","));
  const cells = rows.find(([key]) => key === pupil);
  return Object.fromEntries(header.map((name, place) => [name, cells[place]]).filter(([name, code]) => fields.includes(name) && code !== ""));
}
