// The vectors of scores: answers of one person, or a table of them, and the result that they must give.

import { columnsOf, inBatch, numbersOf, rowsOf } from "./batch.mjs";
import { comparePerson } from "./compare.mjs";
import { definition, judgeAll, onlyKnown } from "./files.mjs";
import { differ, pairs, sorted, told } from "./problems.mjs";
import { understood } from "./tables.mjs";

const MEMBERS = ["name", "source", "work", "instrument", "definition", "policies", "wording", "person", "fill", "answers"];
MEMBERS.push("use", "ratings", "table", "expect", "people", "problems", "ulps");

const GROUPS = "anonymous_adult_groups";

/** Every vector of scores with its differences. `world` has `read`, the package `orientir`, and `native` of the other build. */
export function scores(world) {
  const compiled = new Map();
  return judgeAll(world.read, "scores", async (one) => {
    onlyKnown(one, MEMBERS);
    const text = await definition(world.read, one);
    if (!compiled.has(text)) compiled.set(text, world.orientir.Instrument.load(text));
    let instrument = compiled.get(text);
    for (const [policy, choice] of Object.entries(one.policies ?? {})) instrument = instrument.withPolicy(policy, choice);
    if (one.wording !== undefined) instrument = instrument.withWording(one.wording);
    if (one.use !== undefined && one.use !== GROUPS) throw new Error(`no use is called ${one.use}`);
    if (one.use === GROUPS) instrument = instrument.forAdultGroups();
    else if (instrument.use === GROUPS) return ofRefusal(world.orientir, instrument, one);
    const pooled = "ratings" in JSON.parse(text);
    if (!one.table) return ofAnswers(instrument, pooled, one);
    return ofTable(world.orientir, instrument, pooled, world.native.NativeInstrument.load(text, "en"), one);
  });
}

/** Where a result would be `restricted`, the package throws instead. */
function ofRefusal(orientir, instrument, { expect, fill = {}, answers = {}, person = {} }) {
  const differences = [];
  differ("statuses", ["restricted"], [...new Set(Object.values(expect.status))], differences);
  const given = filled(instrument, fill, answers);
  const asked = [
    () => instrument.score(given, person),
    () => instrument.explain(given, person),
    () => instrument.told(given, person),
    () => instrument.figures(given, person),
    () => instrument.scoreBatch(columnsOf(instrument, [given]), person),
    () => instrument.form(),
  ];
  for (const attempt of asked) differ("refused", [["use_restricted", ""]], told(orientir, attempt), differences);
  return differences;
}

/** One person by itself; and as a row of a batch, where it has but one rating and ratings are not joined. */
function ofAnswers(instrument, pooled, { expect = {}, ulps, person = {}, fill = {}, answers = {}, ratings = [] }) {
  const several = ratings.length > 0;
  const given = (several ? ratings : [answers]).map((rating) => filled(instrument, fill, rating));
  const differences = comparePerson(expect, instrument.score(several ? given : given[0], person).result, ulps);
  if (several || pooled) return differences;
  const columns = columnsOf(instrument, given);
  for (const [what, batch] of [["codes", columns], ["numbers", numbersOf(columns)]]) {
    const scores = instrument.scoreBatch(batch, person);
    const [result, ...more] = rowsOf(instrument, scores);
    differ(`rows of a batch of ${what}`, 0, more.length, differences);
    differ(`problems of a batch of ${what}`, [], pairs(scores.problems), differences);
    differences.push(...comparePerson(inBatch(expect), result, ulps).map((text) => `in a batch of ${what}: ${text}`));
  }
  return differences;
}

/** A table as the engine reads its text. Who is read is then scored: each alone, and all that have one rating in a batch. */
function ofTable(orientir, instrument, pooled, engine, { table, people, problems = [], ulps }) {
  const { reading, refused } = understood(engine, [table.header, ...table.rows]);
  if (refused) return [`is refused: ${JSON.stringify(refused)}`];
  const differences = [];
  differ("problems", sorted(problems), pairs([...reading.remarks, ...reading.problems]), differences);
  const keys = people.map(({ id, occasion = 1 }) => [id, occasion]);
  differ("people", keys, reading.people.map(({ id, occasion }) => [id, occasion]), differences);
  if (differences.length > 0) return differences;

  const read = people.map(({ expect }, place) => {
    const { id, person, rows } = reading.people[place];
    return { id, person, rows, expect, ratings: ratingsOf(engine, table, reading, reading.people[place]) };
  });
  // Of the problems of a table those of answers: a column of answers is called by its field.
  const faults = reading.problems.flatMap(({ code, path, arguments: [[what, field]] }) =>
    what === "field" ? [{ code, field, row: Number(/^row (\d+)/.exec(path)[1]) }] : [],
  );

  for (const { id, person, rows, expect, ratings } of read) {
    let report;
    const refusal = told(orientir, () => {
      report = instrument.score(pooled ? ratings : ratings[0], person);
    });
    // Alone a person with a faulty answer is refused; the scores without it stand in the batch. Of several ratings with a faulty
    // one the package gives no scores at all, since only tables join them: there the refusal is all that is compared.
    const codes = faults.filter(({ row }) => rows.includes(row)).map(({ code }) => [code]);
    differ(`${id}: refused`, sorted(codes), sorted(refusal.map(([code]) => [code])), differences);
    if (report) differences.push(...comparePerson(expect, report.result, ulps).map((text) => `${id}: ${text}`));
  }

  const single = read.filter(({ ratings }) => ratings.length === 1);
  if (single.length === 0) return differences;
  const columns = columnsOf(instrument, single.map(({ ratings }) => ratings[0]));
  const scores = instrument.scoreBatch(columns, single.map(({ person }) => person));
  const expected = faults.flatMap(({ code, field, row }) => {
    const place = single.findIndex(({ rows }) => rows.includes(row));
    return place < 0 ? [] : [[code, `row ${place + 1}, column ${field}`]];
  });
  differ("problems of the batch", sorted(expected), pairs(scores.problems), differences);
  differ("rows of the batch", single.length, scores.rows, differences);
  for (const [place, result] of rowsOf(instrument, scores).entries()) {
    const { id, expect } = single[place];
    differences.push(...comparePerson(inBatch(expect), result, ulps).map((text) => `${id} in a batch: ${text}`));
  }
  return differences;
}

/** What each rating of a person answers: a faulty cell as it was written, and the word for an answer that is not there. */
function ratingsOf(engine, { header, rows }, reading, person) {
  const fields = JSON.parse(reading.map).columns;
  return person.rows.map((row) => {
    // What is read of several rows is the last answer of each field, so they are read one by one.
    const alone = person.rows.length === 1 ? person : understood(engine, [header, rows[row - 1]]).reading.people[0];
    const written = (field) => rows[row - 1][header.findIndex((name) => fields[name] === field)];
    const without = Object.entries(alone.without).map(([field, why]) => {
      if (why === "invalid") return [field, written(field)];
      return [field, why === "missing" ? null : why];
    });
    return { ...alone.answers, ...Object.fromEntries(without) };
  });
}

/** Answers over what patterns say of the other fields. */
function filled(instrument, fill, answers) {
  const made = {};
  for (const [pattern, code] of Object.entries(fill)) {
    for (const field of instrument.fields.filter((field) => fits(pattern, field))) {
      if (Object.hasOwn(made, field)) throw new Error(`${pattern}: ${field} fits two patterns`);
      made[field] = code;
    }
  }
  return { ...made, ...answers };
}

/** Whether a field fits a pattern with at most one `*`. */
function fits(pattern, field) {
  const [start, end, ...more] = pattern.split("*");
  if (more.length > 0) throw new Error(`${pattern}: two stars`);
  if (end === undefined) return pattern === field;
  return field.length >= start.length + end.length && field.startsWith(start) && field.endsWith(end);
}
