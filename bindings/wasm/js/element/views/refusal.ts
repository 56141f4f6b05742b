import { make, viewHeading } from "../dom.js";
import type { Form, Lang } from "../../types.js";
import type { View } from "../stage.js";
import type { Speak } from "../words.js";

/** A questionnaire that nobody takes alone, or whose text is not here. */
export function refusalView(form: Form, foreign: Lang | undefined, say: Speak): View {
  // With its text it would not be for self-tests either: that is the first thing to know.
  const textless = form.self_test !== "none";
  const heading = viewHeading({}, say(textless ? "textless_title" : "refusal_title"));
  const element = make(
    "div",
    { class: "view" },
    make("p", { class: "over", lang: foreign }, form.title),
    heading,
    make("div", { class: "card soft", part: "card" }, make("p", {}, say(textless ? "textless_text" : "refusal_text"))),
  );
  return { element, heading };
}
