// Compares a result document with what a vector expects. Numbers are compared by their bits.

import { onlyKnown } from "./files.mjs";

const WORDS = { levels: "level", ungraded: "ungraded", norm: "norm", no_norm: "no_norm" };
const PLAIN = ["status", "answered"];
const LISTS = ["type", "flags", "cautions"];
const MEMBERS = ["scales", "standard", "possible", ...PLAIN, ...LISTS, ...Object.keys(WORDS)];

/** What of the result of one person is not as expected; what `expect` does not name is not compared. */
export function comparePerson(expect, result, ulps) {
  onlyKnown(expect, MEMBERS);
  const most = BigInt(ulps?.most ?? 0);
  const differences = [];
  const add = (place, expected, found) => differences.push(`${place}: expected ${show(expected)}, found ${show(found)}`);
  const get = (scale, key) => {
    // A misspelt scale must not pass for one without a score.
    if (!Object.hasOwn(result.scales, scale)) differences.push(`there is no scale ${scale}`);
    return result.scales[scale]?.[key] ?? null;
  };
  const equal = (scale, key, expected) => {
    const found = get(scale, key);
    if (found !== expected) add(`${scale}.${key}`, expected, found);
  };
  const number = (scale, key, expected) => {
    const found = get(scale, key);
    const same = expected === null ? found === null : sameBits(expected, found, most);
    if (!same) add(`${scale}.${key}`, expected, found);
  };
  const each = (member, compare) => Object.entries(expect[member] ?? {}).forEach(([name, value]) => compare(name, value));

  each("scales", (scale, raw) => number(scale, "raw", raw));
  each("standard", (name, value) => {
    const point = name.lastIndexOf(".");
    number(name.slice(0, point), name.slice(point + 1), value);
  });
  for (const [member, key] of Object.entries(WORDS)) each(member, (scale, word) => equal(scale, key, word));
  each("possible", (scale, ends) => {
    const found = get(scale, "possible");
    const same = ends === null ? found === null : found?.length === 2 && ends.every((end, i) => sameBits(end, found[i], most));
    if (!same) add(`${scale}.possible`, ends, found);
  });
  for (const member of PLAIN) each(member, (scale, value) => equal(scale, member, value));
  for (const member of LISTS) {
    const found = result[member] ?? null;
    if (Object.hasOwn(expect, member) && show(found) !== show(expect[member])) add(member, expect[member], found);
  }
  return differences;
}

/** Whether a number is the expected float, or at most so many floats away from it. */
export function sameBits(expected, found, most = 0n) {
  if (typeof found !== "number") return false;
  const [one, other] = [bits(expected), bits(found)];
  if (one === other) return true;
  const apart = place(one) - place(other);
  return (apart < 0n ? -apart : apart) <= most && most > 0n;
}

/** A value as JSON that tells the two zeros apart. */
export function show(value) {
  return Object.is(value, -0) ? "-0" : JSON.stringify(value);
}

function bits(number) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  return view.getBigInt64(0);
}

/** The place of a float in the order of all floats: neighbours differ by one. */
function place(of) {
  return of >= 0n ? of : -(2n ** 63n) - of - 1n;
}
