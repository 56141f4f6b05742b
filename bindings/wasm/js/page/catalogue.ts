import { Instrument } from "../instrument.js";
import type { Form, Lang } from "../types.js";

/** An instrument with the text that it was made of. */
export interface Entry {
  readonly id: string;
  readonly text: string;
  readonly instrument: Instrument;
}

/** The instruments in the order of the catalogue. */
export interface Catalogue {
  readonly entries: readonly Entry[];
  /** The files of definitions that could not be opened. */
  readonly failures: readonly string[];
}

/** The text of a definition, or why there is none. */
type Loaded = { readonly file: string } & PromiseSettledResult<string>;

/** Loads all definitions. Rejects if there is no list of them; a definition that fails does not keep the others from loading. */
export async function loadDefinitions(): Promise<readonly Loaded[]> {
  const files: unknown = JSON.parse(await loadText("instruments/index.json"));
  if (!isNames(files)) throw new Error("instruments/index.json: not a list of names");
  const outcomes = await Promise.allSettled(files.map((file) => loadText(`instruments/${file}`)));
  return outcomes.map((outcome, place) => ({ file: files[place] ?? "", ...outcome }));
}

/** Compiles definitions. `init()` must have ended before. What is for groups of adults has no place on a page for one person. */
export function open(definitions: readonly Loaded[]): Catalogue {
  const entries: Entry[] = [];
  const failures: string[] = [];
  for (const definition of definitions) {
    try {
      if (definition.status === "rejected") throw definition.reason;
      const instrument = Instrument.load(definition.value);
      if (instrument.use !== "individual") continue;
      entries.push({ id: instrument.id, text: definition.value, instrument });
    } catch (reason) {
      failures.push(definition.file);
      // For whoever keeps the page on a server: the person can do nothing about it.
      console.error(definition.file, reason);
    }
  }
  return { entries, failures };
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}

async function loadText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

/** Whether a person can take it alone: it is for self-tests, and its text is shipped. */
export function isAsked({ instrument }: Entry): boolean {
  return instrument.selfTest !== "none" && instrument.hasItemTexts;
}

/** The language in which a form's words are, if it is not the one asked for. */
export function otherLanguage(form: Form, lang: Lang): Lang | undefined {
  return form.lang === null || form.lang === lang ? undefined : form.lang;
}
