// The README's first block runs, and what it and its table name is there.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { Instrument, init } from "orientir";

import { definition } from "./support.mjs";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const README = readFileSync(`${PACKAGE}README.md`, "utf8");

await init();
const klimov = Instrument.load(definition("klimov-ddo"));

/** What a module prints that stands in the package. */
function run(text) {
  const node = ["--no-warnings", "--input-type=module", "--eval", text];
  return execFileSync(process.execPath, node, { cwd: PACKAGE, encoding: "utf8", stdio: "pipe" });
}

test("the first block runs, and its comments are true", () => {
  const block = /```js\n(.*?)```/s.exec(README)[1];
  // A line that is an expression has its value, or what is to be said of it, in a comment.
  const stated = block.replace(/^(report\.[^;]+); *\/\/ (.*)$/gm, (_, expression, value) =>
    value.startsWith("[") ? `assert.deepEqual(${expression}, ${value});` : `assert.equal(typeof ${expression}, "string");`,
  );
  assert.equal(stated.match(/assert\./g)?.length, 2, stated);
  const printed = run(`import assert from "node:assert/strict";\n${stated}\nconsole.log(report.json);`);
  assert.equal(printed, `${klimov.score({ 1: "a", 2: "b" }).json}\n`);
});

test("what the table names is there", () => {
  const given = { 1: "a" };
  const surfaces = [klimov, klimov.score(given), klimov.scoreBatch({ 1: ["a"] }), klimov.explain(given)];
  const table = README.split("| to | do |")[1].split("\n\n")[0];
  const names = [...table.matchAll(/`\.([a-z]\w*)/gi)].map(([, name]) => name);
  assert.ok(names.length >= 12, names.join(" "));
  for (const name of names) assert.ok(surfaces.some((surface) => name in surface), name);
});

test("Node imports a definition as a module, if told that it is JSON", () => {
  const module = (more) => `import definition from "orientir/instruments/klimov-ddo.json"${more};
    import { Instrument, init } from "orientir";
    await init();
    process.stdout.write(Instrument.load(definition).score({ 1: "a" }).json);`;
  assert.equal(run(module(' with { type: "json" }')), klimov.score({ 1: "a" }).json);
  // The name of the error changed from Node 20 to 22.
  assert.throws(() => run(module("")), ({ stderr }) => /ERR_IMPORT_(ASSERTION_TYPE|ATTRIBUTE)_MISSING/.test(stderr));
});
