// Norms of a file: the element asks what they need, compares with them, and opens nothing without them.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { init, Instrument } from "../../dist/index.js";
import { definition } from "../engine/support.mjs";
import { CATALOGUE, stage } from "./open.mjs";

const open = stage();
const MOTIVES = `src="${CATALOGUE}/ovcharova-motives.json"`;

before(() => init());

/** A norm of one scale for each sex. */
function norms(change = {}) {
  const { id: instrument, key } = Instrument.load(definition("ovcharova-motives"));
  const group = (sex, mean) => ({ for: { sex }, scales: { internal_social: { moments: { mean, sd: 4 } } } });
  const basis = { source: "made-up", evidence: "D" };
  return JSON.stringify({
    orientir: "norms",
    format: 1,
    instrument,
    key,
    sources: { "made-up": { cite: "for a test" } },
    norm: {
      id: "local", wording: "own", population: "pupils", n: 200, year: 2026, basis,
      groups: [group("female", 17), group("male", 13)],
    },
    ...change,
  });
}

const served = (text) => (page) => page.route("**/norms.json", (route) => route.fulfill({ body: text, contentType: "application/json" }));

test("a result is compared with norms of a file", async () => {
  const opened = await open(`${MOTIVES} norms="/norms.json"`, { before: served(norms()) });
  assert.equal(await opened.element.locator("select, input[type=radio]").count() > 0, true, "sex is asked");
  await opened.element.locator('input[name$="sex"][value="male"], option[value="male"]').first().evaluate((one) => {
    if (one instanceof HTMLOptionElement) {
      one.parentElement.value = "male";
      one.parentElement.dispatchEvent(new Event("change", { bubbles: true }));
    } else one.click();
  });
  await opened.next();
  await opened.walk();
  await opened.next();
  const [event] = await opened.events("result");
  const scale = event.result.scales.internal_social;
  assert.equal(scale.norm, "local");
  assert.equal(scale.z, (scale.raw - 13) / 4);
  assert.match(event.result.receipt.norms.local, /^[0-9a-f]{64}$/);
  await opened.close();
});

test("without the norms that were asked for there is no test", async () => {
  const other = await open(`${MOTIVES} norms="/norms.json"`, { before: served(norms({ key: "0" })) });
  assert.equal(await other.state(), "error");
  assert.equal((await other.events("error"))[0].code, "norm_misfit");
  await other.close();
  const none = await open(`${MOTIVES} norms="/nowhere.json"`);
  assert.equal(await none.state(), "error");
  assert.equal((await none.events("error"))[0].code, "definition_unreachable");
  await none.close();
});
