// How fast the engine is: times and ratios. Goals are printed and decide nothing.
//
//     node benchmarks/speed.mjs [--rows 1000000] [--runs 5]
//     node benchmarks/speed.mjs --test      # few rows, to see that it works
//
// A ratio to native needs the example of the core: `cargo build --release --package orientir --example batch_time`, or its
// path in ORIENTIR_NATIVE_BENCH.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { Instrument, init } from "orientir";

import { NativeColumns, NativeInstrument } from "../dist/native/native.js";

const { values: options } = parseArgs({
  options: { test: { type: "boolean", default: false }, rows: { type: "string" }, runs: { type: "string" } },
});
const rows = Number(options.rows ?? (options.test ? 1000 : 1_000_000));
const runs = Number(options.runs ?? (options.test ? 2 : 5));

const ROOT = new URL("../../../", import.meta.url);
const SIXTY = new URL("bindings/python/benchmarks/sixty.json", ROOT);
const NATIVE = process.env.ORIENTIR_NATIVE_BENCH ?? fileURLToPath(new URL("target/release/examples/batch_time", ROOT));
const PEOPLE = ["klimov-ddo", "dembo-rubinstein", "ovcharova-motives", "kabardova-opg"];

/** Milliseconds of the fastest of some runs. */
function fastest(work, times = runs) {
  let best = Infinity;
  for (let run = 0; run < times; run += 1) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Microseconds of one of many calls. */
function each(work) {
  const calls = options.test ? 20 : 1000;
  const many = () => {
    for (let call = 0; call < calls; call += 1) work();
  };
  many();
  return (fastest(many, Math.max(runs, 5)) / calls) * 1000;
}

function told(what, value, unit, goal = "") {
  console.log(`${what.padEnd(44)} ${value.toFixed(value < 10 ? 2 : 1).padStart(9)} ${unit}${goal && `   (goal: ${goal})`}`);
}

const wasm = new URL("../dist/orientir.wasm", import.meta.url);
const bytes = readFileSync(wasm);
const start = performance.now();
await init(bytes);
told(`compile the engine, ${(bytes.length / 1000).toFixed(0)} kB`, performance.now() - start, "ms");

for (const id of PEOPLE) {
  const text = readFileSync(new URL(`instruments/definitions/${id}.json`, ROOT), "utf8");
  told(`${id}: load`, fastest(() => Instrument.load(text), Math.max(runs, 5)), "ms");
  const instrument = Instrument.load(text);
  const answers = {};
  for (const field of instrument.form("ru").items.flatMap((item) => item.fields)) {
    if (!field.of_paper) answers[field.name] = field.codes?.[0].code ?? field.from ?? "";
  }
  told(`${id}: form`, each(() => instrument.form("ru")), "µs");
  told(`${id}: score, ${instrument.fields.length} answers`, each(() => instrument.score(answers)), "µs", "20 µs");
  told(`${id}: score and told`, each(() => [instrument.score(answers), instrument.told(answers, {}, "ru")]), "µs");
}

const definition = readFileSync(SIXTY, "utf8");
const instrument = Instrument.load(definition);
const native = NativeInstrument.load(definition, "en");
let state = 88_172_645;
const columns = Object.fromEntries(
  instrument.fields.map((field) => {
    const column = new Int8Array(rows);
    for (let row = 0; row < rows; row += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      column[row] = ((state >>> 0) % 5) + 1;
    }
    return [field, column];
  }),
);

const parts = { copied: Infinity, scored: Infinity, out: Infinity };
let sum = 0;
for (let run = 0; run < runs; run += 1) {
  const given = new NativeColumns(rows);
  const copied = fastest(() => Object.entries(columns).forEach(([field, column]) => given.signed(field, column)), 1);
  let scores;
  const scored = fastest(() => (scores = given.score(native, "[{}]", false)), 1);
  const names = JSON.parse(scores.names());
  let numbers;
  const out = fastest(() => (numbers = instrument.scales.map((scale) => scores.numbers(names.indexOf(scale)))), 1);
  sum = numbers.reduce((all, column) => column.reduce((one, value) => one + value, all), 0);
  given.free();
  scores.free();
  for (const [name, time] of Object.entries({ copied, scored, out })) parts[name] = Math.min(parts[name], time);
}
const whole = fastest(() => {
  const scores = instrument.scoreBatch(columns);
  return instrument.scales.map((scale) => scores.numbers(scale));
});
const people = `${rows.toLocaleString("en")} people, ${instrument.fields.length} answers, ${instrument.scales.length} scales`;
told(`batch: ${people}`, whole, "ms");
told("  copy in", parts.copied, "ms");
told("  score", parts.scored, "ms");
told("  copy out", parts.out, "ms");

if (existsSync(NATIVE)) {
  const found = JSON.parse(execFileSync(NATIVE, [fileURLToPath(SIXTY), String(rows), String(runs)], { encoding: "utf8" }));
  if (found.sum !== sum) throw new Error(`native sums up to ${found.sum}, this to ${sum}`);
  told("native, one thread: score", found.score * 1000, "ms");
  told("native, one thread: copy out", found.out * 1000, "ms");
  told("score: times native", parts.scored / (found.score * 1000), "x", "2 x");
  told("whole: times native", whole / ((found.score + found.out) * 1000), "x");
} else {
  console.log(`no ratio to native: ${NATIVE} is not built`);
}
