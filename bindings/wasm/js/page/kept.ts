import { Keeper as TestKeeper } from "../element/storage.js";
import type { Lang } from "../types.js";
import { isDay, isRecord, isTexts, textOf } from "./shapes.js";

/** What the page keeps on the device, beside what the tests keep themselves. */
export interface Kept {
  /** The chosen language; none as long as nobody has chosen. */
  lang: Lang | undefined;
  /** What the person entered for the result file. */
  about: About;
  /** Tests that are begun. */
  begun: Record<string, Begun>;
  /** Tests that are done. */
  done: Record<string, Done>;
}

/** What the person says of themselves; empty texts where they do not. */
export interface About {
  id: string;
  sex: string;
  grade: string;
  age: string;
}

export interface Begun {
  readonly answered: number;
  readonly of: number;
}

export interface Done {
  readonly version: string;
  /** The hash of what scoring depends on. */
  readonly key: string;
  /** The local day. */
  readonly date: string;
  /** The language of the questions. */
  readonly language: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly person: Readonly<Record<string, string>>;
  /** The result as the engine wrote it. */
  readonly json: string;
}

export const KEY = "orientir-page";
const FORMAT = 1;

export function nothing(): Kept {
  return { lang: undefined, about: { id: "", sex: "", grade: "", age: "" }, begun: {}, done: {} };
}

/** What is read of a stored text: what can be trusted, and whether something could not. */
export interface Read {
  readonly kept: Kept;
  readonly damaged: boolean;
}

/** Reads each part for itself: one damaged result does not take the others with it. */
export function read(text: string | null): Read {
  if (text === null) return { kept: nothing(), damaged: false };
  const kept = nothing();
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return { kept, damaged: true };
  }
  if (!isRecord(stored) || stored["format"] !== FORMAT) return { kept, damaged: true };
  let damaged = false;
  const { lang, about, begun, done } = stored;
  if (lang === "ru" || lang === "lt" || lang === "en") kept.lang = lang;
  else damaged ||= lang !== undefined;
  if (isTexts(about)) {
    for (const name of ["id", "sex", "grade", "age"] as const) kept.about[name] = textOf(about[name]);
  } else damaged = true;
  damaged = pick(begun, isBegun, kept.begun) || damaged;
  damaged = pick(done, isDone, kept.done) || damaged;
  return { kept, damaged };
}

/** Puts the sound entries of a record into another. Says whether there were others. */
function pick<T>(stored: unknown, sound: (value: unknown) => value is T, into: Record<string, T>): boolean {
  if (!isRecord(stored)) return true;
  let others = false;
  for (const [id, value] of Object.entries(stored)) {
    if (/^[a-z0-9-]+$/.test(id) && sound(value)) into[id] = value;
    else others = true;
  }
  return others;
}

function isBegun(value: unknown): value is Begun {
  return isRecord(value) && Number.isInteger(value["answered"]) && Number.isInteger(value["of"]);
}

function isDone(value: unknown): value is Done {
  if (!isRecord(value) || !isTexts(value["answers"]) || !isTexts(value["person"])) return false;
  const texts = [value["version"], value["key"], value["language"], value["json"]];
  return texts.every((text) => typeof text === "string") && isDay(value["date"]);
}

/** The kept things in memory and on the device. Where the device fails, memory goes on. */
export class Keeper {
  #kept: Kept;
  /** Whether memory has what the device could not take. */
  #ahead = false;
  readonly #changed: () => void;
  damaged = false;

  /** `changed` is called after each change, whether the device took it or not. */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.#kept = nothing();
    this.reload();
  }

  get kept(): Readonly<Kept> {
    return this.#kept;
  }

  /** Whether there is anything of the person's to see or to erase. */
  get holdsAnswers(): boolean {
    const { about, begun, done } = this.#kept;
    return Object.keys({ ...begun, ...done }).length > 0 || Object.values(about).some((text) => text !== "");
  }

  /** Whether the device takes no more. */
  get failing(): boolean {
    return this.#ahead;
  }

  /** Reads what another tab may have written, unless memory has more. */
  reload(): void {
    if (this.#ahead) return;
    try {
      const { kept, damaged } = read(localStorage.getItem(KEY));
      this.#kept = kept;
      this.damaged ||= damaged;
    } catch {
      this.#ahead = true;
    }
  }

  change(edit: (kept: Kept) => void): void {
    this.reload();
    edit(this.#kept);
    try {
      localStorage.setItem(KEY, JSON.stringify({ format: FORMAT, ...this.#kept }));
      this.#ahead = false;
    } catch {
      this.#ahead = true;
    }
    this.#changed();
  }

  /** Takes out a result that turned out to be unusable. */
  drop(id: string): void {
    this.damaged = true;
    this.change((kept) => {
      delete kept.done[id];
    });
  }

  /**
   * Gives a test that has lost what it kept the answers of its result back; `anyway` also if it has kept something else. Says whether
   * it did. If not, the test begins anew; its result stays in the list and in the file.
   */
  restore(id: string, key: string, anyway = false): boolean {
    const done = this.#kept.done[id];
    if (done === undefined || done.key !== key) return false;
    const keeper = new TestKeeper(id, key, "");
    const { kept, trouble } = keeper.read();
    if (!anyway && (kept !== undefined || trouble !== undefined)) return false;
    const { answers, person } = done;
    return keeper.write({ answers, person, place: 0, done: true }) === undefined;
  }

  /** Forgets a test. Where nothing of it is left nothing is written: another tab may just have erased everything. */
  erase(id: string): void {
    this.reload();
    if (Object.hasOwn(this.#kept.begun, id) || Object.hasOwn(this.#kept.done, id)) {
      this.change((kept) => {
        delete kept.begun[id];
        delete kept.done[id];
      });
    } else this.#changed();
    // A device that takes no new text must not keep the old one, in which the erased answers still are.
    if (this.#ahead) remove((key) => key === KEY);
    new TestKeeper(id, "", "").erase();
  }

  /** Forgets a test that another tab has erased. If it was begun again there meanwhile, the device knows better than this tab. */
  forgetTest(id: string): void {
    if (new TestKeeper(id, "", "").holdsNothing()) {
      this.erase(id);
      return;
    }
    this.reload();
    this.#changed();
  }

  /** Forgets what another tab has erased from the device. */
  forget(): void {
    this.#kept = nothing();
    this.#ahead = false;
    this.damaged = false;
    this.reload();
  }

  /** Forgets everything that the page and its tests have kept. */
  eraseAll(): void {
    const { failing } = this;
    this.#kept = nothing();
    this.damaged = false;
    // The page's own entry first: another tab that hears of a test looks there for what is left.
    const removed = remove((key) => key === KEY) && remove((key) => key.startsWith("orientir:"));
    this.#ahead = !removed && failing;
    this.#changed();
  }
}

/** Removes keys. Says whether the device let it. */
function remove(which: (key: string) => boolean): boolean {
  try {
    for (const key of Object.keys(localStorage).filter(which)) localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}
