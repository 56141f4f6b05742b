// What a browser draws of the figures under docs/figures, beside the pictures that were looked at. `ORIENTIR_BLESS=1` takes them anew.
// Letters are of a font that the tests bring along: which fonts a machine has would part the pictures.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

import { launch } from "../browser.mjs";
import { misplaced } from "./letters.mjs";

const FOLDER = fileURLToPath(new URL("../../../../docs/figures/", import.meta.url));
const FONTS = fileURLToPath(new URL("../../node_modules/@fontsource/noto-sans/files/", import.meta.url));
const FIGURES = readdirSync(FOLDER).filter((name) => name.endsWith(".svg")).map((name) => name.slice(0, -".svg".length));
/** Drawn in the dark too. */
const DARK = ["interests", "criteria"];
/** The most pixels that may differ: edges of letters are not drawn alike by every version of a browser. */
const TOLERANCE = 0.01;

const face = (subset, weight) => {
  const bytes = readFileSync(`${FONTS}noto-sans-${subset}-${weight}-normal.woff2`).toString("base64");
  return `@font-face { font-family: "Figures ${subset}"; font-weight: ${weight}; src: url("data:font/woff2;base64,${bytes}"); }`;
};
const SUBSETS = ["latin", "latin-ext", "cyrillic"];
const FACES = SUBSETS.flatMap((subset) => [400, 700].map((weight) => face(subset, weight))).join("\n");
const FAMILY = SUBSETS.map((subset) => `"Figures ${subset}"`).join(", ");

describe("figures as pictures", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const opened = async (name, colorScheme) => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 400, height: 400 } });
    const svg = readFileSync(`${FOLDER}${name}.svg`, "utf8").replace(/^<\?xml[^>]*>\s*/, "");
    await page.setContent(`<!DOCTYPE html><meta charset="utf-8"><style>${FACES} body { margin: 0 } svg { display: block } svg text { font-family: ${FAMILY} }</style>${svg}`);
    await page.evaluate(() => document.fonts.ready);
    return page;
  };

  for (const name of FIGURES) {
    for (const scheme of DARK.includes(name) ? ["light", "dark"] : ["light"]) {
      test(`${name}, ${scheme}`, async () => {
        const page = await opened(name, scheme);
        const drawn = await page.locator("svg").screenshot({ animations: "disabled" });
        assert.deepEqual(await page.evaluate(misplaced), []);
        await page.close();
        const file = `${FOLDER}${name}${scheme === "dark" ? "-dark" : ""}.png`;
        if (process.env.ORIENTIR_BLESS) writeFileSync(file, drawn);
        assert.ok(existsSync(file), `${file} is not there`);
        const [now, known] = [PNG.sync.read(drawn), PNG.sync.read(readFileSync(file))];
        assert.deepEqual([now.width, now.height], [known.width, known.height]);
        const differing = pixelmatch(now.data, known.data, undefined, now.width, now.height, { threshold: 0.2 });
        assert.ok(differing / (now.width * now.height) <= TOLERANCE, `${differing} pixels of ${name} differ`);
      });
    }
  }

  test("no picture is left of a figure that is no more", () => {
    const expected = FIGURES.flatMap((name) => (DARK.includes(name) ? [name, `${name}-dark`] : [name]));
    const found = readdirSync(FOLDER).filter((name) => name.endsWith(".png")).map((name) => name.slice(0, -".png".length));
    assert.deepEqual(found.sort(), expected.sort());
  });
});
