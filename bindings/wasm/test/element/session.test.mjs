// Answers, branches and what is kept: no page.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";

import { isCode, nearestCode, numberCode, Session } from "../../dist/element/session.js";
import { WORDS, speaker } from "../../dist/element/words.js";
import { init, Instrument } from "../../dist/index.js";

const form = async (name) => {
  const text = await readFile(new URL(`../../instruments/${name}.json`, import.meta.url), "utf8");
  return Instrument.load(text).form("ru");
};

before(() => init());

/** A form of choices `a`, `b`, `c` with branches. */
function branching(branches) {
  const choice = (name) => ({
    name,
    kind: "choice",
    response: "r",
    optional: false,
    codes: [{ code: "yes" }, { code: "no" }],
  });
  const items = ["a", "b", "c"].map((id) => ({ id, training: false, fields: [choice(id)] }));
  return { instrument: "x", version: "1.0.0", lang: null, title: "x", self_test: "levels", needs: [], items, branches };
}

const hidden = (when, answers) => {
  const session = new Session(branching([{ when, fields: ["c"] }]));
  for (const [field, code] of Object.entries(answers)) session.give(field, code);
  return session.notAsked().has("c");
};

test("conditions have three values: what is open is asked", () => {
  const is = (field, ...codes) => ({ is: { field, codes } });
  assert.equal(hidden(is("a", "no"), {}), false);
  assert.equal(hidden(is("a", "no"), { a: "no" }), true);
  assert.equal(hidden(is("a", "no"), { a: "yes" }), false);
  assert.equal(hidden(is("a", "no"), { a: "refused" }), false);
  assert.equal(hidden({ not: is("a", "no") }, {}), false);
  assert.equal(hidden({ not: is("a", "no") }, { a: "yes" }), true);
  assert.equal(hidden({ all: [is("a", "no"), is("b", "no")] }, { a: "no" }), false);
  assert.equal(hidden({ all: [is("a", "no"), is("b", "no")] }, { a: "no", b: "no" }), true);
  assert.equal(hidden({ any: [is("a", "no"), is("b", "no")] }, { b: "no" }), true);
  assert.equal(hidden({ any: [is("a", "no"), is("b", "no")] }, { b: "yes" }), false);
  assert.equal(hidden({ answered: "a" }, { a: "yes" }), true);
  assert.equal(hidden({ not: { answered: "a" } }, {}), false);
  assert.equal(hidden({ not: { answered: "a" } }, { a: "refused" }), true, "a refusal is no answer");
  assert.equal(hidden({ all_different: ["a", "b"] }, { a: "yes" }), false);
  assert.equal(hidden({ all_different: ["a", "b"] }, { a: "yes", b: "no" }), true);
  assert.equal(hidden({ not: { all_different: ["a", "b"] } }, { a: "yes", b: "yes" }), true);
  assert.equal(hidden({ other: "something else" }, { a: "yes" }), false);
});

test("branches act one after another", () => {
  const session = new Session(
    branching([
      { when: { is: { field: "a", codes: ["no"] } }, fields: ["b"] },
      { when: { is: { field: "b", codes: ["no"] } }, fields: ["c"] },
    ]),
  );
  session.give("b", "no");
  assert.deepEqual([...session.notAsked()], ["c"]);
  session.give("a", "no");
  assert.deepEqual([...session.notAsked()], ["b"], "b no longer applies, so nothing follows from it");
  assert.deepEqual(session.answers, { a: "no" });
  assert.deepEqual(session.keep().answers, { a: "no", b: "no" }, "nothing is lost if the person goes back");
});

test("a refusal is of a whole question and can be taken back", async () => {
  const session = new Session(await form("kabardova-opg"));
  const [question] = session.questions;
  session.give("1.skill", "2");
  session.refuse(question);
  assert.deepEqual(session.answers, { "1.skill": "refused", "1.attitude": "refused", "1.wish": "refused" });
  assert.deepEqual(session.progress(), { answered: 1, of: 50 });
  session.answerAfterAll(question);
  assert.deepEqual(session.answers, { "1.skill": "2" });
  session.refuse(question);
  session.give("1.wish", "0");
  assert.deepEqual(session.answers, { "1.wish": "0" }, "an answer ends the refusal");
});

test("other words keep what stood before a refusal", async () => {
  const [shape, session] = [await form("kabardova-opg"), new Session(await form("kabardova-opg"))];
  session.give("1.skill", "2");
  session.refuse(session.questions[0]);
  const other = session.inWordsOf(shape);
  other.answerAfterAll(other.questions[0]);
  assert.deepEqual(other.answers, { "1.skill": "2" });
});

test("sets are one question, printed forms none", async () => {
  const values = new Session(await form("work-values"));
  assert.equal(values.questions.length, 7);
  assert.equal(values.questions[0].fields.length, 9);
  const lines = new Session(await form("dembo-rubinstein"));
  assert.deepEqual(lines.questions.map((question) => question.items[0].id).includes("line_length"), false);
});

test("codes", () => {
  const line = { name: "x", kind: "analog", response: "r", optional: false, from: 0, to: 100, step: 0.5 };
  assert.equal(numberCode(line, " 57,5 "), "57.5");
  assert.equal(numberCode(line, "57.3"), undefined);
  assert.equal(numberCode(line, "40.0000000001"), "40", "what counts as a step is written as the step");
  assert.equal(numberCode(line, "101"), undefined);
  assert.equal(numberCode(line, "1e1"), undefined);
  assert.equal(numberCode({ ...line, from: -80 }, "\u22127"), "-7");
  assert.equal(nearestCode(line, 33.3), "33.5");
  assert.equal(nearestCode(line, -4), "0");
  assert.equal(nearestCode({ ...line, step: 0.1 }, 0.30000000000000004), "0.3");
  assert.ok(isCode(line, "0") && isCode(line, "refused") && !isCode(line, "07") && !isCode(line, ""));
  const text = { name: "t", kind: "text", response: "r", optional: true, longest: 3 };
  assert.ok(isCode(text, "абв") && !isCode(text, "абвг") && !isCode(text, " "));
});

test("what was kept comes back; what fits no field does not", async () => {
  const shape = await form("klimov-ddo");
  const kept = { answers: { 1: "a", 2: "z", no: "a" }, person: { sex: "x" }, place: 3.7, done: true };
  const session = new Session(shape, kept);
  assert.deepEqual([session.answers, session.dropped, session.place, session.done], [{ 1: "a" }, 2, 3, false]);
  assert.equal(new Session(shape, { ...kept, place: 1e9 }).place, 20);
  assert.equal(new Session(shape, { ...kept, place: -7 }).place, -1);
});

test("the texts of the interface are whole in all languages", () => {
  const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
  for (const [lang, words] of Object.entries(WORDS)) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(WORDS.ru).sort(), lang);
    for (const [key, text] of Object.entries(words)) {
      assert.notEqual(text.trim(), "", `${lang} ${key}`);
      assert.deepEqual(places(text), places(WORDS.ru[key]), `${lang} ${key}`);
    }
  }
  assert.equal(speaker("ru")("score", { score: 4.5, from: -100, to: 100 }), "4,5 (от \u2212100 до 100)");
  assert.equal(speaker("en")("score", { score: 4.5, from: 0, to: 10 }), "4.5 (from 0 to 10)");
});
