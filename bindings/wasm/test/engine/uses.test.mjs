// What results may be used for: an instrument for groups of adults gives no result of single people, nor of pupils.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { init, Instrument } from "orientir";

import { changed, definition, small } from "./support.mjs";

before(() => init());

const ANSWERS = { town: "agree", taxes: "disagree", roads: "agree" };
const COLUMNS = { town: ["agree", "agree"], taxes: ["agree", "disagree"], roads: ["disagree", "agree"] };

test("nothing speaks of one person unless the use is stated", () => {
  const opinions = Instrument.load(small("opinions"));
  assert.deepEqual([opinions.use, opinions.selfTest], ["anonymous_adult_groups", "none"]);
  const receipt = opinions.forAdultGroups().score(ANSWERS).receipt;
  const asked = {
    score: () => opinions.score(ANSWERS),
    told: () => opinions.told(ANSWERS),
    figures: () => opinions.figures(ANSWERS),
    explain: () => opinions.explain(ANSWERS),
    scoreBatch: () => opinions.scoreBatch(COLUMNS),
    form: () => opinions.form("en"),
    verify: () => opinions.verify(receipt, ANSWERS),
  };
  for (const [what, ask] of Object.entries(asked)) {
    assert.throws(ask, { code: "use_restricted", message: /groups of adults.*instead: forAdultGroups\(\)/ }, what);
  }
  opinions.check();
});

test("whoever states the use has scores, and never those of pupils", () => {
  const stated = Instrument.load(small("opinions")).forAdultGroups();
  assert.equal(stated.score(ANSWERS).scale("change").raw, 2);
  assert.equal(stated.withWording("published").score(ANSWERS).scale("change").raw, 2);
  assert.equal(stated.form("en").items.length, 3);
  stated.verify(stated.score(ANSWERS).receipt, ANSWERS);
  for (const person of [{ grade: 9 }, { age: 17 }]) {
    const { result, type } = stated.score(ANSWERS, person);
    assert.deepEqual([result.scales.change.status, result.scales.change.raw, type, result.restricted], ["restricted", null, null, "pupil"]);
  }
  const scores = stated.scoreBatch(COLUMNS, [{ age: 17 }, { age: 30 }]);
  assert.deepEqual([...scores.codes("change.status")], ["restricted", "scored"]);
  assert.deepEqual([...scores.numbers("change")], [NaN, 2]);
});

test("nothing is told to the person all the same", () => {
  const stated = Instrument.load(small("opinions")).forAdultGroups();
  const told = stated.told(ANSWERS);
  assert.deepEqual([told.self_test, told.scales, told.type], ["none", [], undefined]);
  assert.deepEqual(stated.figures(ANSWERS), []);
});

test("a pupil who may see nothing is told nothing and shown no figure", () => {
  const hidden = Instrument.load(changed(definition("klimov-ddo"), ({ about }) => (about.administration.pupil = "nothing")));
  const answers = Object.fromEntries(hidden.fields.map((field) => [field, "a"]));
  assert.deepEqual([hidden.use, hidden.selfTest], ["individual", "none"]);
  assert.deepEqual([hidden.told(answers).scales, hidden.figures(answers)], [[], []]);
  assert.equal(hidden.score(answers).scale("nature").raw, 6);
});
