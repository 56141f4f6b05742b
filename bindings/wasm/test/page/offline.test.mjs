import assert from "node:assert/strict";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { buildPage } from "../../page/build.mjs";
import { makeWorld, open, untilKept } from "./world.mjs";

const caches = (page) => page.evaluate(() => globalThis.caches.keys());

test("pages of one origin leave each other's files alone", async () => {
  const world = await makeWorld();
  try {
    // With a dash in front, the name of one folder goes on where that of the other ends.
    const folders = ["-b/", "c/", ""];
    for (const folder of folders.slice(0, 2)) {
      await buildPage(join(world.folder, folder));
      const worker = join(world.folder, folder, "sw.js");
      await writeFile(worker, (await readFile(worker, "utf8")).replace(/const VERSION = "[^"]+"/, `const VERSION = "${folder}"`));
    }
    const page = await world.person();
    for (const folder of folders) {
      await open(page, world.address + folder);
      await untilKept(page);
    }
    assert.equal((await caches(page)).length, 3, String(await caches(page)));
    await page.context().setOffline(true);
    await world.stopServing();
    for (const folder of folders) {
      await open(page, world.address + folder);
      await untilKept(page);
    }
  } finally {
    await world.end();
  }
});

test("a newer page takes the place of the older one's files", async () => {
  const world = await makeWorld();
  try {
    const page = await world.person();
    await open(page, world.address);
    await untilKept(page);
    const worker = join(world.folder, "sw.js");
    await writeFile(worker, (await readFile(worker, "utf8")).replace(/const VERSION = "[^"]+"/, `const VERSION = "newer"`));
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    // Not under a worker yet, the first page does not hold the newer one back.
    const until = Date.now() + 10_000;
    while (Date.now() < until && !/^[^,]*newer$/.test(String(await caches(page)))) await page.waitForTimeout(100);
    assert.equal(String(await caches(page)), "orientir-page:%2F:newer");
  } finally {
    await world.end();
  }
});

test("files that the browser threw away are kept again, and nothing is promised before", async () => {
  const world = await makeWorld();
  try {
    const page = await world.person();
    await open(page, world.address);
    await untilKept(page);
    const throwAway = () => page.evaluate(async () => Promise.all((await globalThis.caches.keys()).map((name) => globalThis.caches.delete(name))));
    const icon = join(world.folder, "icon-180.png");
    await throwAway();
    await rename(icon, `${icon}.away`);
    await open(page, `${world.address}?`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForLoadState("networkidle");
    assert.equal(await page.locator(".kept-offline svg").count(), 0);
    await rename(`${icon}.away`, icon);
    await page.reload();
    await untilKept(page);
    await page.context().setOffline(true);
    await world.stopServing();
    await page.reload();
    await untilKept(page);
  } finally {
    await world.end();
  }
});
