// People as columns of a batch, and the rows of the score table as result documents.

/** Columns of codes from the answers of people. A field that nobody was asked has no column. */
export function columnsOf(instrument, people) {
  const columns = instrument.fields.map((field) => [field, people.map((answers) => answers[field] ?? null)]);
  return Object.fromEntries(columns.filter(([, codes]) => codes.some((code) => code !== "not_administered")));
}

/** The same columns, of numbers wherever every code is one: small whole numbers, or any, with NaN for none. */
export function numbersOf(columns) {
  return Object.fromEntries(Object.entries(columns).map(([field, codes]) => [field, asNumbers(codes) ?? codes]));
}

function asNumbers(codes) {
  if (!codes.every((code) => code === null || String(Number(code)) === code)) return undefined;
  const values = codes.map((code) => (code === null ? Number.NaN : Number(code)));
  if (values.every((value) => Number.isInteger(value) && value >= -128 && value < 128)) return Int8Array.from(values);
  return Float64Array.from(values);
}

/** What a score table can show: no reasons, and nothing where more types lead than may. */
export function inBatch(expect) {
  const { ungraded, no_norm, cautions, ...shown } = expect;
  return "type" in shown && shown.type?.length === 0 ? { ...shown, type: null } : shown;
}

/** The rows of a score table as result documents, as far as it goes. */
export function rowsOf(instrument, scores) {
  const columns = new Map(scores.names.map((name) => [name, valuesOf(scores, name)]));
  return Array.from({ length: scores.rows }, (_, row) => {
    const cell = (name) => columns.get(name)?.[row] ?? null;
    const scales = instrument.scales.map((scale) => [scale, scaleOf(scale, columns, cell)]);
    const [type, flags] = [cell("type"), cell("flags")];
    return {
      scales: Object.fromEntries(scales),
      type: type ? type.split("+") : null,
      flags: flags ? flags.split(" ") : [],
    };
  });
}

function valuesOf(scores, name) {
  if (scores.column(name).kind === "code") return scores.codes(name);
  return Array.from(scores.numbers(name), (value) => (Number.isNaN(value) ? null : value));
}

function scaleOf(scale, columns, cell) {
  const facts = [...columns.keys()].filter((name) => name.startsWith(`${scale}.`));
  const found = Object.fromEntries(facts.map((name) => [name.slice(scale.length + 1), cell(name)]));
  const { possible_min: low, possible_max: high, prorated, status } = found;
  // Either way of telling it must tell the same.
  if ((low === null) !== (high === null)) throw new Error(`${scale}: a range with one end`);
  if (prorated !== Number(status === "prorated")) throw new Error(`${scale}: prorated is ${prorated}, and the status ${status}`);
  return { ...found, raw: cell(scale), possible: low === null ? null : [low, high] };
}
