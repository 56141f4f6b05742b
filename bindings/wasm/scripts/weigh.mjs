// What the engine weighs on its way to a browser: raw, by gzip, by brotli. Fails above the limit for gzip.
// node scripts/weigh.mjs FILE LIMIT
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

const [file, limit] = process.argv.slice(2);
const bytes = readFileSync(file);
const gzip = gzipSync(bytes, { level: 9 }).length;
const kilobytes = (count) => `${(count / 1000).toFixed(1)} kB`;
console.log(`engine: ${kilobytes(bytes.length)} raw, ${kilobytes(gzip)} gzip, ${kilobytes(brotliCompressSync(bytes).length)} brotli`);
if (gzip > Number(limit)) {
  console.error(`the engine weighs ${gzip} bytes by gzip, and ${limit} is the most`);
  process.exitCode = 1;
}
