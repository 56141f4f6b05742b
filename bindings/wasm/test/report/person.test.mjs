// The page of a pupil as the command line writes it, whose path stands in ORIENTIR_CLI: what a browser makes of it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";

import { launch, PHONE, serve, violations } from "../browser.mjs";

const CLI = process.env.ORIENTIR_CLI;
const skip = CLI ? false : "ORIENTIR_CLI does not say where the command line is; `cargo xtask test` does";
const CLASS = fileURLToPath(new URL("../../../../examples/class-9b", import.meta.url));

/** Letters of figures that are outside of their figure, or on other letters. */
const misplaced = () =>
  [...document.querySelectorAll("svg")].flatMap((svg) => {
    const { width, height } = svg.viewBox.baseVal;
    const boxes = [...svg.querySelectorAll("text")].map((text) => ({ words: text.textContent, box: text.getBBox() }));
    const outside = boxes.filter(({ box }) => box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height);
    const on = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    const over = boxes.filter(({ box }, number) => boxes.slice(0, number).some((other) => on(box, other.box)));
    return [...outside, ...over].map(({ words }) => words);
  });

/** The smallest letters of figures, in pixels of the screen. */
const smallest = () =>
  Math.min(
    ...[...document.querySelectorAll("svg")].flatMap((svg) => {
      const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      return [...svg.querySelectorAll("text")].map((text) => Number(text.getAttribute("font-size")) * scale);
    }),
  );

describe("the page of a pupil", { skip }, () => {
  let server;
  let browser;
  const write = (id, lang) =>
    execFileSync(CLI, ["report", "person", "self-determination", CLASS, "--id", id, "--lang", lang, "--quiet"], { encoding: "utf8" });

  before(async () => {
    [server, browser] = await Promise.all([serve(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const [scheme, lang, id] of [["light", "ru", "07"], ["dark", "lt", "12"], ["light", "en", "01"]]) {
    test(`${id} in ${lang}, ${scheme}`, async () => {
      server.pages["/report"] = write(id, lang);
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
});
