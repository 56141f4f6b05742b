// The file that the page makes, read by the command line, whose path stands in ORIENTIR_CLI.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { Instrument, init, version } from "orientir";

import { fileName, resultFile, textOfFile } from "../../dist/page/file.js";
import { IDS, definition, drawn, seeded } from "../engine/support.mjs";

const CLI = process.env.ORIENTIR_CLI;
const skip = CLI ? false : "ORIENTIR_CLI does not say where the command line is; `cargo xtask test` does";

await init();

describe("files of the page and the command line", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "orientir-files-"));
  after(() => rmSync(folder, { recursive: true }));
  const random = seeded(11);
  const about = { sex: "female", grade: "9", age: "15" };
  const instruments = IDS.map((id) => Instrument.load(definition(id), { lang: "ru" })).filter((one) => one.selfTest !== "none");

  /** What a person answers and what the element keeps of it, to every instrument. */
  const pupils = ["07", "Жаворонкова Аня"].map((id) => {
    const done = instruments.map((instrument) => {
      const form = instrument.form("ru");
      const given = Object.entries(drawn(form, random)).filter(([, code]) => code !== null && code !== "");
      const answers = Object.fromEntries(given.map(([field, code]) => [field, String(code)]));
      const date = "2026-11-28";
      return [instrument.id, { version: instrument.version, key: instrument.key, date, language: "ru", answers, person: {}, json: "{}" }];
    });
    writeFileSync(join(folder, fileName(id)), textOfFile(resultFile(version(), { id, ...about }, done)));
    return { id, answers: Object.fromEntries(done.map(([instrument, one]) => [instrument, one.answers])) };
  });

  for (const instrument of instruments) {
    test(`${instrument.id} is scored to the same bytes`, () => {
      for (const { id, answers } of pupils) {
        const command = ["score", instrument.id, join(folder, fileName(id)), "--format", "jsonl", "--quiet"];
        const [line] = execFileSync(CLI, command, { encoding: "utf8" }).split("\n");
        const person = { ...about, language: "ru", mode: "screen" };
        const alone = instrument.score(answers[instrument.id], person).json;
        assert.equal(JSON.parse(line).key.id, id);
        assert.ok(line.endsWith(alone.slice(1)), `${line}\n${alone}`);
      }
    });
  }

  test("a folder of files is a class", () => {
    const out = execFileSync(CLI, ["assess", "self-determination", folder, "--format", "jsonl", "--quiet"], { encoding: "utf8" });
    const people = out.trim().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(people.map((one) => one.key.id), pupils.map(({ id }) => id));
  });
});
