// Loading the engine. The tests stand in an order: before, failures, after.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

import { Instrument, init, version } from "orientir";

import { small } from "./support.mjs";

const { version: ours } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

test("before the engine is loaded, what must be called is said", () => {
  assert.throws(() => Instrument.load(small("plain")), /await init\(\)/);
  assert.throws(() => version(), /await init\(\)/);
});

test("a failure can be repeated, and is no reason to fail later", async () => {
  const sources = [
    new URL("file:///nowhere/orientir.wasm"),
    Uint8Array.of(0, 1, 2, 3),
    new Response("not found", { status: 404 }),
  ];
  for (const source of sources) {
    await assert.rejects(init(source), Error);
    await assert.rejects(init(source), Error);
  }
  assert.throws(() => Instrument.load(small("plain")), /await init\(\)/);
});

test("a server that does not have it is named", async () => {
  const response = new Response("", { status: 404 });
  Object.defineProperty(response, "url", { value: "https://example.org/orientir.wasm" });
  await assert.rejects(init(response), /https:\/\/example\.org\/orientir\.wasm: 404/);
});

test("twice at once and once more is once", async () => {
  const [one, other] = [init(), init()];
  assert.equal(one, other);
  await one;
  await init(Uint8Array.of(0));
  assert.equal(version(), ours);
});

for (const way of ["nothing", "bytes", "buffer", "url", "text", "module", "response", "plain response"]) {
  test(`from ${way}`, async () => {
    const worker = new Worker(new URL("./init-worker.mjs", import.meta.url), {
      workerData: { way, definition: small("plain") },
    });
    const told = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    await worker.terminate();
    assert.deepEqual(told, [ours, 7]);
  });
}
