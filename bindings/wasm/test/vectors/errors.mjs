// The vectors of errors: what is wrong with a document, with answers or with a request, and where.

import { documentText, parseExact } from "./document.mjs";
import { judgeAll, onlyKnown } from "./files.mjs";
import { asked, differ, each, pairs, sorted, told } from "./problems.mjs";

/** Every vector of errors with its differences. `world` has `read`, the package `orientir`, and `native` of the other build. */
export function errors(world) {
  const files = new Map();
  return judgeAll(world.read, "errors", async (one, place, file) => {
    onlyKnown(one, ["name", "document", "ask", "expect"]);
    const differences = [];
    if (!files.has(file)) files.set(file, parseExact(file));
    const { document, ask } = files.get(file).cases[place];
    const found = document ? await ofDocument(world, one, await documentText(world.read, document), ask) : ofCatalogue(world, one);
    differ("told", sorted(one.expect), sorted(found), differences);
    return differences;
  });
}

function ofCatalogue({ native }, { ask }) {
  onlyKnown(ask, ["catalogue"]);
  return asked(() => native.NativeInstrument.catalogue(ask.catalogue, "en")).refused ?? [];
}

async function ofDocument(world, { ask }, text, exact) {
  const { orientir, native } = world;
  let instrument;
  const faults = told(orientir, () => {
    instrument = orientir.Instrument.load(text);
  });
  if (instrument === undefined) return faults;
  if (ask === undefined) return told(orientir, () => instrument.check());
  const [[kind, what], ...more] = Object.entries(ask);
  if (more.length > 0 || !(kind in ASKS)) throw new Error(`asked for ${Object.keys(ask)}`);
  // A document's numbers are those that are written.
  const given = kind === "texts" ? await documentText(world.read, exact.texts) : what;
  return ASKS[kind]({ orientir, instrument, other: () => native.NativeInstrument.load(text, "en") }, given);
}

const ASKS = {
  answers: ({ orientir, instrument }, answers) =>
    each(orientir, Object.entries(answers).map(([field, code]) => () => instrument.score({ [field]: code }))),

  person: ({ orientir, instrument }, person) =>
    each(orientir, Object.entries(person).map(([name, value]) => () => instrument.score({}, { [name]: value }))),

  policies: ({ orientir, instrument }, choices) =>
    each(orientir, Object.entries(choices).map(([policy, choice]) => () => instrument.withPolicy(policy, choice))),

  scale: ({ orientir, instrument }, id) => told(orientir, () => instrument.score({}).scale(id)),

  columns: ({ orientir, instrument }, { rows, columns }) => {
    let scores;
    const faults = told(orientir, () => {
      scores = instrument.scoreBatch(columns);
    });
    if (scores === undefined) return faults;
    if (scores.rows !== rows) throw new Error(`${scores.rows} rows`);
    if (scores.problemCount !== scores.problems.length) throw new Error(`${scores.problemCount} problems are counted`);
    for (const { row, column, path } of scores.problems) {
      if (path !== `row ${row + 1}, column ${column}`) throw new Error(`${path} is said of row ${row} and column ${column}`);
    }
    return pairs(scores.problems);
  },

  verify: ({ orientir, instrument }, { scored, given, receipt }) => {
    const changed = { ...instrument.score(scored).receipt, ...receipt };
    return told(orientir, () => instrument.verify(changed, given));
  },

  table: ({ other }, { header, rows }) => {
    const { value, refused } = asked(() => other().understood(JSON.stringify([header, ...rows])));
    if (refused) return refused;
    const reading = JSON.parse(value);
    return pairs([...reading.remarks, ...reading.problems]);
  },

  texts: ({ orientir, instrument }, pack) => told(orientir, () => instrument.withTexts(pack)),

  assess: ({ other }, battery) => asked(() => other().assess_unanswered(battery)).refused ?? [],
};
