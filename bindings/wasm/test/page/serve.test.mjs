import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { buildPage } from "../../page/build.mjs";
import { listen, pageServer } from "../../page/serve.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";
let folder, names, server, address;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "orientir-served-"));
  names = await buildPage(folder);
  await symlink("/etc/hostname", join(folder, "host.json"));
  server = await pageServer(folder);
  address = await listen(server, 0);
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

test("every file has its type and the policy of the page", async () => {
  const types = {
    html: "text/html",
    css: "text/css",
    js: "text/javascript",
    json: "application/json",
    webmanifest: "application/manifest+json",
    svg: "image/svg+xml",
    png: "image/png",
    wasm: "application/wasm",
  };
  for (const name of ["", ...names]) {
    const response = await fetch(address + name);
    assert.equal(response.status, 200, name);
    assert.equal(response.headers.get("content-type").split(";")[0], types[name === "" ? "html" : name.split(".").pop()], name);
    assert.equal(response.headers.get("content-security-policy"), `${POLICY}; frame-ancestors 'none'`);
    assert.equal(response.headers.get("referrer-policy"), "no-referrer");
    await response.arrayBuffer();
  }
});

test("the page names the policy itself, and no script or style is inline", async () => {
  const page = await readFile(join(folder, "index.html"), "utf8");
  assert.match(page, new RegExp(`http-equiv="Content-Security-Policy"\\s+content="${POLICY}"`));
  assert.match(page, /<meta name="referrer" content="no-referrer">/);
  assert.doesNotMatch(page, /<style|style=|\son\w+=|<script(?![^>]*src=)/);
});

test("nothing outside of the folder is served", async () => {
  const raw = (path) =>
    new Promise((done, failed) => {
      const { port } = new URL(address);
      const socket = connect(Number(port), "127.0.0.1", () => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
      let text = "";
      socket.on("data", (part) => (text += part)).on("end", () => done(text)).on("error", failed);
    });
  const outside = ["/../../etc/hostname", "/%2e%2e/%2e%2e/etc/hostname", "/..%2f..%2fetc%2fhostname", "//etc/hostname", "/host.json"];
  for (const path of [...outside, "/instruments", "/%00", "/%zz", "/nothing.js"]) {
    assert.match(await raw(path), /^HTTP\/1\.1 404 /, path);
  }
  assert.equal((await fetch(address, { method: "POST" })).status, 404);
});

test("the service worker knows every file by its hash", async () => {
  const worker = await readFile(join(folder, "sw.js"), "utf8");
  const files = JSON.parse(/const FILES = (\{[^}]*\});/.exec(worker)[1]);
  const known = names.filter((name) => name !== "sw.js").map((name) => (name === "index.html" ? "./" : name));
  assert.deepEqual(Object.keys(files).sort(), known.sort());
  for (const [name, hash] of Object.entries(files)) {
    const bytes = await readFile(join(folder, name === "./" ? "index.html" : name));
    assert.equal(hash, `sha256-${createHash("sha256").update(bytes).digest("base64")}`, name);
  }
});

test("the definitions are those of the catalogue, in its order", async () => {
  const list = JSON.parse(await readFile(join(folder, "instruments/index.json"), "utf8"));
  assert.deepEqual([...list].sort(), (await readdir(join(folder, "instruments"))).filter((name) => name !== "index.json").sort());
  assert.equal(list[0], "klimov-ddo.json");
});

test("a port that is taken is left alone", async () => {
  const second = await pageServer(folder);
  const { port } = new URL(address);
  const found = await listen(second, Number(port), 20);
  assert.notEqual(found, address);
  second.close();
});
