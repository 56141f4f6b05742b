// The files of vectors, the cases in them, and what is known to fail. `read` gives the text of a file of the repository by its
// path from the top folder; it is all that differs between Node and a browser.

const FOLDER = "tests/vectors";

/** What the manifest counts. */
export const KINDS = ["scores", "tables", "errors"];

/** How many cases each file holds, by kind. */
export async function manifest(read) {
  return JSON.parse(await read(`${FOLDER}/manifest.json`));
}

/** Cases that fail, with the reason, by kind. */
export async function knownFailures(read) {
  return JSON.parse(await read(`${FOLDER}/known-failures.json`));
}

/** The text of the definition, or of the text pack, that a case or a document names. */
export function definition(read, named) {
  if (named.texts) return read(`tests/texts/${named.texts}`);
  return read(named.instrument ? `instruments/definitions/${named.instrument}.json` : `tests/definitions/${named.definition}`);
}

/** The cases of a file, each with what the file says of all of them. */
export function casesOf(text) {
  const { cases, instrument, definition } = JSON.parse(text);
  const shared = Object.fromEntries(Object.entries({ instrument, definition }).filter(([, value]) => value !== undefined));
  // Of the two a case has one, so whoever names one of them inherits neither.
  return cases.map((one) => ("instrument" in one || "definition" in one ? one : { ...shared, ...one }));
}

/**
 * Judges every case of every file of a kind.
 *
 * @param judge `(case, place of the case in its file, text of the file)` gives the differences of a case
 * @returns a list of `{ file, name, work, differences }`, where `name` is what the list of known failures calls the case
 */
export async function judgeAll(read, kind, judge) {
  const judged = [];
  for (const file of Object.keys((await manifest(read))[kind])) {
    const text = await read(`${FOLDER}/${kind}/${file}.json`);
    for (const [place, one] of casesOf(text).entries()) {
      const name = kind === "errors" ? one.name : `${kind === "tables" ? "tables/" : ""}${file}: ${one.name}`;
      try {
        judged.push({ file, name, work: one.work, differences: await judge(one, place, text) });
      } catch (error) {
        // A fault of a vector or of its runner must not pass for a failure that is known.
        throw new Error(`${file}: ${one.name}: ${error}`, { cause: error });
      }
    }
  }
  return judged;
}

/** Those that fail, and those that are known to fail and do not, as text. */
export function failing(judged, known) {
  return judged.flatMap(({ name, work, differences }) => {
    const reason = known[name];
    if (reason === undefined) {
      return differences.length > 0 ? [[name, ...differences, ...(work ? [`work: ${work}`] : [])].join("\n  ")] : [];
    }
    return differences.length > 0 ? [] : [`${name}\n  passes now; take it out of the known failures (${reason})`];
  });
}

/** Throws for a member that this runner does not know, and would not compare. */
export function onlyKnown(object, members) {
  const unknown = Object.keys(object).filter((member) => !members.includes(member));
  if (unknown.length > 0) throw new Error(`unknown members: ${unknown.join(", ")}`);
}
