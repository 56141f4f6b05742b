// Every public type, used as it is meant, and what must not compile. Never run.

import {
  BatchScores,
  Explanation,
  Instrument,
  OrientirError,
  Report,
  init,
  version,
  type Answer,
  type Answers,
  type BatchColumn,
  type BatchPerson,
  type Column,
  type Columns,
  type EngineSource,
  type FieldSet,
  type Figure,
  type Form,
  type FormField,
  type FormItem,
  type Given,
  type Grouped,
  type Labelled,
  type Lang,
  type Need,
  type Person,
  type Problem,
  type Receipt,
  type Result,
  type ScaleResult,
  type SelfTest,
  type Skip,
  type TextsUsed,
  type Told,
  type ToldGroup,
  type ToldScale,
  type Use,
  type When,
} from "orientir";

declare function is<T>(value: T): void;

export async function loading(module: WebAssembly.Module, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const sources: EngineSource[] = ["engine.wasm", new URL("file:///engine.wasm"), bytes, bytes.buffer, module, new Response()];
  for (const source of sources) await init(source);
  is<Promise<void>>(init());
  is<string>(version());
  // @ts-expect-error nothing is no place
  await init(null);
}

export function instrument(text: string, json: object): void {
  const one = Instrument.load(text, { lang: "lt" });
  is<Instrument>(Instrument.load(json));
  is<string>(one.id + one.version + one.key + one.document + one.wording);
  is<readonly string[]>(one.fields);
  is<readonly string[]>(one.scales);
  is<readonly Lang[]>(one.languages);
  is<SelfTest>(one.selfTest);
  is<readonly Lang[]>(one.askedLanguages);
  is<boolean>(one.hasItemTexts);
  is<TextsUsed | null>(one.texts);
  is<Instrument>(one.withTexts(text));
  is<Use>(one.use);
  is<Instrument>(one.forAdultGroups());
  is<Readonly<Record<string, string>>>(one.policies);
  is<Instrument>(one.withPolicy("dash", "leave_out").withWording("published"));
  is<void>(one.check());
  // @ts-expect-error no such language
  Instrument.load(text, { lang: "de" });
  // @ts-expect-error a definition is a text or an object
  Instrument.load(5);
  // @ts-expect-error only `load` makes instruments
  new Instrument();
  // @ts-expect-error only instruments make reports
  new Report("{}");
  // @ts-expect-error it does not change
  one.id = "other";
  // @ts-expect-error nor do its lists
  one.fields.push("q9");
  // @ts-expect-error the engine is nobody's business
  one.native;
}

export function scoring(one: Instrument): void {
  const answers: Answers = { 1: "a", "mind.now": 57.5, chosen: true, none: null, left: undefined };
  const person: Person = { sex: "female", age: 15, grade: "9", language: "ru", region: "Tomsk", mode: "screen" };
  const given: Given = [answers, { q: 1 }];
  const report: Report = one.score(given, person);
  const result: Result = report.result;
  const scale: ScaleResult = report.scale("nature");
  is<number | null>(scale.raw);
  is<readonly [number, number] | null>(scale.possible);
  is<string | undefined>(scale.level);
  is<readonly string[] | null>(report.type);
  is<readonly string[]>(report.flags);
  const receipt: Receipt = report.receipt;
  is<void>(one.verify(receipt, answers, person));
  is<Result>(report.toJSON());
  is<string>(report.json);
  is<Readonly<Record<string, ScaleResult>>>(result.scales);
  const explanation: Explanation = one.explain(answers);
  is<string>(explanation.text + explanation.json);
  is<unknown>(explanation.toJSON());
  const answer: Answer = 5;
  is<Answer>(answer);
  // @ts-expect-error an answer is a code
  one.score({ q1: { code: 1 } });
  // @ts-expect-error nothing is known of shoes
  one.score({}, { shoes: 38 });
  // @ts-expect-error a score may be missing
  is<number>(scale.raw);
  // @ts-expect-error a scale may have no such name
  is<ScaleResult>(result.scales["nature"]);
  // @ts-expect-error answers are not optional
  one.score();
  // @ts-expect-error results do not change
  result.flags = [];
}

export function batch(one: Instrument): void {
  const columns: Columns = {
    1: new Int8Array(3),
    2: new Uint8Array(3),
    3: new Uint8ClampedArray(3),
    4: new Int16Array(3),
    5: new Uint16Array(3),
    6: new Int32Array(3),
    7: new Uint32Array(3),
    8: new Float32Array(3),
    9: new Float64Array(3),
    10: ["a", 1, null],
  };
  const people: BatchPerson = [{ age: 15 }, {}, { sex: "male" }];
  const scores: BatchScores = one.scoreBatch(columns, people);
  one.scoreBatch(columns, { age: 15 });
  is<number>(scores.rows + scores.problemCount);
  is<readonly string[]>(scores.names);
  is<Float64Array>(scores.numbers("nature"));
  is<(string | null)[]>(scores.codes("type"));
  is<readonly Problem[]>(scores.problems);
  is<Receipt>(scores.receipt);
  const column: Column = scores.column("nature");
  if (column.kind === "number") is<Float64Array>(column.values);
  else is<Uint32Array>(column.places);
  // @ts-expect-error which of the two it is must be asked
  column.values;
  // @ts-expect-error 64-bit whole numbers are no column
  const big: BatchColumn = new BigInt64Array(3);
  is<BatchColumn>(big);
}

export function forms(one: Instrument): void {
  const form: Form = one.form("ru");
  is<Lang | null>(form.lang);
  for (const item of form.items satisfies readonly FormItem[]) {
    for (const field of item.fields satisfies readonly FormField[]) {
      is<readonly Labelled[] | undefined>(field.codes);
      switch (field.kind) {
        case "choice":
        case "matching":
        case "rating":
        case "bipolar":
        case "analog":
        case "points":
        case "choose":
        case "ranking":
        case "count":
        case "text":
          break;
        default:
          is<never>(field.kind);
      }
    }
  }
  is<readonly Need[]>(form.needs);
  is<readonly FieldSet[] | undefined>(form.sets);
  is<readonly Skip[] | undefined>(form.branches);
  const when = form.branches?.[0]?.when;
  if (when !== undefined) is<boolean>(holds(when));
  const told: Told = one.told({}, {}, "en");
  is<readonly ToldScale[]>(told.scales);
  is<readonly ToldGroup[] | undefined>(told.groups);
  is<string[] | undefined>(told.groups?.flatMap((group) => [...group.scales, ...group.beside].map((one: Grouped) => one.name)));
  const figures: readonly Figure[] = one.figures({}, {}, "en");
  is<string[]>(figures.map(({ title, description, svg }) => title + description + svg));
  is<SelfTest>(told.self_test);
  // @ts-expect-error figures do not change
  figures[0].svg = "";
  // @ts-expect-error a form has no key
  form.key;
  // @ts-expect-error a title is there, an instruction may be missing
  is<string>(form.instruction);
}

function holds(when: When): boolean {
  if ("all" in when) return when.all.every(holds);
  if ("any" in when) return when.any.some(holds);
  if ("not" in when) return !holds(when.not);
  if ("is" in when) return when.is.codes.includes(when.is.field);
  if ("answered" in when) return when.answered !== "";
  if ("all_different" in when) return when.all_different.length > 0;
  is<string>(when.other);
  return false;
}

export function errors(thrown: unknown): string {
  if (!(thrown instanceof OrientirError)) return "";
  is<Error>(thrown);
  const [problem] = thrown.problems;
  if (problem !== undefined) {
    is<"definition" | "answer" | "request">(problem.kind);
    is<number | null>(problem.row);
    is<Readonly<Record<string, string>>>(problem.arguments);
  }
  // @ts-expect-error problems do not change
  thrown.problems = [];
  return thrown.code + thrown.path + thrown.message;
}
