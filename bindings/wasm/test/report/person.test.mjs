// The page of a pupil as the command line writes it, whose path stands in ORIENTIR_CLI: what a browser makes of it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";

import { launch, PHONE, serve, violations } from "../browser.mjs";
import { misplaced, smallest } from "./letters.mjs";
import { sheets } from "./print.mjs";

const CLI = process.env.ORIENTIR_CLI;
const skip = CLI ? false : "ORIENTIR_CLI does not say where the command line is; `cargo xtask test` does";
const CLASS = fileURLToPath(new URL("../../../../examples/class-9b", import.meta.url));

describe("the page of a pupil", { skip }, () => {
  let server;
  let browser;
  const write = (id, lang, who = "pupil") =>
    execFileSync(CLI, ["report", "person", "self-determination", CLASS, "--id", id, "--for", who, "--lang", lang, "--quiet"], { encoding: "utf8" });

  before(async () => {
    [server, browser] = await Promise.all([serve(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const PAGES = [
    ["light", "ru", "07", "pupil"],
    ["dark", "lt", "12", "pupil"],
    ["light", "en", "01", "parents"],
    ["light", "ru", "03", "psychologist"],
    ["dark", "en", "10", "psychologist"],
  ];
  for (const [scheme, lang, id, who] of PAGES) {
    test(`${id} in ${lang}, ${scheme}, for ${who}`, async () => {
      server.pages["/report"] = write(id, lang, who);
      // axe-core is put into the page, which the page itself would not allow.
      const context = await browser.newContext({ ...PHONE, viewport: { width: 320, height: 700 }, colorScheme: scheme, bypassCSP: true });
      const page = await context.newPage();
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(`${server.url}/report`);
      assert.deepEqual(await violations(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      assert.deepEqual(await page.evaluate(misplaced), []);
      assert.ok((await page.evaluate(smallest)) >= 11);
      assert.deepEqual(asked.filter((url) => !url.endsWith("/report") && !url.endsWith("/favicon.ico")), []);
      await context.close();
    });
  }

  test("its own policy lets it be what it is", async () => {
    server.pages["/report"] = write("07", "ru");
    const page = await browser.newPage();
    const told = [];
    page.on("console", (message) => told.push(message.text()));
    await page.goto(`${server.url}/report`);
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("svg")).display), "block");
    assert.deepEqual(told.filter((text) => /Content Security Policy/.test(text) && !/favicon/.test(text)), []);
    await page.close();
  });

  // More sheets, and something no longer stands beside its figure; the psychologist also reads where the rules come from.
  for (const [who, count] of [["pupil", 7], ["parents", 7], ["psychologist", 9]]) {
    test(`printed for ${who}: ${count} sheets of A4`, async () => {
      const page = await browser.newPage();
      await page.setContent(write("07", "ru", who));
      assert.equal(await sheets(page), count);
      await page.close();
    });
  }
});
