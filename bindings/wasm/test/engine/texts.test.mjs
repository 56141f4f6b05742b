// Text packs: published sentences in the place of an instrument's own, and what is refused.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { init, Instrument } from "../../dist/index.js";
import { changed, definition, pack, small } from "./support.mjs";

before(() => init());

const plain = () => Instrument.load(small("asked-by-pack"));
const packed = () => plain().withTexts(pack());
const ANSWERS = { 1: "b", 2: 6, 3: 2, 4: "yes" };

test("a form shows the texts of the pack, and receipts name it", () => {
  const one = packed();
  assert.deepEqual([plain().wording, plain().texts, plain().hasItemTexts], ["none", null, false]);
  assert.deepEqual([one.wording, one.texts.name, one.hasItemTexts], ["published", "made-up-2026", true]);
  assert.equal(plain().form("ru").without_texts, true);
  const form = one.form("ru");
  assert.equal("without_texts" in form, false);
  assert.equal(form.items[1].right, "По утрам я быстрый стриж");
  assert.deepEqual(form.items[0].fields[0].codes.map(({ label }) => label), ["Поливать растения на крыше", "Слушать, как гудят машины"]);
  assert.deepEqual(form.items[2].fields, plain().form("ru").items[2].fields, "labels of answers stay");
  const { scales, receipt } = one.score(ANSWERS).result;
  // 6 + 2 = 8 is 1.5 standard deviations of 2 above 5, the norm of the published wording.
  assert.equal(scales.morning.t, 65);
  assert.deepEqual([receipt.wording, receipt.texts], ["published", one.texts]);
  assert.match(receipt.texts.hash, /^[0-9a-f]{64}$/);
  assert.equal("texts" in plain().score(ANSWERS).receipt, false);
  assert.deepEqual(plain().withTexts(JSON.parse(pack())).texts, one.texts, "the object of a JSON module");
  one.verify(receipt, ANSWERS);
  one.check();
});

test("items are asked in the languages of the pack, results told in all", () => {
  const one = packed();
  assert.deepEqual([one.languages, one.askedLanguages], [["ru", "lt", "en"], ["ru", "en"]]);
  assert.throws(() => one.form("lt"), { code: "no_language", message: /available: ru, en/ });
  assert.equal(one.told(ANSWERS, {}, "lt").title, "Rytas dirbtuvėje");
  assert.equal(plain().form("lt").lang, "lt");
});

const swapped = (value) => {
  const { options } = value.texts.en.items[1];
  [options.a, options.b] = [options.b, options.a];
};

for (const [name, change, problems] of [
  ["an unknown item", (value) => (value.texts.ru.items[9] = { prompt: "x" }), [["text_mismatch", "/texts/ru/items/9"]]],
  ["a missing item", (value) => delete value.texts.en.items[2], [["text_missing", "/texts/en/items"]]],
  ["an unknown language", (value) => (value.texts.de = { items: {} }), [["unknown_name", "/texts/de"]]],
  ["no language", (value) => (value.texts = {}), [["empty_list", "/texts"]]],
  ["two options in each other's place", swapped, ["a", "b"].map((code) => ["options_swapped", `/texts/en/items/1/options/${code}`])],
  ["levels", (value) => (value.levels = []), [["unknown_key", "/levels"]]],
  ["a label of an answer", (value) => (value.texts.ru.items[3].options = { 0: "часто" }), [["shared_label", "/texts/ru/items/3/options/0"]]],
]) {
  test(`a pack with ${name} is refused with the place`, () => {
    assert.throws(
      () => plain().withTexts(changed(pack(), change)),
      (error) => {
        assert.deepEqual(error.problems.map(({ code, path }) => [code, path]), problems);
        return true;
      },
    );
  });
}

test("a pack goes with its instrument and its wording", () => {
  assert.throws(() => Instrument.load(definition("szho")).withTexts(pack()), { code: "texts_misfit", message: /szho/ });
  assert.throws(() => packed().withWording("own"), { code: "texts_misfit", message: /published/ });
  assert.throws(() => plain().withWording("none").withTexts(pack()), { code: "texts_misfit" });
  assert.throws(() => packed().withTexts(pack()), { code: "texts_misfit" });
  assert.equal(packed().withWording("published").wording, "published");
});
