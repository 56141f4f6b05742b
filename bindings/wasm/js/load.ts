import start, { version as nativeVersion } from "./native/native.js";

/** Where the engine is: an address, its bytes, a response with them, or a compiled module. */
export type EngineSource = string | URL | Response | BufferSource | WebAssembly.Module;

let ready: Promise<void> | undefined;
let loaded = false;

/**
 * Loads the engine once; later calls wait for the first. Without `source` it is the file `orientir.wasm` beside this module,
 * which bundlers that know `new URL(..., import.meta.url)` copy along; with others give the address or the bytes.
 *
 * Rejects with a `WebAssembly` or network error where the engine cannot be loaded; it may then be tried again.
 */
export function init(source?: EngineSource): Promise<void> {
  ready ??= load(source).catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function load(source: EngineSource | undefined): Promise<void> {
  if (typeof WebAssembly === "undefined") throw new Error("this browser has no WebAssembly");
  const given = source ?? new URL("./orientir.wasm", import.meta.url);
  const found = typeof given === "string" || given instanceof URL ? await read(absolute(given)) : given;
  if (found instanceof Response && !found.ok) throw new Error(`${found.url}: ${found.status}`);
  await start({ module_or_path: found });
  loaded = true;
}

/** Node fetches no files. Its module is named at run time, so that no bundler for browsers looks for it. */
async function read(url: URL): Promise<Response | BufferSource> {
  if (url.protocol !== "file:" || typeof process === "undefined") return fetch(url);
  const files = "node:fs/promises";
  const { readFile } = (await import(/* @vite-ignore */ files)) as typeof import("node:fs/promises");
  return readFile(url);
}

/**
 * Throws as long as the engine is not loaded.
 *
 * @internal
 */
export function expectEngine(): void {
  if (!loaded) throw new Error("the engine is not loaded: call `await init()` first");
}

function absolute(url: string | URL): URL {
  return new URL(url, typeof document === "undefined" ? import.meta.url : document.baseURI);
}

/** The version of the engine. */
export function version(): string {
  expectEngine();
  return nativeVersion();
}
