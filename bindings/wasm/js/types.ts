// The documents of the engine, as it writes them. Members without a value are left out.

/** A language of words: Russian, Lithuanian, English. */
export type Lang = "ru" | "lt" | "en";

/** How much a self-test may show. */
/** What results may be used for: advice to one person, or groups of adults who answered without names. */
export type Use = "individual" | "anonymous_adult_groups";

export type SelfTest = "none" | "description" | "levels";

/** An answer: a code of the definition. A number is taken for its digits, true for `1`, false for `0`; null is missing. */
export type Answer = string | number | boolean | null | undefined;

/** Answers by field, such as `{ "1": "a", "mind.now": 57.5 }`. `refused` says that a person would rather not answer. */
export type Answers = Readonly<Record<string, Answer>>;

/** What is known of a person; norms and levels may ask for it. */
export interface Person {
  readonly sex?: string;
  readonly age?: string | number;
  readonly grade?: string | number;
  readonly language?: string;
  readonly region?: string;
  readonly mode?: string;
}

/** What is wrong: a stable code, the place, and words. */
export interface Problem {
  /** The stable code, such as `unknown_code`. */
  readonly code: string;
  /** Whether a definition, an answer or a request is wrong. */
  readonly kind: "definition" | "answer" | "request";
  /** The place: a JSON Pointer in a definition, or a place in a table. */
  readonly path: string;
  /** The place in words. */
  readonly place: string;
  /** The message in words, without the place. What a person answered is masked. */
  readonly message: string;
  /** The row of a table or a batch, counted from 0. */
  readonly row: number | null;
  /** The column of a table. */
  readonly column: string | null;
  /** The arguments of the message. */
  readonly arguments: Readonly<Record<string, string>>;
}

/** The result of a scale. */
export interface ScaleResult {
  /** `scored`, `prorated`, or why there is no score. */
  readonly status: string;
  readonly raw: number | null;
  readonly answered: number;
  readonly of: number;
  readonly possible: readonly [number, number] | null;
  readonly level?: string;
  readonly ungraded?: string;
  readonly z?: number;
  readonly t?: number;
  readonly sten?: number;
  readonly stanine?: number;
  readonly iq?: number;
  readonly percentile?: number;
  readonly norm?: string;
  readonly no_norm?: string;
  /** The raw score plus and minus 1.96 errors of measurement, where the reliability of the scale is known. */
  readonly interval?: readonly [number, number];
  /** The probability of each level of the true score. */
  readonly level_probabilities?: Readonly<Record<string, number>>;
  /** Whether another level than the printed one is the likeliest. */
  readonly borderline?: boolean;
}

/** What a result was made with. */
export interface Receipt {
  readonly instrument: string;
  readonly version: string;
  readonly format: number;
  readonly engine: string;
  readonly key: string;
  readonly document: string;
  readonly wording: string;
  /** The text pack whose texts were shown, if there was one. */
  readonly texts?: TextsUsed;
  readonly policies: Readonly<Record<string, string>>;
  readonly norms: Readonly<Record<string, string>>;
  readonly result?: string;
}

/** Which published texts were shown. */
export interface TextsUsed {
  readonly name: string;
  /** SHA-256 of the pack's RFC 8785 canonical JSON. */
  readonly hash: string;
}

/** The result of one person. */
export interface Result {
  readonly instrument: string;
  readonly scales: Readonly<Record<string, ScaleResult>>;
  readonly type?: readonly string[] | null;
  readonly flags: readonly string[];
  readonly cautions: readonly string[];
  readonly receipt: Receipt;
}

/** A code with its words. */
export interface Labelled {
  readonly code: string;
  readonly label?: string;
  readonly gives?: readonly number[];
}

/** One answer slot of a form. */
export interface FormField {
  readonly name: string;
  readonly label?: string;
  readonly kind:
    | "choice"
    | "matching"
    | "rating"
    | "bipolar"
    | "analog"
    | "points"
    | "choose"
    | "ranking"
    | "count"
    | "text";
  readonly response: string;
  readonly optional: boolean;
  /** It is about a printed form: a screen does not ask for it. */
  readonly of_paper?: boolean;
  readonly from?: number;
  readonly to?: number;
  readonly step?: number;
  readonly unit?: string;
  readonly read_to?: number;
  readonly length_in?: string;
  readonly codes?: readonly Labelled[];
  readonly apart?: readonly Labelled[];
  readonly options?: readonly Labelled[];
  readonly longest?: number;
}

/** One item of a form. */
export interface FormItem {
  readonly id: string;
  readonly training: boolean;
  readonly prompt?: string;
  readonly left?: string;
  readonly right?: string;
  readonly fields: readonly FormField[];
}

/** Fields that are answered together. */
export interface FieldSet {
  readonly kind: "choose" | "ranking";
  readonly count: number;
  readonly fields: readonly string[];
}

/** A condition on answers. */
export type When =
  | { readonly all: readonly When[] }
  | { readonly any: readonly When[] }
  | { readonly not: When }
  | { readonly is: { readonly field: string; readonly codes: readonly string[] } }
  | { readonly answered: string }
  | { readonly all_different: readonly string[] }
  | { readonly other: string };

/** Fields that need not be asked when a condition holds. */
export interface Skip {
  readonly when: When;
  readonly fields: readonly string[];
}

/** A covariate to be asked for. */
export interface Need {
  readonly name: string;
  readonly label: string;
  readonly codes?: readonly Labelled[];
  readonly from?: number;
  readonly to?: number;
}

/** What a form has to ask: words and codes, no key. */
export interface Form {
  readonly instrument: string;
  readonly version: string;
  readonly lang: Lang | null;
  readonly title: string;
  readonly self_test: SelfTest;
  /** The texts of the items are not shipped, and there is no text pack: nothing can be asked on a screen. */
  readonly without_texts?: true;
  readonly minutes?: { readonly from?: number; readonly to?: number };
  readonly purpose?: string;
  readonly instruction?: string;
  readonly needs: readonly Need[];
  readonly ratings_by?: readonly string[];
  readonly items: readonly FormItem[];
  readonly sets?: readonly FieldSet[];
  readonly branches?: readonly Skip[];
}

/** The score of a scale in words for the person who answered. */
export interface ToldScale {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly score?: number;
  readonly from: number;
  readonly to: number;
  /** The highest score that answers could have given where questions do not apply to the person; absent where that is `to`. */
  readonly most?: number;
  readonly answered: number;
  readonly of: number;
  readonly level?: string;
  readonly words: readonly string[];
}

/** A scale in a group. */
export interface Grouped {
  /** One of {@link Told.scales}. */
  readonly id: string;
  /** What it is called in the group. */
  readonly name: string;
}

/** Scales that are read together, in words. */
export interface ToldGroup {
  /** Where types have such an id, that of a type. */
  readonly id: string;
  readonly name: string;
  /** Plain sentences that stand for those of its scales; empty where no scale has a score. */
  readonly words: readonly string[];
  /** The scales that stand abreast. */
  readonly scales: readonly Grouped[];
  /** The scales that are mentioned beside them. */
  readonly beside: readonly Grouped[];
}

/** A figure of a result. */
export interface Figure {
  /** What it is of. */
  readonly title: string;
  /** All that is drawn, in words. */
  readonly description: string;
  /**
   * `<svg role="img">` with the two as `<title>` and `<desc>`, for a page as it is: without style and script, texts escaped. Its
   * letters have the colour of the text around it.
   */
  readonly svg: string;
}

/** A result in the plain words of the definition; no more than the definition lets a self-test show. */
export interface Told {
  readonly instrument: string;
  readonly version: string;
  readonly lang: Lang | null;
  readonly title: string;
  readonly self_test: SelfTest;
  readonly scales: readonly ToldScale[];
  /** Scales that are read together, where the definition groups any. */
  readonly groups?: readonly ToldGroup[];
  readonly type?: readonly { readonly id: string; readonly name: string; readonly words: readonly string[] }[];
  readonly remarks: readonly { readonly id: string; readonly words: string }[];
  readonly cautions: readonly { readonly id: string; readonly words: string }[];
}
