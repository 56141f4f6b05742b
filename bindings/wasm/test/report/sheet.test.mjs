// The sheet of an instrument as `orientir show -o FILE.html` writes it: on paper, on a phone, for a screen reader.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { DESKTOP, launch, PHONE, serve, violations } from "../browser.mjs";
import { sheets } from "./print.mjs";

const CLI = process.env.ORIENTIR_CLI;
const skip = CLI ? false : "ORIENTIR_CLI does not say where the command line is; `cargo xtask test` does";
/** Long forms take a second sheet of paper. */
const TWO = ["kabardova-opg"];

describe("the sheet of an instrument", { skip }, () => {
  let server;
  let browser;
  let folder;
  const run = (...args) => execFileSync(CLI, args, { encoding: "utf8" });
  const ids = () => JSON.parse(`[${run("list", "--format", "jsonl").trim().replaceAll("\n", ",")}]`).map((line) => line.id);
  const open = async (id, lang, options = DESKTOP) => {
    const file = join(folder, `${id}-${lang}.html`);
    run("show", id, "--lang", lang, "-o", file);
    server.pages["/sheet"] = readFileSync(file, "utf8");
    const context = await browser.newContext({ ...options, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${server.url}/sheet`);
    return page;
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "orientir-sheet-"));
    [server, browser] = await Promise.all([serve(), launch()]);
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await browser?.close();
    await server?.close();
  });

  test("fits one sheet of paper", async () => {
    for (const lang of ["ru", "lt", "en"]) {
      for (const id of ids()) {
        const page = await open(id, lang);
        assert.equal(await sheets(page), TWO.includes(id) ? 2 : 1, `${id} ${lang}`);
        await page.context().close();
      }
    }
  });

  for (const [lang, colorScheme] of [["ru", "light"], ["lt", "dark"], ["en", "light"]]) {
    test(`is accessible and fits a phone, in ${lang}`, async () => {
      const page = await open("dembo-rubinstein", lang, { ...PHONE, viewport: { width: 320, height: 640 }, colorScheme });
      assert.deepEqual(await violations(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      await page.context().close();
    });
  }
});
