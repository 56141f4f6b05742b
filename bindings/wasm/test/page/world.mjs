// A built page, served and opened: what the tests of the page share.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildPage } from "../../page/build.mjs";
import { listen, pageServer } from "../../page/serve.mjs";
import { launch, PHONE } from "../browser.mjs";

/** A page in a folder of its own, a server that counts, and a browser. */
export async function makeWorld() {
  const folder = await mkdtemp(join(tmpdir(), "orientir-page-"));
  await buildPage(folder);
  const world = { folder, requests: [] };
  const server = await pageServer(folder, (request) => world.requests.push(request.url));
  world.address = await listen(server, 0);
  const browser = await launch();

  /** A fresh person: nothing kept. */
  world.person = async (options = {}) => {
    const context = await browser.newContext({ ...(options.viewport ? {} : PHONE), locale: "ru-RU", acceptDownloads: true, ...options });
    const page = await context.newPage();
    page.faults = [];
    page.on("pageerror", (error) => page.faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") page.faults.push(message.text());
    });
    await page.addInitScript(() => {
      globalThis.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => globalThis.violations.push(event.violatedDirective));
    });
    return page;
  };
  world.stopServing = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  world.end = async () => {
    await browser.close();
    await world.stopServing();
    await rm(folder, { recursive: true, force: true });
  };
  return world;
}

/** Opens a view of the page, and waits for its heading. */
export async function open(page, address, view = "") {
  await page.goto(`${address}#/${view}`);
  await page.locator("h1").first().waitFor({ state: "attached" });
}

/** Waits until the service worker has kept the page. */
export async function untilKept(page) {
  await page.locator(".kept-offline svg").waitFor();
}

/** What the page keeps. */
export function kept(page) {
  return page.evaluate(() => JSON.parse(localStorage.getItem("orientir-page")));
}

/** Keeps something before the page is loaded anew. */
export async function keep(page, stored) {
  await page.evaluate((text) => localStorage.setItem("orientir-page", text), typeof stored === "string" ? stored : JSON.stringify(stored));
  await page.reload();
  await page.locator("h1").first().waitFor({ state: "attached" });
}

/** What is kept of a person who has done and begun tests. */
export function stored(keys, more = {}) {
  const done = (id, answers) => ({ version: "1.0.0", key: keys[id], date: "2026-11-28", language: "ru", answers, person: {}, json: "{}" });
  return {
    format: 1,
    about: { id: "07", sex: "", grade: "", age: "" },
    begun: { "work-values": { answered: 4, of: 7 } },
    done: {
      "klimov-ddo": done("klimov-ddo", { 1: "a", 2: "refused" }),
      "profession-awareness": done("profession-awareness", { profession: "инженер", c1: "2" }),
    },
    ...more,
  };
}
