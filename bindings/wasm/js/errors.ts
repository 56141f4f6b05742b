import type { Problem } from "./types.js";

/** Something that the engine refuses. Programs match on {@link OrientirError.code}. */
export class OrientirError extends Error {
  override readonly name = "OrientirError";
  /** All problems, in the order of the document or of the answers. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => (problem.place === "" ? problem.message : `${problem.place}: ${problem.message}`)).join("\n"));
    this.problems = problems;
  }

  /** The stable code of the first problem. */
  get code(): string {
    return this.problems[0]?.code ?? "";
  }

  /** The place of the first problem. */
  get path(): string {
    return this.problems[0]?.path ?? "";
  }
}

/**
 * Calls the engine, which throws the text of a list of problems.
 *
 * @internal
 */
export function asked<T>(ask: () => T): T {
  try {
    return ask();
  } catch (thrown) {
    if (typeof thrown !== "string") throw thrown;
    throw new OrientirError(JSON.parse(thrown) as Problem[]);
  }
}
