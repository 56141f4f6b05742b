// The vectors in Node.

import assert from "node:assert/strict";
import test from "node:test";

import * as other from "../../dist-conformance/index.js";
import * as native from "../../dist-conformance/native/native.js";
import * as orientir from "../../dist/index.js";
import { sameBits } from "./compare.mjs";
import { below, definitions, read } from "./disk.mjs";
import { KINDS, knownFailures, manifest } from "./files.mjs";
import { checkDefinitions, runAll, world } from "./run.mjs";

const node = await world(read, { orientir, other, native });
const counted = await manifest(read);
const ran = await runAll(node);

for (const kind of KINDS) {
  for (const file of await below(`tests/vectors/${kind}`)) {
    test(`${kind}/${file}`, () => {
      assert.equal(ran[kind].counts[file], counted[kind][file], "cases that ran");
      assert.deepEqual(ran[kind].failing[file], []);
    });
  }

  test(`as many ${kind} ran as the manifest says, each under a name of its own`, async () => {
    assert.deepEqual(ran[kind].counts, counted[kind]);
    assert.deepEqual(Object.keys(counted[kind]).sort(), await below(`tests/vectors/${kind}`));
    assert.equal(ran[kind].twice, 0);
  });

  test(`known failures of ${kind} are cases`, () => {
    assert.deepEqual(ran[kind].unknown, []);
  });
}

test("kinds are those of the manifest", async () => {
  assert.deepEqual(Object.keys(counted).sort(), [...KINDS].sort());
  assert.deepEqual(Object.keys(await knownFailures(read)).sort(), [...KINDS].sort());
});

test("every definition gives what its examples say", async () => {
  const paths = await definitions();
  assert.ok(paths.length > 0);
  assert.deepEqual(await checkDefinitions(node, paths), Object.fromEntries(paths.map((path) => [path, []])));
});

test("numbers are compared by their bits", () => {
  assert.ok(sameBits(6, 6.0));
  assert.ok(!sameBits(0.3, 0.1 + 0.2));
  assert.ok(sameBits(0.3, 0.1 + 0.2, 1n));
  assert.ok(!sameBits(0, -0));
  assert.ok(sameBits(0, -0, 1n));
  assert.ok(!sameBits(1, true));
  assert.ok(!sameBits(0, null));
});
