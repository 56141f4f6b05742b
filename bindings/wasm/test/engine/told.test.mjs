// What a form asks, and what the person who answered may read.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Instrument, init } from "orientir";

import { IDS, changed, definition, drawn, seeded, small } from "./support.mjs";

await init();

/** Low self-esteem, very high aspiration. */
const LOW = Object.fromEntries(
  ["mind", "character", "authority", "hands", "looks", "confidence"].flatMap((line) => [
    [`${line}.now`, 40],
    [`${line}.want`, 95],
  ]),
);

/** The lines as if the definition let a self-test show something else. */
function dembo(selfTest) {
  return Instrument.load(
    changed(definition("dembo-rubinstein"), ({ about }) => {
      about.administration.pupil = "levels";
      if (selfTest === undefined) delete about.self_test;
      else about.self_test = selfTest;
    }),
  );
}

test("a description has no levels, and nothing that gives one away", () => {
  for (const selfTest of ["description", undefined]) {
    const instrument = dembo(selfTest);
    assert.equal(instrument.selfTest, "description");
    const told = instrument.told(LOW, {}, "ru");
    assert.equal(told.self_test, "description");
    const [scale] = told.scales;
    assert.deepEqual([scale.id, scale.name, scale.score, scale.from, scale.to], ["self_esteem", "Самооценка", 40, 0, 100]);
    assert.equal("level" in scale, false);
    assert.ok(scale.words.length > 0);
    assert.deepEqual(told.remarks.map((remark) => remark.id).filter((id) => id === "self_esteem_low_aspiration_very_high"), []);
    assert.ok(instrument.score(LOW).flags.includes("self_esteem_low_aspiration_very_high"), "the psychologist sees it");
    assert.equal(instrument.score(LOW).scale("self_esteem").level, "low");
  }
});

test("remarks about the answers themselves stay", () => {
  const below = { ...LOW, "mind.want": 10 };
  const instrument = dembo("description");
  assert.deepEqual([...instrument.score(below).flags].sort(), ["all_lines_equal", "aspiration_below", "self_esteem_low_aspiration_very_high"]);
  const told = instrument.told(below, {}, "ru");
  assert.deepEqual(told.remarks.map((remark) => remark.id), ["aspiration_below"], "the others compare scores");
  assert.match(told.remarks[0].words, /[а-я]/);
});

test("levels are told where the definition says so", () => {
  const told = dembo("levels").told(LOW, {}, "ru");
  const plainly = dembo("description").told(LOW, {}, "ru");
  assert.equal(told.scales[0].level, "низкий");
  assert.ok(told.scales[0].words.length >= plainly.scales[0].words.length);
  assert.ok(told.remarks.some((remark) => remark.id === "self_esteem_low_aspiration_very_high"));
});

test("nothing is told of what is not for self-tests", () => {
  const instruments = [dembo("none"), Instrument.load(definition("szho")), Instrument.load(definition("observation-sheet"))];
  const told = instruments.map((instrument) => instrument.told({}, {}, "ru"));
  told.push(dembo("none").told(LOW, {}, "ru"));
  for (const { self_test, scales, type, remarks, cautions, title } of told) {
    assert.deepEqual([self_test, scales, type, remarks, cautions], ["none", [], undefined, [], []]);
    assert.ok(title.length > 0);
  }
});

test("no level of the catalogue is told", () => {
  const random = seeded(11);
  for (const id of IDS) {
    const instrument = Instrument.load(definition(id));
    const form = instrument.form("ru");
    for (let round = 0; round < 10; round += 1) {
      const told = instrument.told(drawn(form, random, { missing: 0.02 }), {}, "ru");
      assert.ok(told.scales.every((scale) => !("level" in scale)), id);
      assert.ok(told.scales.every((scale) => scale.score !== undefined || scale.words.length === 0), id);
      assert.equal(JSON.stringify(told).includes("very_high"), false, id);
    }
  }
});

test("types in words", () => {
  const klimov = Instrument.load(definition("klimov-ddo"), { lang: "ru" });
  assert.equal(klimov.told({}).type, undefined);
  const { type } = klimov.told(Object.fromEntries(klimov.fields.map((field) => [field, "a"])));
  assert.ok(type.length > 0 && type.every(({ id, name, words }) => id && /[а-я]/.test(name) && words.length > 0));
});

test("languages: the one asked for, else Russian, else any", () => {
  const three = Instrument.load(small("three-languages"));
  assert.deepEqual([...three.languages].sort(), ["en", "lt", "ru"]);
  const titles = ["ru", "lt", "en"].map((lang) => [three.form(lang).lang, three.told({}, {}, lang).lang, three.form(lang).title]);
  assert.deepEqual(titles.map(([form, told]) => [form, told]), [["ru", "ru"], ["lt", "lt"], ["en", "en"]]);
  assert.equal(new Set(titles.map(([, , title]) => title)).size, 3);

  const without = (...langs) =>
    Instrument.load(changed(small("three-languages"), ({ texts }) => langs.forEach((lang) => delete texts[lang])));
  assert.equal(without("lt").form("lt").lang, "ru");
  assert.deepEqual([without("ru", "en").form("ru").lang, without("ru", "en").told({}, {}, "en").lang], ["lt", "lt"]);
  assert.deepEqual([...without("ru", "lt").languages], ["en"]);
  assert.equal(without("en").form().lang, "ru", "English is asked for and not there");

  const wordless = Instrument.load(changed(small("plain"), (value) => delete value.texts));
  const form = wordless.form("en");
  assert.deepEqual([form.lang, form.title, form.items[0].prompt], [null, "plain", undefined]);
});

test("a form has questions and no key", () => {
  for (const id of IDS) {
    const instrument = Instrument.load(definition(id));
    const form = instrument.form("ru");
    assert.deepEqual([form.instrument, form.version, form.self_test], [id, instrument.version, instrument.selfTest]);
    const names = form.items.flatMap((item) => item.fields.map((field) => field.name));
    assert.deepEqual([...names].sort(), [...instrument.fields].sort(), id);
    assert.equal(JSON.stringify(form).includes('"key"'), false);
    assert.equal(JSON.stringify(form).includes("reversed"), false);
  }
});

test("the length of a printed line is not asked on a screen", () => {
  const fields = Instrument.load(definition("dembo-rubinstein")).form("ru").items.flatMap((item) => item.fields);
  assert.deepEqual(fields.filter((field) => field.of_paper).map((field) => field.name), ["line_length"]);
  const line = fields.find((field) => field.name === "mind.now");
  assert.deepEqual([line.kind, line.from, line.to, line.length_in, line.of_paper], ["analog", 0, 100, "line_length", undefined]);
});

test("every response format of the catalogue is in a form", () => {
  const kinds = new Set(IDS.flatMap((id) => Instrument.load(definition(id)).form("ru").items.flatMap((item) => item.fields.map((field) => field.kind))));
  for (const kind of ["choice", "rating", "bipolar", "analog", "choose", "matching", "text"]) assert.ok(kinds.has(kind), kind);
  const opg = Instrument.load(definition("kabardova-opg")).form("ru").items[0];
  assert.deepEqual(opg.fields.map((field) => [field.name.split(".")[1], field.apart?.[0].code]), [
    ["skill", "-"],
    ["attitude", "-"],
    ["wish", undefined],
  ]);
  const values = Instrument.load(definition("work-values")).form("ru");
  assert.deepEqual([values.sets[0].kind, values.sets[0].count], ["choose", 3]);
});
