import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

import { dayIn, quotedIn, sayIn, WORDS } from "../../dist/page/words.js";

const places = (text) => (text.match(/\{\w+\}/g) ?? []).sort();

test("every word is there in every language, with the same places", () => {
  for (const [lang, words] of Object.entries(WORDS)) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(WORDS.ru).sort(), lang);
    for (const [word, text] of Object.entries(words)) {
      assert.notEqual(text.trim(), "", `${lang} ${word}`);
      assert.deepEqual(places(text), places(WORDS.ru[word]), `${lang} ${word}`);
      assert.doesNotMatch(text, /["']|\.\.\.| - /, `${lang} ${word}: typographic quotes, dashes and dots`);
    }
  }
});

test("every word is used", async () => {
  const folder = new URL("../../js/page/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name !== "words.ts");
  const code = (await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")))).join("\n");
  const unused = Object.keys(WORDS.ru).filter((word) => !code.includes(`"${word}"`) && !/^questions_in_/.test(word));
  assert.deepEqual(unused, []);
});

test("places are filled, days and quotes are those of the language", () => {
  assert.equal(sayIn("ru")("state_begun", { answered: 7, of: 20 }), "Начат: 7 из 20");
  assert.equal(sayIn("en")("erase_one_text", { title: "{title} $&" }).includes("“{title} $&”"), true);
  assert.deepEqual(
    ["ru", "lt", "en"].map((lang) => dayIn(lang, "2026-11-05").replaceAll("\u00a0", " ")),
    ["5 ноября 2026 г.", "2026 m. lapkričio 5 d.", "5 November 2026"],
  );
  assert.deepEqual(["ru", "lt", "en"].map((lang) => quotedIn(lang, "x")), ["«x»", "„x“", "“x”"]);
});
