// Many people at once: columns in, columns out.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Instrument, init } from "orientir";

import { rowsOf } from "../vectors/batch.mjs";
import { IDS, definition, drawn, person, seeded, small } from "./support.mjs";

await init();
const plain = Instrument.load(small("plain"));

test("the columns have the names that they have on every surface", () => {
  const scores = plain.scoreBatch({ q1: [3, 1], q2: [2, null], c1: ["a", "a"] });
  assert.equal(scores.rows, 2);
  for (const name of ["s", "s.level", "s.t", "s.norm", "s.answered", "s.prorated", "s.status", "s.possible_min", "m", "type", "flags"]) {
    assert.ok(scores.names.includes(name), name);
  }
  assert.deepEqual([...scores.numbers("s")], [7, NaN]);
  assert.deepEqual(scores.codes("s.level"), ["high", null]);
  assert.deepEqual(scores.codes("type"), ["left", "left"]);
  assert.deepEqual([...scores.numbers("s.answered")], [2, 1]);
  const level = scores.column("s.level");
  assert.equal(level.kind, "code");
  assert.ok(level.places instanceof Uint32Array);
  assert.equal(scores.column("s").kind, "number");
  assert.throws(() => scores.column("nothing"), { name: "RangeError", message: /s\.level/ });
  assert.throws(() => scores.numbers("s.level"), RangeError);
  assert.throws(() => scores.codes("s"), RangeError);
});

test("every kind of column", () => {
  const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array];
  const [q1, q2] = [[3, 1, 5], [2, 5, 4]];
  const expected = [7, 2, 7];
  for (const kind of kinds) {
    const scores = plain.scoreBatch({ q1: kind.from(q1), q2: kind.from(q2) });
    assert.deepEqual([...scores.numbers("s")], expected, kind.name);
    assert.equal(scores.problemCount, 0, kind.name);
  }
  for (const list of [q1, q1.map(String), q1.map(Number)]) {
    assert.deepEqual([...plain.scoreBatch({ q1: list, q2 }).numbers("s")], expected);
  }
  // A part of a longer buffer.
  const whole = Int8Array.of(9, 3, 1, 5, 9);
  assert.deepEqual([...plain.scoreBatch({ q1: whole.subarray(1, 4), q2 }).numbers("s")], expected);
  const values = Instrument.load(definition("work-values"));
  const truths = values.scoreBatch({ security: [true, false], pay: [false, true] });
  assert.deepEqual(truths.problems, []);
});

test("nothing and NaN are missing in every kind", () => {
  for (const column of [Float64Array.of(3, NaN), Float32Array.of(3, NaN), [3, NaN], [3, null], ["3", undefined], ["3", ""]]) {
    const scores = plain.scoreBatch({ q1: column, q2: [2, 2] });
    assert.deepEqual([...scores.numbers("s.answered")], [2, 1]);
    assert.equal(scores.problemCount, 0);
    assert.equal(scores.codes("s.status")[1], "missing");
    assert.ok(Number.isNaN(scores.numbers("s")[1]));
  }
});

test("a field without a column was not asked", () => {
  assert.equal(plain.scoreBatch({ q1: [3] }).codes("s.status")[0], "not_administered");
  assert.equal(plain.scoreBatch({}).rows, 0);
  assert.deepEqual([...plain.scoreBatch({}).numbers("s")], []);
  assert.deepEqual(plain.scoreBatch({ q1: [] }).codes("s.level"), []);
});

test("columns that do not fit are refused at once", () => {
  const told = (columns, about) => {
    try {
      plain.scoreBatch(columns, about);
      return [];
    } catch (error) {
      assert.equal(error.name, "OrientirError");
      return error.problems.map((problem) => problem.code);
    }
  };
  assert.deepEqual(told({ q1: [1, 2], q2: [1] }), ["ragged_columns"]);
  assert.deepEqual(told({ q1: Int8Array.of(1), q2: Float64Array.of(1, 2), c1: ["a", "b", "a"] }), ["ragged_columns", "ragged_columns"]);
  assert.deepEqual(told({ q7: [1], nothing: [1] }), ["unknown_field", "unknown_field"]);
  assert.deepEqual(told({ q1: [1, 2], q7: [1] }), ["unknown_field"]);
  assert.deepEqual(told({ q1: [1] }, { sex: "x", shoe: 38 }), ["bad_covariate", "unknown_field"]);
});

test("wrong codes are told row by row, and spoil their own scores alone", () => {
  const scores = plain.scoreBatch({ q1: Int8Array.of(1, 9, -1), q2: [2, 2, 2], c1: ["a", "x", "b"] });
  assert.equal(scores.problemCount, 3);
  assert.deepEqual(
    scores.problems.map(({ code, row, column, path }) => [code, row, column, path]).sort((a, b) => (a[3] < b[3] ? -1 : 1)),
    [
      ["unknown_code", 1, "c1", "row 2, column c1"],
      ["out_of_range", 1, "q1", "row 2, column q1"],
      ["out_of_range", 2, "q1", "row 3, column q1"],
    ],
  );
  assert.deepEqual(scores.codes("s.status"), ["scored", "invalid", "invalid"]);
  assert.deepEqual([...scores.numbers("s")].map((value) => (Number.isNaN(value) ? null : value)), [5, null, null]);
});

test("of very many problems all are counted and some are told", () => {
  const rows = 100_000;
  const scores = plain.scoreBatch({ q1: new Int8Array(rows).fill(77), q2: new Int8Array(rows).fill(2) });
  assert.equal(scores.problemCount, rows);
  assert.equal(scores.problems.length, 1000);
  assert.deepEqual(scores.problems.map((problem) => problem.row), Array.from({ length: 1000 }, (_, row) => row));
});

test("what is known of all, or of each", () => {
  const columns = { q1: [3, 3, 3], q2: [2, 2, 2] };
  assert.deepEqual(plain.scoreBatch(columns, { sex: "female" }).codes("s.norm"), ["old", "old", "old"]);
  const each = plain.scoreBatch(columns, [{ sex: "female" }, {}, { sex: "male", age: undefined }]);
  assert.deepEqual(each.codes("s.norm"), ["old", null, "old"]);
  assert.equal(each.numbers("s.t")[0], 50);
  for (const people of [[], [{ sex: "male" }], [{}, {}], [{}, {}, {}, {}]]) {
    assert.throws(() => plain.scoreBatch(columns, people), { name: "OrientirError", code: "ragged_columns" });
  }
  assert.throws(
    () => plain.scoreBatch(columns, [{}, { age: 200 }, {}]),
    (error) => error.problems[0].row === 1 && error.problems[0].column === "age",
  );
  assert.deepEqual(plain.scoreBatch({ q1: [3], q2: [2] }, [{ sex: "male" }]).codes("s.norm"), ["old"]);
});

test("the receipt of many people fits none alone", () => {
  const { receipt } = plain.scoreBatch({ q1: [3], q2: [2] }, { sex: "male" });
  const one = plain.score({ q1: 3, q2: 2 }, { sex: "male" }).receipt;
  assert.equal(receipt.result, undefined);
  assert.deepEqual({ ...one, result: undefined }, { ...receipt, result: undefined });
});

test("a batch is everybody one by one", () => {
  const random = seeded(2);
  let compared = 0;
  for (const id of IDS) {
    const instrument = Instrument.load(definition(id));
    if (JSON.parse(definition(id)).ratings) continue;
    const form = instrument.form("ru");
    const people = Array.from({ length: 40 }, () => ({ answers: drawn(form, random), about: person(random) }));
    const columns = Object.fromEntries(instrument.fields.map((field) => [field, people.map(({ answers }) => answers[field] ?? null)]));
    const scores = instrument.scoreBatch(columns, people.map(({ about }) => about));
    assert.deepEqual(scores.problems, []);
    const rows = rowsOf(instrument, scores);
    people.forEach(({ answers, about }, row) => {
      const { result } = instrument.score(answers, about);
      const found = rows[row];
      for (const scale of instrument.scales) {
        const alone = result.scales[scale];
        for (const fact of ["raw", "status", "answered", "level", "norm", "z", "t", "sten", "stanine", "iq", "percentile"]) {
          assert.ok(Object.is(found.scales[scale][fact] ?? null, alone[fact] ?? null), `${id} ${row} ${scale}.${fact}`);
          compared += 1;
        }
        assert.deepEqual(found.scales[scale].possible, alone.possible, `${id} ${row} ${scale}`);
      }
      assert.deepEqual(found.flags, result.flags);
      assert.deepEqual(found.type, result.type?.length ? result.type : null);
    });
  }
  assert.ok(compared > 10_000, `${compared}`);
});

test("numbers and texts of the same codes give the same", () => {
  const random = seeded(3);
  const instrument = Instrument.load(definition("ovcharova-motives"));
  const rows = 500;
  const bytes = Object.fromEntries(instrument.fields.map((field) => [field, Int8Array.from({ length: rows }, () => 1 + Math.floor(random() * 5))]));
  const texts = Object.fromEntries(Object.entries(bytes).map(([field, column]) => [field, Array.from(column, String)]));
  const [one, other] = [instrument.scoreBatch(bytes), instrument.scoreBatch(texts)];
  for (const name of one.names) {
    const [a, b] = [one.column(name), other.column(name)];
    const values = (column) => (column.kind === "number" ? [...column.values] : Array.from(column.places, (place) => column.codes[place]));
    assert.deepEqual(values(a), values(b), name);
  }
});
