// Definitions, and answers drawn at random but always the same.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const CATALOGUE = `${ROOT}instruments/definitions/`;

/** The ids of the catalogue. */
export const ALL = readdirSync(CATALOGUE)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -".json".length));

/** The ids of the catalogue, without those whose results are for groups alone. */
export const IDS = ALL.filter((id) => (JSON.parse(definition(id)).about.use ?? "individual") === "individual");

/** The text of an instrument of the catalogue. */
export function definition(id) {
  return readFileSync(`${CATALOGUE}${id}.json`, "utf8");
}

/** The text of a definition of the tests. */
export function small(name) {
  return readFileSync(`${ROOT}tests/definitions/${name}.json`, "utf8");
}

/** The text of a text pack of the tests, for the definition `asked-by-pack`. */
export function pack() {
  return readFileSync(`${ROOT}tests/texts/made-up.json`, "utf8");
}

/** A definition that is changed by a function. */
export function changed(text, change) {
  const value = JSON.parse(text);
  change(value);
  return JSON.stringify(value);
}

/** Numbers from 0 to below 1 that look random: mulberry32. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Answers of one person, as text: some missing, some refused. */
export function drawn(form, random, { missing = 0.08, refused = 0.03 } = {}) {
  const answers = {};
  for (const field of form.items.flatMap((item) => item.fields)) {
    const chance = random();
    if (chance < missing) answers[field.name] = null;
    else if (chance < missing + refused && field.kind !== "text") answers[field.name] = "refused";
    else answers[field.name] = codeOf(field, random);
  }
  return answers;
}

function codeOf(field, random) {
  if (field.kind === "text") return "слова, \"в кавычках\"";
  const codes = [...(field.codes ?? []), ...(field.apart ?? [])].map(({ code }) => code);
  if (field.codes) return codes[Math.floor(random() * codes.length)];
  const steps = Math.round((field.to - field.from) / field.step);
  return String(field.from + Math.floor(random() * (steps + 1)) * field.step);
}

/** What a norm or a level of the catalogue may ask for. */
export function person(random) {
  return { sex: random() < 0.5 ? "female" : "male", age: 11 + Math.floor(random() * 9), grade: 8 + Math.floor(random() * 4) };
}
