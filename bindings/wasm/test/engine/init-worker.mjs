// Loads the engine in a fresh world, in one of the ways, and says what it is.

import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";

import { Instrument, init, version } from "orientir";

const wasm = new URL(import.meta.resolve("orientir/orientir.wasm"));

const WAYS = {
  nothing: () => init(),
  bytes: async () => init(await readFile(wasm)),
  buffer: async () => init(Uint8Array.from(await readFile(wasm)).buffer),
  url: () => init(wasm),
  text: () => init(wasm.href),
  module: async () => init(await WebAssembly.compile(await readFile(wasm))),
  response: async () => init(new Response(await readFile(wasm), { headers: { "content-type": "application/wasm" } })),
  "plain response": async () => {
    // A server that does not know the type is no reason to fail; the glue says so on the console.
    console.warn = () => {};
    await init(new Response(await readFile(wasm), { headers: { "content-type": "application/octet-stream" } }));
  },
};

await WAYS[workerData.way]();
parentPort.postMessage([version(), Instrument.load(workerData.definition).score({ q1: 3, q2: 2 }).scale("s").raw]);
