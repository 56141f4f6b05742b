import assert from "node:assert/strict";
import { test } from "node:test";

import { fileName, localDay, resultFile, textOfFile } from "../../dist/page/file.js";
import { read } from "../../dist/page/kept.js";

const done = { version: "1.0.0", key: "k", date: "2026-11-28", language: "ru", answers: { 1: "a", 2: "refused" }, person: {}, json: "{}" };

test("the file holds what was given and nothing else", () => {
  const file = resultFile("0.1.0", { id: "07", sex: "female", grade: "", age: "15" }, [["klimov-ddo", done]]);
  assert.equal(
    textOfFile(file),
    `{
  "orientir": "answers",
  "format": 1,
  "engine": "0.1.0",
  "id": "07",
  "person": {
    "sex": "female",
    "age": "15"
  },
  "instruments": [
    {
      "instrument": "klimov-ddo",
      "version": "1.0.0",
      "key": "k",
      "date": "2026-11-28",
      "language": "ru",
      "answers": {
        "1": "a",
        "2": "refused"
      }
    }
  ]
}
`,
  );
});

test("file names are safe on every system", () => {
  const names = {
    "07": "orientir-07.json",
    "Жаворонкова Аня": "orientir-Жаворонкова-Аня.json",
    "Ąžuolė 9b": "orientir-Ąžuolė-9b.json",
    "../../etc/passwd": "orientir-etc-passwd.json",
    "a\u0000b:c*d?e\"f<g>h|i\\j": "orientir-a-b-c-d-e-f-g-h-i-j.json",
    "...": "orientir-answers.json",
    "": "orientir-answers.json",
    "\u202egnp.exe": "orientir-gnp-exe.json",
  };
  for (const [id, name] of Object.entries(names)) assert.equal(fileName(id), name);
  assert.equal(fileName("я".repeat(100)).length, "orientir-.json".length + 60);
  assert.equal(fileName("𐐷".repeat(100)).isWellFormed(), true);
});

test("the day is the local one", () => {
  assert.equal(localDay(new Date(2026, 0, 5, 23, 59)), "2026-01-05");
  assert.equal(localDay(new Date(2026, 11, 31, 0, 1)), "2026-12-31");
});

test("what is kept is read part by part", () => {
  const sound = { format: 1, lang: "lt", about: { id: "07", sex: "", grade: "", age: "" }, begun: {}, done: { "klimov-ddo": done } };
  assert.equal(read(JSON.stringify(sound)).damaged, false);
  assert.deepEqual(read(JSON.stringify(sound)).kept.done, { "klimov-ddo": done });
  assert.equal(read(null).damaged, false);
  for (const text of ["", "null", "[]", "{", "7", '{"format":2}', '{"__proto__":{"format":1}}']) assert.equal(read(text).damaged, true, text);
  const wrong = {
    lang: "xx",
    about: ["07"],
    begun: { "klimov-ddo": { answered: "7", of: 20 } },
    done: { ...sound.done, szho: { ...done, answers: { 1: 3 } }, "<img>": done, "work-values": { ...done, date: "today" } },
  };
  for (const [name, value] of Object.entries(wrong)) {
    const { kept, damaged } = read(JSON.stringify({ ...sound, [name]: value }));
    assert.equal(damaged, true, name);
    assert.deepEqual(kept.done, { "klimov-ddo": done }, `${name} does not take the result with it`);
  }
});
