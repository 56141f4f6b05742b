import type { FieldSet, Form, FormField, FormItem, When } from "../types.js";

/** The answer code of a person who would rather not answer. */
export const REFUSED = "refused";

/** What is asked in one go: an item, or the items of a set that are answered together. */
export interface Question {
  /** Its place among all questions, from 0. */
  readonly place: number;
  readonly items: readonly FormItem[];
  readonly fields: readonly FormField[];
  readonly set?: FieldSet;
  readonly training: boolean;
}

/** What of a session outlives a reload. */
export interface Kept {
  readonly answers: Readonly<Record<string, string>>;
  readonly person: Readonly<Record<string, string>>;
  /** The place of a question; -1 is the start, the number of questions the check. */
  readonly place: number;
  readonly done: boolean;
}

/** The questions of a form in their order; what is about a printed form is left out. */
export function questionsOf(form: Form): Question[] {
  const inSet = new Map((form.sets ?? []).flatMap((set) => set.fields.map((field) => [field, set] as const)));
  const begun = new Set<FieldSet>();
  const found: Omit<Question, "place">[] = [];
  for (const item of form.items) {
    const asked = item.fields.filter((field) => field.of_paper !== true);
    for (const field of asked) {
      const set = inSet.get(field.name);
      if (set === undefined || begun.has(set)) continue;
      begun.add(set);
      const items = form.items.filter((other) => other.fields.some((one) => set.fields.includes(one.name)));
      const fields = items.flatMap((other) => other.fields.filter((one) => set.fields.includes(one.name)));
      found.push({ items, fields, set, training: false });
    }
    const alone = asked.filter((field) => !inSet.has(field.name));
    if (alone.length > 0) found.push({ items: [item], fields: alone, training: item.training });
  }
  return found.map((question, place) => ({ ...question, place }));
}

/** Whether a code may stand in a field. */
export function isCode(field: FormField, code: string): boolean {
  if (code === REFUSED) return true;
  if (field.kind === "text") return code.trim() !== "" && [...code].length <= (field.longest ?? Infinity);
  if ([...(field.codes ?? []), ...(field.apart ?? [])].some((known) => known.code === code)) return true;
  if ((field.codes?.length ?? 0) > 0 || field.from === undefined || field.to === undefined) return false;
  return numberCode(field, code) === code;
}

/** The code of a number that a person wrote, if the field has it. A decimal comma is a point. */
export function numberCode(field: FormField, written: string): string | undefined {
  const text = written.trim().replace(",", ".").replace("\u2212", "-");
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const [number, from, step] = [Number(text), field.from ?? 0, field.step ?? 1];
  if (number < from || number > (field.to ?? Infinity)) return undefined;
  const steps = (number - from) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-9 ? codeOfStep(field, Math.round(steps)) : undefined;
}

/** The code of the step that is nearest to a number. */
export function nearestCode(field: FormField, number: number): string {
  const [from, to, step] = [field.from ?? 0, field.to ?? 100, field.step ?? 1];
  const within = Math.min(Math.max(number, from), to);
  return codeOfStep(field, Math.round((within - from) / step));
}

/** The code of a step from the lowest number on: a decimal, without what binary fractions add to it. */
function codeOfStep({ from = 0, step = 1 }: FormField, steps: number): string {
  return String(Number((from + steps * step).toFixed(6)));
}

/** Answers, the place and what follows from them. Knows no page. */
export class Session {
  readonly form: Form;
  readonly questions: readonly Question[];
  readonly #answers = new Map<string, string>();
  readonly #person = new Map<string, string>();
  /** What was answered before a refusal, so that it can come back. */
  readonly #before = new Map<number, ReadonlyMap<string, string>>();
  place = -1;
  done = false;
  /** Whether the check was reached, so that every question has a way back to it. */
  reviewed = false;
  /** How many kept answers the form does not know. */
  readonly dropped: number;

  constructor(form: Form, kept?: Kept) {
    this.form = form;
    this.questions = questionsOf(form);
    let dropped = 0;
    if (kept !== undefined) {
      const fields = new Map(this.questions.flatMap((question) => question.fields.map((field) => [field.name, field])));
      for (const [name, code] of Object.entries(kept.answers)) {
        const field = fields.get(name);
        if (field !== undefined && isCode(field, code)) this.#answers.set(name, code);
        else dropped += 1;
      }
      for (const need of form.needs) {
        const value = kept.person[need.name];
        if (value !== undefined && isNeeded(need, value)) this.#person.set(need.name, value);
      }
      this.place = Math.min(Math.max(Math.trunc(kept.place), -1), this.questions.length);
      this.reviewed = kept.done || this.place === this.questions.length;
      this.done = kept.done && dropped === 0;
    }
    this.dropped = dropped;
  }

  /** The same answers to the same questions in other words. */
  inWordsOf(form: Form): Session {
    const other = new Session(form, this.keep());
    other.reviewed = this.reviewed;
    for (const [place, answers] of this.#before) other.#before.set(place, answers);
    return other;
  }

  /** Whether there is nothing that could be lost. */
  get empty(): boolean {
    return this.#answers.size === 0 && this.#person.size === 0;
  }

  answer(field: string): string | undefined {
    return this.#answers.get(field);
  }

  /** Gives an answer, or takes it back. */
  give(field: string, code: string | undefined): void {
    if (code === undefined) this.#answers.delete(field);
    else this.#answers.set(field, code);
    const question = this.questions.find((one) => one.fields.some((other) => other.name === field));
    if (question === undefined || code === REFUSED) return;
    // One answer ends the refusal of the whole question: its other fields are open again.
    for (const other of question.fields) {
      if (this.#answers.get(other.name) === REFUSED) this.#answers.delete(other.name);
    }
    this.#before.delete(question.place);
  }

  refuse(question: Question): void {
    const before = question.fields.flatMap(({ name }) => {
      const code = this.#answers.get(name);
      return code === undefined || code === REFUSED ? [] : [[name, code] as const];
    });
    this.#before.set(question.place, new Map(before));
    for (const field of question.fields) this.#answers.set(field.name, REFUSED);
  }

  /** Takes a refusal back; what was answered before it stands again. */
  answerAfterAll(question: Question): void {
    const before = this.#before.get(question.place);
    for (const { name } of question.fields) {
      const code = before?.get(name);
      if (code === undefined) this.#answers.delete(name);
      else this.#answers.set(name, code);
    }
    this.#before.delete(question.place);
  }

  clear(question: Question): void {
    for (const field of question.fields) this.#answers.delete(field.name);
    this.#before.delete(question.place);
  }

  isRefused(question: Question): boolean {
    return question.fields.every((field) => this.#answers.get(field.name) === REFUSED);
  }

  hasAnswer(question: Question): boolean {
    return question.fields.some((field) => this.#answers.has(field.name));
  }

  /** Whether everything that is asked here has an answer or a refusal. */
  isSettled(question: Question): boolean {
    const hidden = this.notAsked();
    const asked = question.fields.filter((field) => !hidden.has(field.name));
    const required = asked.filter((field) => !field.optional);
    if (required.length === 0) return asked.some((field) => this.#answers.has(field.name));
    return required.every((field) => this.#answers.has(field.name));
  }

  isOptional(question: Question): boolean {
    return question.fields.every((field) => field.optional);
  }

  /** Fields that do not apply after the answers so far. Branches act one after another, as in scoring. */
  notAsked(): ReadonlySet<string> {
    const hidden = new Set<string>();
    for (const branch of this.form.branches ?? []) {
      if (this.#holds(branch.when, hidden) === true) for (const field of branch.fields) hidden.add(field);
    }
    return hidden;
  }

  /** The questions that apply. */
  asked(): readonly Question[] {
    const hidden = this.notAsked();
    return this.questions.filter((question) => question.fields.some((field) => !hidden.has(field.name)));
  }

  progress(): { answered: number; of: number } {
    const asked = this.asked();
    return { answered: asked.filter((question) => this.isSettled(question)).length, of: asked.length };
  }

  /** The answers to what is asked: a field's code as text. Unlike {@link Session.keep} it leaves out what no longer applies. */
  get answers(): Record<string, string> {
    const hidden = this.notAsked();
    return Object.fromEntries([...this.#ordered()].filter(([name]) => !hidden.has(name)));
  }

  get person(): Record<string, string> {
    const known = Object.fromEntries(this.#person);
    // Not for the person to say: a form on a screen is filled in on a screen, in the language of its words.
    for (const { name } of this.form.needs) {
      if (name === "mode") known[name] = "screen";
      if (name === "language" && this.form.lang !== null) known[name] = this.form.lang;
    }
    return known;
  }

  known(need: string): string | undefined {
    return this.#person.get(need);
  }

  tell(need: string, value: string | undefined): void {
    if (value === undefined) this.#person.delete(need);
    else this.#person.set(need, value);
  }

  keep(): Kept {
    return {
      answers: Object.fromEntries(this.#ordered()),
      person: Object.fromEntries(this.#person),
      place: this.place,
      done: this.done,
    };
  }

  *#ordered(): Iterable<[string, string]> {
    for (const question of this.questions) {
      for (const { name } of question.fields) {
        const code = this.#answers.get(name);
        if (code !== undefined) yield [name, code];
      }
    }
  }

  /** True, false, or undefined as long as an answer is open. */
  #holds(when: When, hidden: ReadonlySet<string>): boolean | undefined {
    const code = (field: string): string | undefined => {
      const found = this.#answers.get(field);
      return found === REFUSED ? undefined : found;
    };
    if ("all" in when) return every(when.all.map((one) => this.#holds(one, hidden)));
    if ("any" in when) return not(every(when.any.map((one) => not(this.#holds(one, hidden)))));
    if ("not" in when) return not(this.#holds(when.not, hidden));
    if ("is" in when) {
      if (hidden.has(when.is.field)) return false;
      const given = code(when.is.field);
      return given === undefined ? undefined : when.is.codes.includes(given);
    }
    if ("answered" in when) {
      if (hidden.has(when.answered)) return true;
      const given = this.#answers.get(when.answered);
      return given === undefined ? undefined : given !== REFUSED;
    }
    if ("all_different" in when) {
      const applying = when.all_different.filter((field) => !hidden.has(field)).map(code);
      const given = applying.filter((one) => one !== undefined);
      if (new Set(given).size < given.length) return false;
      return given.length < applying.length ? undefined : true;
    }
    return undefined;
  }
}

/** Whether something may be said of a person. */
export function isNeeded(need: Form["needs"][number], value: string): boolean {
  if (need.codes !== undefined && need.codes.length > 0) return need.codes.some((known) => known.code === value);
  if (need.from === undefined || need.to === undefined) return value !== "" && value.length <= 100;
  return /^\d{1,3}$/.test(value) && Number(value) >= need.from && Number(value) <= need.to;
}

function not(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

function every(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}
