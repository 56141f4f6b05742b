// The vectors of tables: rows of text from the very first, and what must be read of them.

import { definition, judgeAll, onlyKnown } from "./files.mjs";
import { asked, differ, pairs, sorted } from "./problems.mjs";

const OF_PERSON = { occasion: 1, rater: "", date: "", person: {}, answers: undefined };

/** Every vector of tables with its differences. `world` has `read`, and `native` of the build that reads tables. */
export function tables({ read, native }) {
  return judgeAll(read, "tables", async (one) => {
    onlyKnown(one, ["name", "work", "instrument", "definition", "map", "table", "expect", "refused"]);
    if ("expect" in one === "refused" in one) throw new Error("a table is read or refused");
    const engine = native.NativeInstrument.load(await definition(read, one), "en");
    const { reading, refused } = understood(engine, one.table, one.map === undefined ? undefined : JSON.stringify(one.map));
    const differences = [];
    if (refused) {
      if ("refused" in one) differ("refused", sorted(one.refused), refused, differences);
      else differences.push(`is refused: ${JSON.stringify(refused)}`);
    } else if ("refused" in one) {
      differences.push("is read and must be refused");
    } else {
      asExpected(one.expect, reading, differences);
      if (one.map === undefined) withProposedMap(engine, one.table, reading, differences);
    }
    return differences;
  });
}

/** What the engine reads of a table, or why it does not. */
export function understood(engine, rows, map) {
  const { value, refused } = asked(() => engine.understood(JSON.stringify(rows), map));
  return refused ? { refused } : { reading: JSON.parse(value) };
}

/** What is read against what must be. */
function asExpected(expect, reading, differences) {
  onlyKnown(expect, ["header_rows", "identity", "people", "problems", "remarks"]);
  differ("header_rows", expect.header_rows ?? 1, reading.header_rows, differences);
  differ("identity", expect.identity, reading.identity, differences);
  differ("problems", sorted(expect.problems ?? []), pairs(reading.problems), differences);
  const named = reading.remarks.map((remark) => [remark.code, remark.arguments[0]?.[1] ?? ""]);
  differ("remarks", sorted(expect.remarks ?? []), sorted(named), differences);
  differ("people", expect.people.map((row) => row.id), reading.people.map((row) => row.id), differences);
  for (const [place, row] of expect.people.slice(0, reading.people.length).entries()) {
    onlyKnown(row, ["id", "rows", "without", ...Object.keys(OF_PERSON)]);
    const found = reading.people[place];
    for (const [key, otherwise] of Object.entries(OF_PERSON)) {
      differ(`${row.id}: ${key}`, row[key] ?? otherwise, found[key], differences);
    }
    if (row.rows) differ(`${row.id}: rows`, row.rows, found.rows, differences);
    for (const [field, why] of Object.entries(row.without ?? {})) {
      differ(`${row.id}: ${field}`, why, found.without[field], differences);
    }
  }
}

/** A proposed map says what the table was taken for: nothing changes with it. */
function withProposedMap(engine, table, reading, differences) {
  const what = ({ header_rows, identity, people, problems }) => [
    header_rows,
    identity,
    people.map(({ id, occasion, rater, date, rows, answers }) => [id, occasion, rater, date, rows, answers]),
    pairs(problems),
  ];
  const again = understood(engine, table, reading.map);
  if (again.refused) differences.push(`the proposed map is refused: ${JSON.stringify(again.refused)}`);
  else differ("with the proposed map", what(reading), what(again.reading), differences);
}
