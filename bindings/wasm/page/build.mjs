// Puts the self-test page together: node page/build.mjs FOLDER
//
// `dist/` (the compiled TypeScript and the engine) and `instruments/` must be there: `cargo xtask wasm` makes them.

import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { argv, exit, stderr } from "node:process";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const wasm = dirname(here);
const STATIC = ["index.html", "style.css", "manifest.webmanifest", "icon.svg", "icon-180.png"];

/** Makes the page in a folder, which is emptied before. Gives the names of the files that a browser asks for. */
export async function buildPage(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "instruments"), { recursive: true });
  for (const name of STATIC) await cp(join(here, name), join(folder, name));
  await writeFile(join(folder, "index.html"), await pageWithIcon());
  await cp(join(wasm, "dist/orientir.wasm"), join(folder, "orientir.wasm"));
  const definitions = (await catalogue()).map((id) => `${id}.json`);
  for (const name of definitions) await cp(join(wasm, "instruments", name), join(folder, "instruments", name));
  await writeFile(join(folder, "instruments/index.json"), `${JSON.stringify(definitions, null, 2)}\n`);
  await bundle(join(folder, "page.js"));
  const names = [...STATIC, "page.js", "orientir.wasm", "instruments/index.json", ...definitions.map((name) => `instruments/${name}`)];
  await writeFile(join(folder, "sw.js"), await worker(folder, names));
  return [...names, "sw.js"];
}

/** The page with its icon inside: Chromium asks for the address of an icon again with every view. */
async function pageWithIcon() {
  const page = await readFile(join(here, "index.html"), "utf8");
  const icon = (await readFile(join(here, "icon.svg"), "utf8")).replaceAll(/>\s+</g, "><").trim();
  const inside = `rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}"`;
  return page.replace('rel="icon" type="image/svg+xml" href="icon.svg"', () => inside);
}

/** The ids of the catalogue in the order in which they are listed everywhere. */
async function catalogue() {
  const source = await readFile(join(wasm, "../../instruments/src/lib.rs"), "utf8");
  const ids = Array.from(source.matchAll(/include_str!\("\.\.\/definitions\/([a-z0-9-]+)\.json"\)/g), ([, id]) => id);
  const files = (await readdir(join(wasm, "instruments"))).filter((name) => name.endsWith(".json"));
  const missing = [...ids.filter((id) => !files.includes(`${id}.json`)), ...files.filter((name) => !ids.includes(name.slice(0, -5)))];
  if (ids.length === 0 || missing.length > 0) {
    throw new Error(`the catalogue and the folder instruments/ differ: ${missing.join(", ") || "the catalogue is empty"}`);
  }
  return ids;
}

/** One module: one request where there were sixty. */
async function bundle(outfile) {
  await build({
    absWorkingDir: wasm,
    entryPoints: ["dist/page/index.js"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
}

/** The service worker, which knows every file by its hash and so changes whenever one of them does. */
async function worker(folder, names) {
  const files = {};
  for (const name of names) {
    const hash = createHash("sha256").update(await readFile(join(folder, name))).digest("base64");
    // Some servers redirect from index.html to the folder, and a redirected answer cannot be kept for a navigation.
    files[name === "index.html" ? "./" : name] = `sha256-${hash}`;
  }
  const list = JSON.stringify(files, null, 2);
  const version = createHash("sha256").update(list).digest("hex").slice(0, 16);
  const code = await readFile(join(here, "sw.js"), "utf8");
  return `const VERSION = "${version}";\nconst FILES = ${list};\n\n${code}`;
}

if (resolve(argv[1] ?? "") === fileURLToPath(import.meta.url)) {
  const folder = argv[2];
  if (folder === undefined) {
    stderr.write("usage: node page/build.mjs FOLDER\n");
    exit(2);
  }
  await buildPage(resolve(folder));
}
