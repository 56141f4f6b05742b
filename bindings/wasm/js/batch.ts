import { NativeColumns, type NativeInstrument, type NativeScores } from "./native/native.js";

import { asked } from "./errors.js";
import type { Answer, Person, Problem, Receipt } from "./types.js";

/** A column of answers, a row a person: numbers in a typed array, or codes in a list. NaN and null are missing answers. */
export type BatchColumn =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | readonly Answer[];

/** Columns by field. All have the same number of rows. */
export type Columns = Readonly<Record<string, BatchColumn>>;

/** What is known of all, or of each row. */
export type BatchPerson = Person | readonly Person[];

/** A column of the score table: numbers, with NaN for none; or the different codes and the place of each row's. */
export type Column =
  | { readonly kind: "number"; readonly values: Float64Array }
  | { readonly kind: "code"; readonly codes: readonly (string | null)[]; readonly places: Uint32Array };

/** Of more, nobody reads the words, and to find them would take longer than to score. */
const MOST_PROBLEMS = 1000;

/** The scores of many people: the columns of the score table, with the names that they have on every surface. */
export class BatchScores {
  readonly #native: NativeScores;
  /** How many people there are. */
  readonly rows: number;
  /** The names of the columns: a scale for its raw score, then `<scale>.level`, `<scale>.status` and so on. */
  readonly names: readonly string[];

  private constructor(native: NativeScores, rows: number) {
    this.#native = native;
    this.rows = rows;
    this.names = JSON.parse(native.names()) as string[];
  }

  /** @internal */
  static of(native: NativeScores, rows: number): BatchScores {
    return new BatchScores(native, rows);
  }

  /** A column. @throws RangeError for a name that the table does not have. */
  column(name: string): Column {
    const place = this.names.indexOf(name);
    if (place < 0) throw new RangeError(`no column \`${name}\`, expected one of ${this.names.join(", ")}`);
    if (!this.#native.is_code(place)) return { kind: "number", values: this.#native.numbers(place) };
    const codes = JSON.parse(this.#native.codes(place)) as (string | null)[];
    return { kind: "code", codes, places: this.#native.places(place) };
  }

  /** A column of numbers: NaN where there is none, 1 and 0 for true and false. */
  numbers(name: string): Float64Array {
    const column = this.column(name);
    if (column.kind !== "number") throw new RangeError(`the column \`${name}\` holds codes`);
    return column.values;
  }

  /** A column of codes, row by row. */
  codes(name: string): (string | null)[] {
    const column = this.column(name);
    if (column.kind !== "code") throw new RangeError(`the column \`${name}\` holds numbers`);
    return Array.from(column.places, (place) => column.codes[place] ?? null);
  }

  /** What is wrong with answers, row by row: the first thousand, while {@link BatchScores.problemCount} counts all. */
  get problems(): readonly Problem[] {
    return JSON.parse(this.#native.problems(MOST_PROBLEMS)) as Problem[];
  }

  /** How many answers are wrong. */
  get problemCount(): number {
    return this.#native.problem_count();
  }

  /** What the scores were made with. */
  get receipt(): Receipt {
    return JSON.parse(this.#native.receipt()) as Receipt;
  }
}

/**
 * An answer or a covariate as the engine reads it.
 *
 * @internal
 */
export function code(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "boolean" ? (value ? "1" : "0") : String(value);
}

/**
 * Codes by name as JSON.
 *
 * @internal
 */
export function text(given: object): string {
  // Without a prototype any name is a name, `__proto__` too.
  const codes = Object.create(null) as Record<string, string | null>;
  for (const [name, value] of Object.entries(given)) codes[name] = code(value);
  return json(codes);
}

/**
 * JSON that is well formed. Half of a pair of UTF-16 units alone, which `JSON.stringify` escapes, is no code of any field and
 * must be told as such.
 */
function json(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes("\\ud")) return text;
  return text.replace(/\\(?:ud[89a-f][0-9a-f]{2}|.)/gu, (escape) => (escape.startsWith("\\ud") ? "\uFFFD" : escape));
}

/**
 * Scores columns.
 *
 * @internal
 */
export function score(instrument: NativeInstrument, columns: Columns, person: BatchPerson): BatchScores {
  const entries = Object.entries(columns);
  const rows = entries[0]?.[1].length ?? 0;
  const native = new NativeColumns(rows);
  try {
    for (const [field, column] of entries) put(native, field, column);
    const each = isList(person);
    const people = each ? person.map(text) : [text(person)];
    return BatchScores.of(
      asked(() => native.score(instrument, `[${people.join(",")}]`, each)),
      rows,
    );
  } finally {
    native.free();
  }
}

function put(native: NativeColumns, field: string, column: BatchColumn): void {
  if (column instanceof Int8Array) native.signed(field, column);
  else if (column instanceof Uint8Array) native.unsigned(field, column);
  else if (column instanceof Float64Array) native.floats(field, column);
  else if (ArrayBuffer.isView(column)) native.floats(field, new Float64Array(column as Float32Array));
  else native.texts(field, json((column as readonly Answer[]).map((value) => (Number.isNaN(value) ? null : code(value)))));
}

function isList(person: BatchPerson): person is readonly Person[] {
  return Array.isArray(person);
}
