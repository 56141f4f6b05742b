import { button, make, viewHeading } from "../dom.js";
import { saveResult } from "../save.js";
import type { Outcome, Stage, View } from "../stage.js";
import { resultParts, unfold, type Telling } from "./scores.js";
import { eraseButton } from "./start.js";

/** The result, and what can be done with it. */
export function resultView(stage: Stage, { report, told, figures }: Outcome): View {
  const { say, lang, foreign } = stage;
  const telling: Telling = { told, figures, lang, foreign, say, open: report.result.type === null };
  const heading = viewHeading({}, say("result_title"));
  const saved = make("p", { class: "quiet", role: "status" });
  const element = make(
    "div",
    { class: "view result" },
    make("p", { class: "over", lang: foreign }, told.title),
    heading,
    ...resultParts(telling),
    make(
      "div",
      { class: "buttons keep" },
      button({ class: "main", part: "button main-button" }, say("save"), () => {
        saveResult(telling);
        saved.textContent = say("saved");
      }),
      button({ class: "second", part: "button" }, say("print"), () => {
        unfold([element]);
        window.print();
      }),
      button({ class: "second", part: "button" }, say("change"), () => stage.go("check")),
    ),
    saved,
    eraseButton(stage),
  );
  return { element, heading };
}
