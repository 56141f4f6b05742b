// What is told of faulty answers and requests: codes for programs, words for people, and never an answer.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Instrument, OrientirError, init } from "orientir";

import { definition, small } from "./support.mjs";

await init();
const plain = Instrument.load(small("plain"));

function caught(attempt) {
  try {
    attempt();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing is thrown");
}

test("an error has a code, all problems and words", () => {
  const error = caught(() => plain.score({ q1: 9, q2: "secret", c1: "c", nothing: 1 }));
  assert.ok(error instanceof OrientirError);
  assert.ok(error instanceof Error);
  assert.equal(error.name, "OrientirError");
  assert.deepEqual(error.problems.map((problem) => problem.code).sort(), [
    "out_of_range",
    "unknown_code",
    "unknown_code",
    "unknown_field",
  ]);
  assert.equal(error.code, error.problems[0].code);
  assert.equal(error.path, error.problems[0].path);
  assert.equal(error.message.split("\n").length, 4);
  const first = error.problems.find((problem) => problem.code === "out_of_range");
  assert.deepEqual(
    { ...first, arguments: { ...first.arguments } },
    {
      code: "out_of_range",
      kind: "answer",
      path: "",
      place: "",
      message: "field `q1` has answer `…`, expected 1..=5",
      row: null,
      column: null,
      arguments: { field: "q1", answer: "…", allowed: "1..=5", step: "1" },
    },
  );
});

test("what a person answered is in no text", () => {
  const secret = "мой секрет 7391";
  for (const lang of ["ru", "lt", "en"]) {
    const instrument = Instrument.load(small("plain"), { lang });
    const errors = [
      caught(() => instrument.score({ q1: secret, c1: secret })),
      caught(() => instrument.score({}, { sex: secret, age: secret })),
      caught(() => instrument.told({ q1: secret })),
      caught(() => instrument.explain({ q1: secret })),
    ];
    for (const error of errors) {
      const all = [error.message, String(error), error.stack, JSON.stringify(error), JSON.stringify(error.problems)];
      assert.ok(all.every((text) => !text.includes("7391")), all.join("\n"));
    }
    const batch = instrument.scoreBatch({ q1: [secret, 1], q2: [1, 2] });
    assert.equal(batch.problemCount, 1);
    assert.ok(!JSON.stringify(batch.problems).includes("7391"));
  }
});

test("messages in three languages, codes in one", () => {
  const told = ["ru", "lt", "en"].map((lang) => {
    const error = caught(() => Instrument.load(small("plain"), { lang }).score({ q1: 9 }));
    return [error.code, error.message];
  });
  assert.deepEqual(told.map(([code]) => code), ["out_of_range", "out_of_range", "out_of_range"]);
  assert.equal(new Set(told.map(([, message]) => message)).size, 3);
  assert.match(told[0][1], /[а-я]/);
  assert.match(told[1][1], /[ąčęėįšųūž]/);
});

test("places in a definition, in words before the message", () => {
  const text = small("plain").replace('"format": 1', '"format": 2');
  const error = caught(() => Instrument.load(text, { lang: "ru" }));
  assert.deepEqual([error.code, error.path], ["newer_format", "/format"]);
  assert.match(error.message, /^\/format: .*[а-я]/);
});

test("an unknown language", () => {
  for (const attempt of [
    () => Instrument.load(small("plain"), { lang: "de" }),
    () => plain.form("de"),
    () => plain.told({}, {}, "de"),
    () => plain.form(""),
  ]) {
    assert.throws(attempt, { name: "OrientirError", code: "no_language", message: /ru, lt, en/ });
  }
});

test("names of nothing get a hint", () => {
  assert.throws(() => plain.score({ q: 1 }), { code: "unknown_field", message: /q1/ });
  assert.throws(() => plain.score({}, { Sex: "male" }), { code: "unknown_field" });
  assert.throws(() => plain.score(JSON.parse('{"__proto__":"1"}')), { code: "unknown_field", message: /__proto__/ });
  assert.throws(() => plain.score({}, JSON.parse('{"__proto__":"1"}')), { code: "unknown_field" });
});

test("signs that have no place in a text are no code", () => {
  for (const odd of ["\ud800", "\udc00\ud800", "\u0000", "\ufffe", "💥", "1\u0000", "1".repeat(100_000)]) {
    assert.throws(() => plain.score({ q1: odd }), { name: "OrientirError", code: /unknown_code|out_of_range/ });
    assert.throws(() => plain.score({ [`q1${odd}`]: 1 }), { name: "OrientirError", code: "unknown_field" });
    assert.throws(() => plain.score({}, { sex: odd }), { name: "OrientirError", code: "bad_covariate" });
    assert.equal(plain.scoreBatch({ q1: [odd] }).problems.length, 1);
  }
  assert.equal(plain.score({}, { region: "\ud800" }).scale("s").status, "missing");
});

test("what is neither text nor number is no code", () => {
  for (const odd of [NaN, Infinity, {}, [], [1, 2], Symbol("1"), () => 1, 10n ** 30n]) {
    const told = caught(() => plain.score({ c1: odd === undefined ? "x" : odd, q1: Array.isArray(odd) ? "x" : odd }));
    assert.equal(told.name, "OrientirError", String(odd));
  }
  assert.equal(plain.score({ q1: 3n }).json, plain.score({ q1: 3 }).json);
});

test("an answer that is wrong is not kept for the next person", () => {
  assert.throws(() => plain.score({ q1: 9 }), OrientirError);
  assert.equal(plain.score({ q2: 2 }).scale("s").answered, 1);
});

test("a definition of the catalogue has no free text in its result", () => {
  const awareness = Instrument.load(definition("profession-awareness"));
  const json = awareness.score({ profession: "космонавт-7391" }).json;
  assert.ok(!json.includes("7391"));
  assert.ok(!awareness.explain({ profession: "космонавт-7391" }).json.includes("7391"));
});
