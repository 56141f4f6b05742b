// The same answers, the same bytes as from the command line, whose path stands in ORIENTIR_CLI.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
