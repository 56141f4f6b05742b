import { Instrument } from "orientir";
import klimov from "orientir/instruments/klimov-ddo.json" with { type: "json" };

/** What the tests of every bundler look at. */
export function score() {
  const instrument = Instrument.load(klimov, { lang: "ru" });
  const answers = Object.fromEntries(instrument.fields.map((field) => [field, "a"]));
  return instrument.score(answers, { age: 15 }).json;
}
