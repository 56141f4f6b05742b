// The types of the package by its name, under `strict`, as Node and as bundlers resolve it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import * as orientir from "orientir";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

for (const resolution of ["nodenext", "bundler"]) {
  test(`they compile under moduleResolution ${resolution}`, () => {
    const compiled = spawnSync(
      process.execPath,
      ["node_modules/typescript/bin/tsc", "--project", `test/types/tsconfig.${resolution}.json`],
      { cwd: PACKAGE, encoding: "utf8" },
    );
    assert.equal(compiled.stdout + compiled.stderr, "");
    assert.equal(compiled.status, 0);
  });
}

test("they say nothing of what is inside", () => {
  for (const name of ["index", "batch", "errors", "instrument", "load", "types"]) {
    const text = readFileSync(new URL(`../../dist/${name}.d.ts`, import.meta.url), "utf8");
    assert.doesNotMatch(text, /#native|#bytes|@internal/, name);
  }
});

test("every public value is used there", () => {
  const used = readFileSync(new URL("./public.ts", import.meta.url), "utf8");
  assert.deepEqual(Object.keys(orientir).filter((name) => !new RegExp(`\\b${name}\\b`).test(used)), []);
});

test("every public type is used there", () => {
  const declared = readFileSync(new URL("../../dist/types.d.ts", import.meta.url), "utf8");
  const index = readFileSync(new URL("../../dist/index.d.ts", import.meta.url), "utf8");
  const names = [...declared.matchAll(/export (?:interface|type) (\w+)/g), ...index.matchAll(/type (\w+)/g)].map(([, name]) => name);
  const used = readFileSync(new URL("./public.ts", import.meta.url), "utf8");
  assert.ok(names.length >= 20);
  assert.deepEqual(names.filter((name) => name !== "of" && !new RegExp(`\\b${name}\\b`).test(used)), []);
});
