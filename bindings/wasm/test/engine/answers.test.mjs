// One person: what answers may be, and what a report holds.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Instrument, OrientirError, init } from "orientir";

import { IDS, definition, drawn, person, seeded, small } from "./support.mjs";

await init();
const plain = Instrument.load(small("plain"));
const klimov = Instrument.load(definition("klimov-ddo"));

test("an instrument says what it is", () => {
  assert.equal(plain.id, "plain");
  assert.equal(plain.version, "1.0.0");
  assert.match(plain.key, /^[0-9a-f]{64}$/);
  assert.match(plain.document, /^[0-9a-f]{64}$/);
  assert.deepEqual(plain.fields, ["q1", "q2", "c1"]);
  assert.deepEqual(plain.scales, ["s", "m", "x"]);
  assert.equal(plain.wording, "own");
  assert.deepEqual(plain.policies, { strict: "off" });
  assert.equal(plain.lang, "en");
  assert.equal(String(plain), "plain 1.0.0");
  assert.deepEqual(klimov.languages, ["ru", "lt", "en"]);
  assert.equal(klimov.selfTest, "description");
});

test("a definition as an object is the same as its text", () => {
  const one = Instrument.load(JSON.parse(definition("klimov-ddo")));
  assert.deepEqual([one.key, one.document], [klimov.key, klimov.document]);
});

test("numbers, texts and truths are codes", () => {
  const same = (one, other) => assert.equal(one.json, other.json);
  same(plain.score({ q1: 3, q2: 2 }), plain.score({ q1: "3", q2: "2" }));
  same(plain.score({ q1: 3.0, q2: 2 }), plain.score({ q2: "2", q1: " 3 " }));
  const values = Instrument.load(definition("work-values"));
  const chosen = (yes, no) =>
    values.score({ security: yes, pay: yes, conditions: yes, benefit: no, team: no, recognition: no, growth: no, creativity: no });
  same(chosen(true, false), chosen("1", "0"));
  same(chosen(true, false), chosen(1, 0));
  const dembo = Instrument.load(definition("dembo-rubinstein"));
  same(dembo.score({ "mind.now": 57.5 }), dembo.score({ "mind.now": "57,5" }));
});

test("null, undefined, an empty text and no member are missing", () => {
  const none = plain.score({}).json;
  for (const answers of [{ q1: null }, { q1: undefined }, { q1: "" }, { q1: null, q2: null, c1: null }]) {
    assert.equal(plain.score(answers).json, none);
  }
  assert.equal(plain.score({}).scale("s").status, "missing");
  assert.equal(plain.score({}).scale("s").raw, null);
});

test("who would rather not answer has not answered", () => {
  assert.equal(plain.score({ q1: "refused", q2: 2 }).scale("s").status, "refused");
});

test("covariates", () => {
  const about = { sex: "female", age: 15, grade: "9", language: "ru", region: "Tomsk", mode: "paper" };
  const report = plain.score({ q1: 3, q2: 2 }, about);
  assert.equal(report.scale("s").norm, "old");
  assert.equal(report.scale("s").t, 50);
  const unknown = plain.score({ q1: 3, q2: 2 }, { sex: undefined, age: null, region: "" });
  assert.equal(unknown.json, plain.score({ q1: 3, q2: 2 }).json);
});

test("several ratings of one person", () => {
  const sheet = Instrument.load(definition("observation-sheet"));
  const rating = (code) => Object.fromEntries(sheet.fields.map((field) => [field, code]));
  const [two, one] = [sheet.score([rating("3"), rating("1")]), sheet.score([rating("3")])];
  assert.notEqual(two.json, one.json);
  assert.equal(one.json, sheet.score(rating("3")).json);
  assert.throws(() => sheet.score([rating("3"), { a1: "9" }]), { name: "OrientirError", code: "out_of_range" });
});

test("a report", () => {
  const report = klimov.score(Object.fromEntries(klimov.fields.map((field) => [field, "a"])));
  assert.equal(JSON.stringify(report), JSON.stringify(JSON.parse(report.json)));
  assert.equal(String(report), report.json);
  assert.deepEqual(report.result, JSON.parse(report.json));
  assert.equal(report.result, report.result);
  assert.deepEqual(report.type, report.result.type);
  assert.deepEqual(report.flags, report.result.flags);
  assert.deepEqual(report.receipt, report.result.receipt);
  assert.match(report.json, /"possible":\[\d+\.0,\d+\.0\]/, "Rust writes 8.0 where JavaScript writes 8");
  assert.equal(report.scale("nature").raw, report.result.scales.nature.raw);
  assert.throws(() => report.scale("natur"), { code: "unknown_scale", message: /nature/ });
  assert.throws(() => report.scale("toString"), { code: "unknown_scale" });
  assert.throws(() => report.scale("__proto__"), { code: "unknown_scale" });
});

test("without types there is none, and none is settled by no answers", () => {
  const dembo = Instrument.load(definition("dembo-rubinstein"));
  assert.equal(dembo.score({}).type, null);
  assert.equal("type" in dembo.score({}).result, false);
  assert.equal(klimov.score({}).type, null);
  assert.equal(klimov.score({}).result.type, null);
});

test("policies and wording", () => {
  const opg = Instrument.load(definition("kabardova-opg"), { lang: "lt" });
  assert.deepEqual(opg.policies, { dash: "counted_apart", zero_skill: "leave_out" });
  const other = opg.withPolicy("dash", "leave_out");
  assert.equal(other.policies.dash, "leave_out");
  assert.equal(opg.policies.dash, "counted_apart", "the first stays as it is");
  assert.equal(other.lang, "lt");
  assert.equal(other.key, opg.key);
  assert.equal(other.score({}).receipt.policies.dash, "leave_out");
  assert.throws(() => opg.withPolicy("dash", "whatever"), { code: "unknown_policy", message: /leave_out/ });
  assert.throws(() => opg.withPolicy("toString", ""), { code: "unknown_policy" });
  const published = plain.withWording("published");
  assert.equal(published.wording, "published");
  const report = published.score({ q1: 3, q2: 2 }, { sex: "female" });
  assert.equal(report.receipt.wording, "published");
  assert.equal(report.scale("s").norm, undefined);
  assert.ok(report.scale("s").no_norm);
  assert.throws(() => plain.withWording("mine"), { code: "unknown_policy", message: /published/ });
});

test("explain", () => {
  const russian = Instrument.load(definition("klimov-ddo"), { lang: "ru" });
  const answers = { 1: "a", 2: "b" };
  const explanation = russian.explain(answers, { age: 15 });
  assert.match(explanation.text, /[а-я]{5}/);
  assert.equal(String(explanation), explanation.text);
  assert.deepEqual(explanation.toJSON(), JSON.parse(explanation.json));
  assert.notEqual(explanation.text, klimov.explain(answers).text);
});

test("a receipt is held against answers", () => {
  const answers = { q1: 3, q2: 2, c1: "a" };
  const { receipt } = plain.score(answers, { sex: "male" });
  plain.verify(receipt, answers, { sex: "male" });
  plain.verify({ ...receipt, engine: "0.0.1" }, answers, { sex: "male" });
  for (const attempt of [
    () => plain.verify(receipt, { ...answers, q1: 4 }, { sex: "male" }),
    () => plain.verify(receipt, answers),
    () => plain.verify({ ...receipt, key: "00" }, answers, { sex: "male" }),
    () => klimov.verify(receipt, {}),
  ]) {
    assert.throws(attempt, { name: "OrientirError", code: /receipt_differs|unknown_policy/ });
  }
  const strict = plain.withPolicy("strict", "on").score(answers);
  plain.verify(strict.receipt, answers);
  assert.throws(() => plain.verify({}, answers), Error);
});

test("the same answers give the same bytes, and their receipts hold", () => {
  const random = seeded(5);
  for (const id of IDS) {
    const [one, other] = [Instrument.load(definition(id)), Instrument.load(JSON.parse(definition(id)))];
    const form = one.form("ru");
    for (let round = 0; round < 12; round += 1) {
      const [answers, about] = [drawn(form, random), person(random)];
      const report = one.score(answers, about);
      assert.equal(other.score(answers, about).json, report.json);
      other.verify(report.receipt, answers, about);
      assert.ok(report.result.scales && OrientirError);
    }
  }
});
