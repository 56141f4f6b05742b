import { NativeInstrument } from "./native/native.js";

import { score, text, type BatchPerson, type BatchScores, type Columns } from "./batch.js";
import { asked } from "./errors.js";
import { expectEngine } from "./load.js";
import type { Answers, Figure, Form, Lang, Person, Receipt, Result, ScaleResult, SelfTest, TextsUsed, Told, Use } from "./types.js";

/** What an instrument says of itself. */
interface About {
  id: string;
  version: string;
  key: string;
  document: string;
  fields: string[];
  scales: string[];
  languages: Lang[];
  asked_languages: Lang[];
  has_item_texts: boolean;
  texts: TextsUsed | null;
  self_test: SelfTest;
  use: Use;
  policies: Record<string, string>;
  wording: string;
}

/** One person's answers; several where ratings of one person are pooled. */
export type Given = Answers | readonly Answers[];

/**
 * A compiled definition. `init()` must have ended before.
 *
 * @example
 * const klimov = Instrument.load(definition);
 * klimov.score({ 1: "a", 2: "b" }).scale("nature").raw;
 */
export class Instrument {
  readonly #native: NativeInstrument;
  readonly #about: About;
  /** The language of messages. */
  readonly lang: Lang;

  private constructor(native: NativeInstrument, lang: Lang) {
    this.#native = native;
    this.#about = JSON.parse(native.about()) as About;
    this.lang = lang;
  }

  /**
   * Compiles a definition: its text, or the object that a JSON module gives. Give the text where you have it, since the engine
   * then also sees keys that stand twice.
   *
   * @throws {@link OrientirError} with every problem of the document.
   */
  static load(definition: string | object, options: { readonly lang?: Lang } = {}): Instrument {
    expectEngine();
    const lang = options.lang ?? "en";
    const text = typeof definition === "string" ? definition : JSON.stringify(definition);
    return new Instrument(asked(() => NativeInstrument.load(text, lang)), lang);
  }

  get id(): string {
    return this.#about.id;
  }

  get version(): string {
    return this.#about.version;
  }

  /** The hash of what scoring depends on: SHA-256 of RFC 8785 canonical JSON. */
  get key(): string {
    return this.#about.key;
  }

  /** The hash of the whole definition. */
  get document(): string {
    return this.#about.document;
  }

  /** The names of the fields, in the order of the form. */
  get fields(): readonly string[] {
    return this.#about.fields;
  }

  /** The scales in the order of the definition. */
  get scales(): readonly string[] {
    return this.#about.scales;
  }

  /** The languages that the definition has words in. */
  get languages(): readonly Lang[] {
    return this.#about.languages;
  }

  /** The languages in which the items can be asked: those of the text pack, if there is one. */
  get askedLanguages(): readonly Lang[] {
    return this.#about.asked_languages;
  }

  /** Whether there are texts to ask the items with: some definitions ship none, and need a text pack or a form on paper. */
  get hasItemTexts(): boolean {
    return this.#about.has_item_texts;
  }

  /** The text pack whose texts are shown. */
  get texts(): TextsUsed | null {
    return this.#about.texts;
  }

  /** What results may be used for; see {@link Instrument.forAdultGroups}. */
  get use(): Use {
    return this.#about.use;
  }

  /** What a self-test may show: nothing where {@link Instrument.use} is `anonymous_adult_groups`. */
  get selfTest(): SelfTest {
    return this.#about.self_test;
  }

  /** The policies with the choice made of each. */
  get policies(): Readonly<Record<string, string>> {
    return this.#about.policies;
  }

  /** The wording that is taken as administered. */
  get wording(): string {
    return this.#about.wording;
  }

  /** The same with another choice of a policy. @throws {@link OrientirError} `unknown_policy` */
  withPolicy(policy: string, choice: string): Instrument {
    return new Instrument(asked(() => this.#native.with_policy(policy, choice)), this.lang);
  }

  /** The same, answered in another wording. @throws {@link OrientirError} `unknown_policy` */
  withWording(wording: string): Instrument {
    return new Instrument(asked(() => this.#native.with_wording(wording)), this.lang);
  }

  /**
   * The same with norms of a file, as `orientir fit` writes them: its text, or the object of a JSON module. They go before the norms of the
   * definition. Choose policies and wording first: norms fit the ones they were made with.
   *
   * @throws {@link OrientirError} `norm_misfit`, or every fault of the document
   */
  withNorms(norms: string | object): Instrument {
    const text = typeof norms === "string" ? norms : JSON.stringify(norms);
    return new Instrument(asked(() => this.#native.with_norms(text)), this.lang);
  }

  /**
   * The same with the published texts of its items, from a text pack of their licence holder: its text, or the object of a JSON module.
   * The wording is then `published`, receipts name the pack, and the items are asked in its languages alone.
   *
   * @throws {@link OrientirError} `texts_misfit` for a pack of another instrument or beside another wording; every fault of the document
   */
  withTexts(texts: string | object): Instrument {
    const text = typeof texts === "string" ? texts : JSON.stringify(texts);
    return new Instrument(asked(() => this.#native.with_texts(text)), this.lang);
  }

  /**
   * The same, for whoever works with an instrument whose {@link Instrument.use} is `anonymous_adult_groups`: one that speaks of groups
   * of adults and of nobody alone. Without this call its form, scores and explanations are refused (`use_restricted`). By calling it
   * you state that adults answered without names, and that only groups are reported. People with a school grade and those under 18 have
   * no result all the same: their scales have the status `restricted`.
   */
  forAdultGroups(): Instrument {
    return new Instrument(this.#native.for_adult_groups(), this.lang);
  }

  /**
   * What a form has to ask, in a language if the definition has it, else in Russian, else in any.
   *
   * @throws {@link OrientirError} `no_language` for a language that a text pack lacks: see {@link Instrument.askedLanguages}
   */
  form(lang: Lang = this.lang): Form {
    return JSON.parse(asked(() => this.#native.form(lang))) as Form;
  }

  /** Scores one person. @throws {@link OrientirError} with every answer that is no code of its field. */
  score(answers: Given, person: Person = {}): Report {
    const json = asked(() => this.#native.report(ratings(answers), text(person)));
    return Report.of(json, this.#native);
  }

  /** The result in words for the person who answered: no more than the definition lets a self-test show. */
  told(answers: Given, person: Person = {}, lang: Lang = this.lang): Told {
    return JSON.parse(asked(() => this.#native.told(ratings(answers), text(person), lang))) as Told;
  }

  /**
   * The figures of a result for the person who answered: lines as on paper where the questionnaire has such, and the scales. They
   * show no more than {@link Instrument.told} tells; where that tells nothing, there is none.
   */
  figures(answers: Given, person: Person = {}, lang: Lang = this.lang): readonly Figure[] {
    return JSON.parse(asked(() => this.#native.figures(ratings(answers), text(person), lang))) as readonly Figure[];
  }

  /** How a result came about: answer by answer, key, sum, norm, level. */
  explain(answers: Given, person: Person = {}): Explanation {
    const [given, about] = [ratings(answers), text(person)];
    return Explanation.of(
      asked(() => this.#native.explain(given, about)),
      asked(() => this.#native.explain_text(given, about)),
    );
  }

  /**
   * Scores many people: a column of codes or numbers a field. A field without a column was not asked. Answers that are no codes
   * do not throw: see {@link BatchScores.problems}.
   */
  scoreBatch(columns: Columns, person: BatchPerson = {}): BatchScores {
    return score(this.#native, columns, person);
  }

  /** Checks the worked examples of the definition. @throws {@link OrientirError} `example_fails` */
  check(): void {
    asked(() => {
      this.#native.check();
    });
  }

  /** Whether answers give the result of a receipt. @throws {@link OrientirError} `receipt_differs` */
  verify(receipt: Receipt, answers: Given, person: Person = {}): void {
    asked(() => {
      this.#native.verify(JSON.stringify(receipt), ratings(answers), text(person));
    });
  }

  toString(): string {
    return `${this.id} ${this.version}`;
  }
}

/** The result of one person. */
export class Report {
  /** The document as the engine wrote it: the same bytes on every surface. */
  readonly json: string;
  readonly #native: NativeInstrument;
  #result: Result | undefined;

  private constructor(json: string, native: NativeInstrument) {
    this.json = json;
    this.#native = native;
  }

  /** @internal */
  static of(json: string, native: NativeInstrument): Report {
    return new Report(json, native);
  }

  /** The document, read. */
  get result(): Result {
    return (this.#result ??= JSON.parse(this.json) as Result);
  }

  /** The result of a scale. @throws {@link OrientirError} `unknown_scale` */
  scale(id: string): ScaleResult {
    const scales = this.result.scales;
    // The engine knows what to say of a scale that there is none of.
    if (!Object.hasOwn(scales, id)) asked(() => this.#native.expect_scale(id));
    return scales[id] as ScaleResult;
  }

  /** The leading types; null where the instrument has no types or the answers do not settle them. */
  get type(): readonly string[] | null {
    return this.result.type ?? null;
  }

  /** The checks that fired. */
  get flags(): readonly string[] {
    return this.result.flags;
  }

  /** What the result was made with. */
  get receipt(): Receipt {
    return this.result.receipt;
  }

  toJSON(): Result {
    return this.result;
  }

  toString(): string {
    return this.json;
  }
}

/** How a result came about. */
export class Explanation {
  /** The document as the engine wrote it. */
  readonly json: string;
  /** The same in words. */
  readonly text: string;

  private constructor(json: string, text: string) {
    this.json = json;
    this.text = text;
  }

  /** @internal */
  static of(json: string, text: string): Explanation {
    return new Explanation(json, text);
  }

  toJSON(): unknown {
    return JSON.parse(this.json);
  }

  toString(): string {
    return this.text;
  }
}

function ratings(given: Given): string {
  const all: readonly Answers[] = isList(given) ? given : [given];
  return `[${all.map(text).join(",")}]`;
}

function isList(given: Given): given is readonly Answers[] {
  return Array.isArray(given);
}
