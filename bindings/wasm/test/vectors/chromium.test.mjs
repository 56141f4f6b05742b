// The vectors in Chromium: the same modules over the same files, fetched from this machine.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, openPage, serve } from "../browser.mjs";
import { definitions, read, ROOT } from "./disk.mjs";
import { KINDS, manifest } from "./files.mjs";

const counted = await manifest(read);
const paths = await definitions();
let server;
let page;
let browser;
let found;

before(async () => {
  [server, browser] = await Promise.all([serve(ROOT), launch()]);
  page = await openPage(browser, `${server.url}/bindings/wasm/test/vectors/page.html`);
  await page.waitForFunction(() => "runVectors" in globalThis).catch((error) => {
    throw new Error([error.message, ...page.faults].join("\n"), { cause: error });
  });
  found = await page.evaluate((all) => globalThis.runVectors(all), paths);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const kind of KINDS) {
  test(`${kind} in Chromium`, () => {
    const { counts, failing, unknown, twice } = found.ran[kind];
    assert.deepEqual(counts, counted[kind]);
    assert.deepEqual(Object.values(failing).flat(), []);
    assert.deepEqual(unknown, []);
    assert.equal(twice, 0);
  });
}

test("every definition gives what its examples say in Chromium", () => {
  assert.deepEqual(found.checked, Object.fromEntries(paths.map((path) => [path, []])));
});

test("nothing goes wrong on the page", () => {
  assert.deepEqual(page.faults, []);
});
