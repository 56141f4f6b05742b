// Serves a built page on this machine alone: node page/serve.mjs FOLDER

import { createHash } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { argv, exit, stderr, stdout } from "node:process";
import { fileURLToPath } from "node:url";

const FIRST_PORT = 8017;
const PORTS = 50;
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
};

/** A server of a folder, not yet listening. `seen` hears of every request. */
export async function pageServer(folder, seen = () => {}) {
  const root = await realpath(folder);
  const headers = { ...COMMON, "Content-Security-Policy": `${await policy(root)}; frame-ancestors 'none'` };
  return createServer(async (request, response) => {
    seen(request);
    const found = request.method === "GET" || request.method === "HEAD" ? await file(root, request.url ?? "/") : undefined;
    if (found === undefined) {
      response.writeHead(404, { ...headers, "Content-Type": "text/plain; charset=utf-8" }).end("not found\n");
      return;
    }
    const entity = { ...headers, "Content-Type": found.type, ETag: found.tag };
    if (request.headers["if-none-match"] === found.tag) {
      response.writeHead(304, entity).end();
      return;
    }
    response.writeHead(200, { ...entity, "Content-Length": found.bytes.length });
    response.end(request.method === "GET" ? found.bytes : undefined);
  });
}

const COMMON = {
  "Cache-Control": "no-cache",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** The policy that the page names, so that header and page cannot differ. */
async function policy(root) {
  const page = await readFile(join(root, "index.html"), "utf8");
  const found = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1];
  if (found === undefined) throw new Error("index.html has no Content-Security-Policy");
  return found;
}

/** A file of the folder. */
async function file(root, url) {
  try {
    const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
    const name = await realpath(join(root, path.endsWith("/") ? `${path}index.html` : path));
    const type = TYPES[extname(name)];
    // The real path: neither `..` nor a link leads out of the folder.
    if (!name.startsWith(root + sep) || type === undefined) return undefined;
    const bytes = await readFile(name);
    return { bytes, type, tag: `"${createHash("sha256").update(bytes).digest("base64url")}"` };
  } catch {
    return undefined;
  }
}

/** Listens on loopback: on a port, or on the first free one of those that follow. */
export async function listen(server, port, ports = 1) {
  for (let tried = port; ; tried += 1) {
    try {
      await new Promise((done, failed) => {
        server.once("error", failed);
        server.listen(tried, "127.0.0.1", () => {
          server.off("error", failed);
          done();
        });
      });
      return `http://127.0.0.1:${server.address().port}/`;
    } catch (error) {
      if (error.code !== "EADDRINUSE" || tried + 1 >= port + ports) throw error;
    }
  }
}

if (resolve(argv[1] ?? "") === fileURLToPath(import.meta.url)) {
  const folder = argv[2];
  if (folder === undefined) {
    stderr.write("usage: node page/serve.mjs FOLDER\n");
    exit(2);
  }
  stdout.write(`${await listen(await pageServer(folder), FIRST_PORT, PORTS)}\n`);
}
