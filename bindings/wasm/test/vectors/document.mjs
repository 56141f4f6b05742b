// A definition that is made from another by changes, as the vectors of errors describe it.

import { definition, onlyKnown } from "./files.mjs";

// A number is kept as it is written, behind this sign: `5.0` is a fault where `5` is none, and JavaScript has one number for
// both.
const NUMBER = "\u0000";

/** JSON with its numbers as text; {@link compact} writes them as they were. */
export function parseExact(text) {
  const marked = (token) => (token.startsWith('"') ? token : JSON.stringify(NUMBER + token));
  return JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*/g, marked));
}

/** Compact JSON, members sorted by name: the form in which a rewrite finds its place. */
export function compact(value) {
  if (Array.isArray(value)) return `[${value.map(compact).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${compact(value[name])}`).join(",")}}`;
  }
  return isNumber(value) ? value.slice(1) : JSON.stringify(value);
}

/** The text of a document, which {@link parseExact} has read. */
export async function documentText(read, document) {
  onlyKnown(document, ["instrument", "definition", "texts", "text", "patch", "rewrite", "pad"]);
  let made = document.text ?? (await definition(read, document));
  if (document.patch) {
    const value = parseExact(made);
    for (const change of document.patch) apply(value, change);
    made = compact(value);
  }
  for (const { from, to } of document.rewrite ?? []) {
    const parts = made.split(from);
    if (parts.length !== 2) throw new Error(`\`${from}\` must stand exactly once`);
    made = parts.join(to);
  }
  const bytes = new TextEncoder().encode(made).length;
  return made + " ".repeat(Math.max(0, (document.pad ? number(document.pad) : 0) - bytes));
}

function apply(document, { op, path, value, times }) {
  const place = path.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (op === "repeat") {
    const list = at(document, place);
    for (let copy = 1; copy <= number(times); copy += 1) list.push(numbered(value, String(copy)));
    return;
  }
  const parent = at(document, place.slice(0, -1));
  const step = place.at(-1);
  if (Array.isArray(parent)) {
    const index = op === "add" && step === "-" ? parent.length : Number(step);
    const inside = Number.isInteger(index) && index >= 0 && index < parent.length + (op === "add" ? 1 : 0);
    if (!inside) throw new Error(`${path}: what is to be changed is not as said`);
    parent.splice(index, op === "add" ? 0 : 1, ...(op === "remove" ? [] : [value]));
    return;
  }
  // Only `add` finds nothing.
  if (Object.hasOwn(parent, step) === (op === "add")) throw new Error(`${path}: what is to be changed is not as said`);
  if (op === "remove") delete parent[step];
  else parent[step] = value;
}

function at(value, place) {
  return place.reduce((inner, step) => {
    if (!Object.hasOwn(inner, step)) throw new Error(`there is no ${step}`);
    return inner[step];
  }, value);
}

function numbered(value, copy) {
  if (typeof value === "string") return value.replaceAll("#", copy);
  if (Array.isArray(value)) return value.map((item) => numbered(item, copy));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.replaceAll("#", copy), numbered(item, copy)]));
}

function isNumber(value) {
  return typeof value === "string" && value.startsWith(NUMBER);
}

function number(value) {
  return Number(value.slice(1));
}
