// The page of a class as the command line writes it, whose path stands in ORIENTIR_CLI: what a browser makes of it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";

import { DESKTOP, launch, PHONE, serve, violations } from "../browser.mjs";
import { misplaced, smallest } from "./letters.mjs";
import { sheets } from "./print.mjs";

const CLI = process.env.ORIENTIR_CLI;
const skip = CLI ? false : "ORIENTIR_CLI does not say where the command line is; `cargo xtask test` does";
const CLASS = fileURLToPath(new URL("../../../../examples/class-9b", import.meta.url));

/** A column of the table that sorts. */
const column = (place) => [...document.querySelectorAll("table[data-sort] tbody tr")].map((row) => row.cells[place].textContent.trim());

describe("the page of a class", { skip }, () => {
  let server;
  let browser;
  const write = (...more) =>
    execFileSync(CLI, ["report", "class", "self-determination", CLASS, "--quiet", ...more], { encoding: "utf8" });
  const open = async (html, options = DESKTOP) => {
    server.pages["/class"] = html;
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(`${server.url}/class`);
    return page;
  };

  before(async () => {
    [server, browser] = await Promise.all([serve(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const [scheme, lang, width] of [["light", "ru", 320], ["dark", "lt", 1000], ["light", "en", 360]]) {
    test(`in ${lang}, ${scheme}, ${width} wide`, async () => {
      const options = { ...PHONE, viewport: { width, height: 700 }, colorScheme: scheme, bypassCSP: true };
      const page = await open(write("--lang", lang, "--overall"), options);
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      assert.deepEqual(await violations(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      assert.deepEqual(await page.evaluate(misplaced), []);
      assert.ok((await page.evaluate(smallest)) >= 11);
      assert.deepEqual(asked, []);
      await page.context().close();
    });
  }

  test("sorts by pointer and keyboard, tells how, and stays accessible", async () => {
    const page = await open(write("--lang", "ru"), { ...DESKTOP, bypassCSP: true });
    const head = page.getByRole("columnheader", { name: "Когнитивный" });
    await head.getByRole("button").click();
    assert.equal(await head.getAttribute("aria-sort"), "ascending");
    const levels = (await page.evaluate(column, 1)).map((cell) => cell.split(" ")[0]);
    const place = { низкий: 0, средний: 1, высокий: 2 };
    assert.deepEqual(levels, levels.toSorted((a, b) => place[a] - place[b]));
    await page.keyboard.press("Enter");
    assert.equal(await head.getAttribute("aria-sort"), "descending");
    assert.ok((await page.evaluate(column, 1))[0].startsWith("высокий"));
    const pupil = page.getByRole("columnheader", { name: "ученик" }).last();
    await pupil.getByRole("button").focus();
    await page.keyboard.press("Space");
    assert.deepEqual([await pupil.getAttribute("aria-sort"), await head.getAttribute("aria-sort")], ["ascending", null]);
    const pupils = await page.evaluate(column, 0);
    assert.deepEqual([pupils[0], pupils.at(-1)], ["01", "28"]);
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  });

  test("its own policy lets its own script run, and no other", async () => {
    const told = [];
    const html = write("--lang", "ru");
    const page = await open(html.replace("</main>", "<script>document.title = 'hostile'</script></main>"));
    page.on("console", (message) => told.push(message.text()));
    assert.equal(await page.locator("th button").count(), 5);
    assert.notEqual(await page.title(), "hostile");
    await page.context().close();
  });

  test("without scripts it is all there, and has no buttons that do nothing", async () => {
    const page = await open(write("--lang", "ru"), { ...DESKTOP, javaScriptEnabled: false });
    assert.equal(await page.locator("table[data-sort] tbody tr").count(), 28);
    assert.equal(await page.locator("button").count(), 0);
    await page.context().close();
  });

  test("a name of three hundred letters leaves the others their place, on the screen and on paper", async (context) => {
    const folder = mkdtempSync(join(tmpdir(), "orientir-"));
    context.after(() => rmSync(folder, { recursive: true }));
    const names = ["Ž".repeat(300), "\u202eтут😀<b>", "02"];
    const pairs = Array.from({ length: 20 }, (_, pair) => pair + 1);
    const rows = names.map((name, place) => `"${name}",${pairs.map((pair) => (pair % 2 === place % 2 ? "a" : "b")).join(",")}\n`);
    writeFileSync(join(folder, "klimov-ddo.csv"), `id,${pairs.join(",")}\n${rows.join("")}`);
    const html = execFileSync(CLI, ["report", "class", "self-determination", folder, "--quiet", "--lang", "lt"], { encoding: "utf8" });
    for (const [width, media] of [[1000, "screen"], [673, "print"]]) {
      const page = await open(html, { viewport: { width, height: 800 }, bypassCSP: true });
      await page.emulateMedia({ media });
      const table = page.locator("table[data-sort]");
      assert.ok(await table.evaluate((table) => table.getBoundingClientRect().right <= document.documentElement.clientWidth), `${media}`);
      assert.equal(await table.locator("tbody tr").count(), 3);
      assert.equal(await table.locator("b").count(), 0);
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    }
  });

  test("printed: four sheets of A4", async () => {
    const page = await browser.newPage();
    await page.setContent(write("--lang", "ru"));
    assert.equal(await sheets(page), 4);
    await page.close();
  });
});
