// The same answers, the same bytes as from the command line, whose path stands in ORIENTIR_CLI.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { Instrument, init } from "orientir";

import { IDS, definition, drawn, person, seeded } from "./support.mjs";

const CLI = process.env.ORIENTIR_CLI;
const skip = CLI ? false : "ORIENTIR_CLI does not say where the command line is; `cargo xtask test` does";
/** People of each instrument. */
const PEOPLE = 6;

await init();

describe("the command line", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "orientir-cli-"));
  after(() => rmSync(folder, { recursive: true }));
  const random = seeded(7);

  for (const id of IDS) {
    test(id, () => {
      const instrument = Instrument.load(definition(id), { lang: "ru" });
      const form = instrument.form("ru");
      const people = Array.from({ length: PEOPLE }, () => ({ answers: drawn(form, random), about: person(random) }));
      const rows = people.map(({ answers, about }, place) => [
        `p${place}`,
        ...instrument.fields.map((field) => answers[field] ?? ""),
        ...Object.values(about),
      ]);
      const header = ["id", ...instrument.fields, ...Object.keys(people[0].about)];
      // Ratings of one person are told apart by these.
      const by = JSON.parse(definition(id)).ratings?.by ?? [];
      header.push(...by);
      rows.forEach((row) => row.push(...by.map((name) => (name === "date" ? "2026-09-01" : "teacher"))));
      const file = join(folder, `${id}.csv`);
      writeFileSync(file, [header, ...rows].map((row) => row.map(cell).join(",")).join("\n"));

      const scored = run("score", id, file, "--format", "jsonl").trimEnd().split("\n");
      assert.equal(scored.length, PEOPLE);
      people.forEach(({ answers, about }, place) => {
        assert.equal(withoutKey(scored[place]), instrument.score(answers, about).json);
      });
      const { answers, about } = people[0];
      const explained = run("explain", id, file, "--id", "p0", "--format", "json", "--lang", "ru");
      assert.equal(explained, `${instrument.explain(answers, about).json}\n`);
    });
  }

  test("norms of a file", () => {
    const id = "ovcharova-motives";
    const random = seeded(11);
    const instrument = Instrument.load(definition(id));
    const form = instrument.form("ru");
    const people = Array.from({ length: 60 }, (_, place) => ({
      answers: drawn(form, random, { missing: 0.01, refused: 0 }),
      sex: place % 3 === 0 ? "male" : "female",
    }));
    const table = [["id", "sex", ...instrument.fields], ...people.map(({ answers, sex }, place) => [
      `p${place}`, sex, ...instrument.fields.map((field) => answers[field] ?? ""),
    ])];
    const place = (name) => join(folder, name);
    writeFileSync(place("sample.csv"), table.map((row) => row.map(cell).join(",")).join("\n"));
    run("tally", id, place("sample.csv"), "--school", "5", "--by", "sex", "--date", "2026-10", "-o", place("tally.json"));
    run("fit", place("tally.json"), "--by", "sex", "--force", "--replicates", "10", "-o", place("norms.json"));
    const norms = readFileSync(place("norms.json"), "utf8");
    const normed = instrument.withNorms(norms);
    const scored = run("score", id, place("sample.csv"), "--norms", place("norms.json"), "--format", "jsonl").trimEnd().split("\n");
    people.forEach(({ answers, sex }, place) => {
      const report = normed.score(answers, { sex });
      assert.equal(withoutKey(scored[place]), report.json);
      assert.equal(typeof report.receipt.norms.local, "string");
    });
    assert.deepEqual(instrument.withNorms(JSON.parse(norms)).score(people[0].answers, { sex: "male" }).receipt.norms, normed.score(people[0].answers, { sex: "male" }).receipt.norms);
    assert.equal(normed.form("ru").needs.some((need) => need.name === "sex"), true, "a form asks what the norms need");
    assert.throws(() => Instrument.load(definition("szho")).withNorms(norms), { code: "norm_misfit" });
    assert.throws(() => instrument.withNorms("{"), { code: "not_json" });
    assert.throws(() => normed.withNorms(norms), { code: "duplicate_id" });
  });
});

function run(...given) {
  return execFileSync(CLI, [...given, "--quiet"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** A document as the core made it: the command line puts the key of the row in front. */
function withoutKey(document) {
  assert.match(document, /^\{"key":\{[^{}]*\},/);
  return document.replace(/^\{"key":\{[^{}]*\},/, "{");
}

function cell(value) {
  return `"${String(value).replaceAll('"', '""')}"`;
}
