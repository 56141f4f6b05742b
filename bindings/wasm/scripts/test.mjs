// Runs the tests: every `*.test.mjs` below `test`, or those whose path holds one of the given words. Node 20 knows no patterns.
//
//     node scripts/test.mjs [WORD...]

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../", import.meta.url));

const words = process.argv.slice(2);
const files = readdirSync(`${PACKAGE}test`, { recursive: true })
  .map((path) => `test/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".test.mjs") && (words.length === 0 || words.some((word) => path.includes(word))))
  .sort();
if (files.length === 0) {
  console.error(`no tests${words.length > 0 ? ` of ${words.join(", ")}` : ""}`);
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...files], { cwd: PACKAGE, stdio: "inherit" });
process.exit(status ?? 1);
