import type { Problem } from "../../types.js";
import { button, make, viewHeading } from "../dom.js";
import type { View } from "../stage.js";
import type { Speak, WordKey } from "../words.js";

/** The most messages about a definition that are shown. */
const SHOWN = 3;

/** Why there are no questions. */
export interface Trouble {
  readonly code: string;
  readonly words: WordKey;
  readonly problems: readonly Problem[];
  /** What the words name. */
  readonly values?: Readonly<Record<string, string>>;
}

export function errorView(trouble: Trouble, say: Speak, retry: () => void): View {
  const heading = viewHeading({}, say("error_title"));
  const { problems } = trouble;
  const rest = problems.length - SHOWN;
  const element = make(
    "div",
    { class: "view", role: "alert" },
    heading,
    make("p", { class: "lead" }, say(trouble.words, trouble.values)),
    problems.length > 0 &&
      make(
        "div",
        { class: "card", part: "card" },
        make("p", {}, say("error_problems", { n: problems.length })),
        make("ul", { class: "problems" }, ...problems.slice(0, SHOWN).map(problemLine)),
        rest > 0 && make("p", {}, say("error_more", { n: rest })),
      ),
    make("div", { class: "buttons" }, button({ class: "main", part: "button main-button" }, say("retry"), retry)),
  );
  return { element, heading };
}

function problemLine(problem: Problem): HTMLElement {
  const place = problem.place === "" ? undefined : make("code", {}, problem.place);
  return make("li", {}, place, place === undefined ? "" : " ", problem.message);
}
