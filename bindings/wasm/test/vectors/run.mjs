// All that is run from the files of vectors, in Node as in a browser.

import { errors } from "./errors.mjs";
import { failing, KINDS, knownFailures } from "./files.mjs";
import { told } from "./problems.mjs";
import { scores } from "./scores.mjs";
import { tables } from "./tables.mjs";

const RUN = { scores, tables, errors };

/** The world that the vectors are run in: the shipped package, the other build, and how a file of the repository is read. */
export async function world(read, { orientir, other, native }) {
  await orientir.init();
  await other.init();
  return { read, orientir, native };
}

/** Runs a kind: for each file how many cases ran, and the failing ones as text; and known failures that are no case. */
export async function run(world, kind) {
  const known = (await knownFailures(world.read))[kind];
  const judged = await RUN[kind](world);
  const files = {};
  for (const one of judged) (files[one.file] ??= []).push(one);
  const names = new Set(judged.map(({ name }) => name));
  return {
    counts: Object.fromEntries(Object.entries(files).map(([file, cases]) => [file, cases.length])),
    failing: Object.fromEntries(Object.entries(files).map(([file, cases]) => [file, failing(cases, known)])),
    unknown: Object.keys(known).filter((name) => !names.has(name)),
    twice: judged.length - names.size,
  };
}

/** Runs every kind. */
export async function runAll(world) {
  const ran = {};
  for (const kind of KINDS) ran[kind] = await run(world, kind);
  return ran;
}

/** Checks the worked examples of definitions: what each tells. */
export async function checkDefinitions({ read, orientir }, paths) {
  const checked = {};
  for (const path of paths) {
    const text = await read(path);
    checked[path] = told(orientir, () => orientir.Instrument.load(text).check());
  }
  return checked;
}
