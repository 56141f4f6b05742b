import type { About, Done } from "./kept.js";

/** A result file: what `orientir assess` reads. */
export interface ResultFile {
  readonly orientir: "answers";
  readonly format: 1;
  readonly engine: string;
  /** How the school knows the person. */
  readonly id: string;
  /** What the person said of themselves, and no more. */
  readonly person: Readonly<Partial<Record<"sex" | "age" | "grade", string>>>;
  readonly instruments: readonly Filed[];
}

/** The answers to one instrument. */
export interface Filed {
  readonly instrument: string;
  readonly version: string;
  readonly key: string;
  readonly date: string;
  readonly language: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** The result file of what is done, in the order given. */
export function resultFile(engine: string, about: About, done: readonly (readonly [id: string, done: Done])[]): ResultFile {
  const { sex, age, grade } = about;
  const given = Object.entries({ sex, age, grade }).filter(([, value]) => value !== "");
  return {
    orientir: "answers",
    format: 1,
    engine,
    id: about.id,
    person: Object.fromEntries(given),
    instruments: done.map(([instrument, { version, key, date, language, answers }]) => {
      return { instrument, version, key, date, language, answers };
    }),
  };
}

export function textOfFile(file: ResultFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

const LONGEST = 60;

/** A name that every system takes: letters and digits stay, all else becomes a dash. */
export function fileName(id: string): string {
  const safe = id.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const short = Array.from(safe).slice(0, LONGEST).join("").replace(/^-+|-+$/g, "");
  return `orientir-${short === "" ? "answers" : short}.json`;
}

/** The local day of a moment. */
export function localDay(moment: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
