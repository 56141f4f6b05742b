// Problems as code and place, in the order of their text: that is all that vectors say of them.

/** Problems of an exception, of scores or of a reading. */
export function pairs(problems) {
  return sorted(problems.map(({ code, path }) => [code, path]));
}

/** Pairs of code and place in one order. */
export function sorted(listed) {
  return [...listed].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** What an attempt at the package tells; nothing where it succeeds. */
export function told(orientir, attempt) {
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof orientir.OrientirError)) throw error;
    const first = error.problems[0];
    if (error.code !== first?.code || error.path !== first.path) throw new Error("an error is named by its first problem");
    return pairs(error.problems);
  }
  return [];
}

/** What attempts tell, each by itself. */
export function each(orientir, attempts) {
  return attempts.flatMap((attempt) => told(orientir, attempt));
}

/** What the engine gives, or the problems that it throws as text. */
export function asked(attempt) {
  try {
    return { value: attempt() };
  } catch (thrown) {
    if (typeof thrown !== "string") throw thrown;
    return { refused: pairs(JSON.parse(thrown)) };
  }
}

/** Notes what is not equal. */
export function differ(what, expected, found, differences) {
  const [one, other] = [JSON.stringify(ordered(expected)), JSON.stringify(ordered(found))];
  if (one !== other) differences.push(`${what}: expected ${one}, found ${other}`);
}

function ordered(value) {
  if (value === null || typeof value !== "object") return value ?? null;
  if (Array.isArray(value)) return value.map(ordered);
  // Lists of pairs, for an object would put whole numbers first.
  return { members: Object.keys(value).sort().map((key) => [key, ordered(value[key])]) };
}
