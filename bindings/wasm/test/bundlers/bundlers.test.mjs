// The package as others get it: packed, unpacked into an app, run by Node, bundled by Vite and by esbuild.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { build as esbuild } from "esbuild";
import { Instrument, init } from "orientir";
import { build as vite } from "vite";

import { launch, openPage, serve } from "../browser.mjs";
import { ALL, definition } from "../engine/support.mjs";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

let folder, app, packed, expected, browser;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "orientir-package-"));
  app = join(folder, "app");
  const npm = ["pack", "--json", "--offline", "--ignore-scripts", "--pack-destination", folder];
  [packed] = JSON.parse(execFileSync("npm", npm, { cwd: PACKAGE, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }));
  await cp(fileURLToPath(new URL("app/", import.meta.url)), app, { recursive: true });
  await writeFile(join(app, "package.json"), JSON.stringify({ name: "app", private: true, type: "module" }));
  const home = join(app, "node_modules/orientir");
  await mkdir(home, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed.filename), "--strip-components=1", "-C", home]);

  await init();
  const klimov = Instrument.load(definition("klimov-ddo"), { lang: "ru" });
  const answers = Object.fromEntries(klimov.fields.map((field) => [field, "a"]));
  expected = klimov.score(answers, { age: 15 }).json;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the page of a folder shows. */
async function shown(folder) {
  const server = await serve(folder);
  const page = await openPage(browser, `${server.url}/`);
  await page.waitForFunction(() => document.body.textContent.trim() !== "", null, { timeout: 10_000 });
  const found = { text: await page.evaluate(() => document.body.textContent.trim()), faults: page.faults, asked: server.asked };
  await page.close();
  await server.close();
  return found;
}

test("the package holds what it needs, and nothing else", () => {
  const files = packed.files.map((file) => file.path);
  const wanted = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json", "dist/orientir.wasm"];
  wanted.push("dist/index.js", "dist/index.d.ts", "dist/types.d.ts", "dist/native/native.js", "dist/native/native.d.ts");
  wanted.push(...ALL.map((id) => `instruments/${id}.json`));
  assert.deepEqual(wanted.filter((file) => !files.includes(file)), [], "missing");
  const other = files.filter((file) => !wanted.includes(file) && !/^dist\/((native|element|element\/\w+)\/)?[\w-]+(\.d\.ts|\.js)$/.test(file));
  assert.deepEqual(other, [], "not to be there");
  const modules = files.filter((file) => file.endsWith(".js"));
  assert.deepEqual(modules.filter((file) => !files.includes(file.replace(/\.js$/, ".d.ts"))), [], "without types");
});

test("what it exports is there, and its licence is said", async () => {
  const home = join(app, "node_modules/orientir");
  const about = JSON.parse(await readFile(join(home, "package.json"), "utf8"));
  assert.equal(about.license, "MIT OR Apache-2.0");
  assert.equal(about.dependencies, undefined, "it depends on nothing");
  // The element is a module of browsers: its own tests import it.
  const { "./element": _, "./instruments/*.json": instruments, ...others } = about.exports;
  assert.equal(instruments, "./instruments/*.json");
  const paths = Object.values(others).flatMap((target) => (typeof target === "string" ? target : Object.values(target)));
  for (const path of paths) await readFile(join(home, path));
});

test("Node", () => {
  const found = execFileSync(process.execPath, ["node.mjs"], { cwd: app, encoding: "utf8" });
  assert.equal(found, expected);
});

test("Vite copies the engine by itself", async () => {
  const outDir = join(folder, "vite");
  await vite({ root: app, base: "./", configFile: false, logLevel: "error", build: { outDir, target: "es2022", emptyOutDir: true } });
  const assets = await readdir(join(outDir, "assets"));
  assert.equal(assets.filter((name) => name.endsWith(".wasm")).length, 1, assets.join(", "));
  const script = await readFile(join(outDir, "assets", assets.find((name) => name.endsWith(".js"))), "utf8");
  assert.doesNotMatch(script, /(from|import)\s*\(?\s*["']node:/, "nothing of Node's");
  const found = await shown(outDir);
  assert.deepEqual(found.faults, []);
  assert.equal(found.text, expected);
  assert.equal(found.asked.filter((path) => path.endsWith(".wasm")).length, 1);
});

test("esbuild is given the address", async () => {
  const outdir = join(folder, "esbuild");
  const result = await esbuild({
    absWorkingDir: app,
    entryPoints: ["esbuild.js"],
    bundle: true,
    format: "esm",
    target: "es2022",
    outdir,
    loader: { ".wasm": "file" },
    logLevel: "silent",
  });
  assert.deepEqual([result.errors, result.warnings], [[], []]);
  const built = await readdir(outdir);
  assert.equal(built.filter((name) => name.endsWith(".wasm")).length, 1, built.join(", "));
  const page = await readFile(join(app, "index.html"), "utf8");
  await writeFile(join(outdir, "index.html"), page.replace("./vite.js", "./esbuild.js"));
  const found = await shown(outdir);
  assert.deepEqual(found.faults, []);
  assert.equal(found.text, expected);
});
