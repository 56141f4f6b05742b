import { make, viewHeading } from "../dom.js";
import type { Instrument } from "../../index.js";
import type { Form, Lang } from "../../types.js";
import type { View } from "../stage.js";
import type { Speak } from "../words.js";

/** Whether a questionnaire speaks of groups of adults alone. */
export function isForGroups(instrument: Instrument | undefined): boolean {
  return instrument?.use === "anonymous_adult_groups";
}

/** A questionnaire that nobody takes alone: with a psychologist, or in a group without names; or one whose text is not here. */
export function refusalView(form: Form, forGroups: boolean, foreign: Lang | undefined, say: Speak): View {
  // Without a text too, what no self-test may show is the first thing to know.
  const why = forGroups ? "groups" : form.self_test === "none" ? "refusal" : "textless";
  const heading = viewHeading({}, say(`${why}_title`));
  const element = make(
    "div",
    { class: "view" },
    make("p", { class: "over", lang: foreign }, form.title),
    heading,
    make("div", { class: "card soft", part: "card" }, make("p", {}, say(`${why}_text`))),
  );
  return { element, heading };
}
