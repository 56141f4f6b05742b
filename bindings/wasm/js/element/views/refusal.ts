import { make, viewHeading } from "../dom.js";
import type { Form, Lang } from "../../types.js";
import type { View } from "../stage.js";
import type { Speak } from "../words.js";

/** A questionnaire that nobody takes alone. */
export function refusalView(form: Form, foreign: Lang | undefined, say: Speak): View {
  const heading = viewHeading({}, say("refusal_title"));
  const element = make(
    "div",
    { class: "view" },
    make("p", { class: "over", lang: foreign }, form.title),
    heading,
    make("div", { class: "card soft", part: "card" }, make("p", {}, say("refusal_text"))),
  );
  return { element, heading };
}
