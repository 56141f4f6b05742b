// Chromium and a server for tests in a browser. The browser is the one that the system has.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/** The sizes of the screens that tests run on. */
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
export const DESKTOP = { viewport: { width: 1280, height: 800 } };

/**
 * Serves a folder on a free port of this machine and counts what is asked for.
 *
 * @param {string} [root] the folder; the package where none is given
 * @param {{ pages?: Record<string, string>, headers?: Record<string, string> }} [options] pages by path that are no files, and
 *   headers of every answer
 */
export async function serve(root = PACKAGE, { pages = {}, headers = {} } = {}) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    asked.push(path);
    try {
      const file = normalize(join(root, path.endsWith("/") ? `${path}index.html` : path));
      if (!file.startsWith(normalize(root + sep))) throw new Error("outside of the folder");
      const body = pages[path] ?? (await readFile(file));
      const type = pages[path] === undefined ? TYPES[extname(file)] : TYPES[".html"];
      response.writeHead(200, { "content-type": type ?? "application/octet-stream", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404, headers);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** The paths that were asked for, in order. */
    asked,
    pages,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** Starts Chromium. One for a file of tests is enough: every page gets a context of its own. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page that notes what goes wrong on it. */
export async function openPage(browser, url) {
  const page = await browser.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => page.faults.push(message.text()));
  await page.goto(url);
  return page;
}

let axe;

/** The rules of axe-core that are tried. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe-core finds wrong with a page, shadow roots included; `rules` are names of rules where not all are meant. */
export async function violations(page, rules) {
  axe ??= await readFile(join(PACKAGE, "node_modules/axe-core/axe.min.js"), "utf8");
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(
    (values) => globalThis.axe.run(document, { resultTypes: ["violations"], runOnly: values }),
    rules === undefined ? { type: "tag", values: RULES } : { type: "rule", values: rules },
  );
  return found.violations.map((one) => ({ id: one.id, nodes: one.nodes.map((node) => `${node.html} ${node.failureSummary}`) }));
}
