// Definitions from strangers: broken, newer, hostile. A readable message, and nothing else happens.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Instrument, OrientirError, init } from "orientir";

import { changed, definition, small } from "./support.mjs";

await init();

function refused(text, options) {
  try {
    Instrument.load(text, options);
  } catch (error) {
    assert.ok(error instanceof OrientirError, String(error));
    assert.ok(error.problems.every(({ code, message, kind }) => code && message && kind === "definition"));
    return error;
  }
  return assert.fail("it is accepted");
}

test("all faults of a document at once, each with its place", () => {
  const broken = changed(small("plain"), (value) => {
    value.version = "one";
    value.items[1].fields[0].response = "six";
    value.scales[0].method.sum.fields.push("q9");
    value.levels[0].bands[1].from = 1;
    delete value.responses.five.rating.to;
  });
  const error = refused(broken);
  assert.ok(error.problems.length >= 3, error.message);
  assert.ok(error.problems.every((problem) => problem.path.startsWith("/") || problem.path === ""));
  assert.equal(error.message.split("\n").length, error.problems.length);
  assert.equal(error.path, error.problems[0].path);
});

test("names that nothing has are told with the place and what is near", () => {
  const error = refused(changed(small("plain"), (value) => value.scales[0].method.sum.fields.push("q9")));
  assert.deepEqual([error.problems.length, error.path.startsWith("/scales/0/")], [1, true]);
});

test("a key that stands twice is seen in a text", () => {
  refused(small("plain").replace('"format": 1,', '"format": 1, "format": 1,'));
});

test("a newer format", () => {
  for (const [lang, word] of [["en", /engine reads up to 1/], ["ru", /не новее 1/], ["lt", /1/]]) {
    const error = refused(small("plain").replace('"format": 1', '"format": 9'), { lang });
    assert.deepEqual([error.code, error.path, error.problems.length], ["newer_format", "/format", 1]);
    assert.match(error.message, word);
  }
});

test("what is no definition", () => {
  const texts = ["", " ", "null", "[]", "1", '"text"', "{", "{}", "\u0000", "\ud800", '{"id":"\\ud800"}', "\ufeff{}", "<html></html>", "{}{}"];
  for (const text of texts) refused(text);
  for (const value of [[], {}, null, [1, 2], new Date(0), new Map()]) refused(value);
  assert.equal(refused("").code, "not_json");
  assert.equal(refused([]).code, "wrong_type");
});

test("a document of five megabytes is not read", () => {
  const started = performance.now();
  assert.equal(refused(`{"a":"${"x".repeat(5_000_000)}"}`).code, "too_large");
  assert.equal(refused(" ".repeat(5_000_000)).code, "too_large");
  assert.equal(refused(`[${"1,".repeat(2_500_000)}1]`).code, "too_large");
  assert.ok(performance.now() - started < 5000);
});

test("deep nesting does not use the stack up", () => {
  for (const [open, close] of [["[", "]"], ['{"a":', "}"], ['{"when":{"all":[', "]}}"]]) {
    for (const depth of [100, 1000, 200_000]) {
      refused(open.repeat(depth));
      refused(`${open.repeat(depth)}1${close.repeat(depth)}`);
    }
  }
  const deep = changed(small("plain"), (value) => {
    for (let depth = 0; depth < 60; depth += 1) value.branches[0].when = { not: value.branches[0].when };
  });
  try {
    Instrument.load(deep).score({ c1: "b" });
  } catch (error) {
    assert.ok(error instanceof OrientirError, String(error));
  }
});

test("after all that the engine still works", () => {
  assert.equal(Instrument.load(small("plain")).score({ q1: 3, q2: 2 }).scale("s").raw, 7);
});

test("markup in texts stays text", () => {
  const markup = '<img src=x onerror="alert(1)"><script>alert(2)</script>&amp;\u2028';
  const instrument = Instrument.load(
    changed(definition("klimov-ddo"), (value) => {
      value.texts.ru.title = markup;
      const item = Object.values(value.texts.ru.items)[0];
      const place = Object.keys(item).find((name) => typeof item[name] === "string") ?? Object.keys(item)[0];
      if (typeof item[place] === "string") item[place] = markup;
    }),
  );
  assert.equal(instrument.form("ru").title, markup);
  assert.equal(instrument.told({}, {}, "ru").title, markup);
});

test("names that objects of JavaScript have of themselves are names like others", () => {
  for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
    const text = small("plain").replaceAll('"q1"', `"${name}"`);
    let instrument;
    try {
      instrument = Instrument.load(text);
    } catch (error) {
      assert.ok(error instanceof OrientirError, String(error));
      continue;
    }
    assert.ok(instrument.fields.includes(name));
    const answers = JSON.parse(`{"${name}": 3, "q2": 2}`);
    assert.equal(instrument.score(answers).scale("s").raw, 7);
    assert.equal(instrument.scoreBatch(JSON.parse(`{"${name}": [3], "q2": [2]}`)).numbers("s")[0], 7);
  }
  assert.equal({}.polluted, undefined);
});
