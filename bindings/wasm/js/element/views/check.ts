import { button, make, viewHeading } from "../dom.js";
import type { Question } from "../session.js";
import type { Stage, View } from "../stage.js";
import type { WordKey } from "../words.js";
import { questionTitle } from "./question.js";
import { eraseButton } from "./start.js";

/** What is still open, with a way to it, before the result. */
export function checkView(stage: Stage): View {
  const { say, session } = stage;
  const asked = session.asked();
  const open = asked.filter((question) => !session.isSettled(question));
  const refused = asked.filter((question) => session.isRefused(question)).length;
  const heading = viewHeading({}, say("check_title"));
  const last = asked.at(-1);
  const element = make(
    "div",
    { class: "view" },
    heading,
    make(
      "p",
      { class: "lead" },
      open.length === 0 ? say("check_full") : say("check_answered", session.progress()),
    ),
    refused > 0 && make("p", { class: "quiet" }, say("check_refused", { n: refused })),
    open.length > 0 &&
      make(
        "section",
        { class: "card", part: "card", "aria-labelledby": "open-questions" },
        make("h3", { id: "open-questions" }, say("check_open")),
        make("p", { class: "quiet" }, say("check_open_note")),
        make("ul", { class: "open" }, ...open.map((question) => make("li", {}, openLink(question, stage)))),
      ),
    make(
      "div",
      { class: "buttons walk" },
      button({ class: "second", part: "button back-button" }, say("back"), () =>
        stage.go(last === undefined ? "start" : { question: last.place }),
      ),
      button({ class: "main", part: "button main-button" }, say("show_result"), () => stage.go("result")),
    ),
    make(
      "details",
      { class: "help", part: "help" },
      make("summary", {}, say("all_questions")),
      make("ol", { class: "all" }, ...asked.map((question, index) => make("li", {}, numberLink(question, index + 1, stage)))),
    ),
    eraseButton(stage),
  );
  return { element, heading };
}

function openLink(question: Question, stage: Stage): HTMLElement {
  const { text, lang } = questionTitle(question, stage);
  const number = stage.session.asked().indexOf(question) + 1;
  const named = text === stage.say("question", { n: number });
  const link = make("button", { type: "button", class: "link", part: "link" }, ...(named ? [text] : [`${String(number)}. `]));
  if (!named) link.append(make("span", { lang }, text));
  if (stage.session.isOptional(question)) link.append(` (${stage.say("optional")})`);
  link.addEventListener("click", () => stage.go({ question: question.place }));
  return link;
}

function numberLink(question: Question, number: number, stage: Stage): HTMLElement {
  const { say, session } = stage;
  const [key, sign]: readonly [WordKey, string] = session.isRefused(question)
    ? ["state_refused", "–"]
    : session.isSettled(question)
      ? ["state_answered", "✓"]
      : ["state_open", ""];
  const attributes = {
    class: "number",
    "aria-label": `${say("question", { n: number })}: ${say(key)}`,
    title: say(key),
  };
  const link = button(attributes, String(number), () => stage.go({ question: question.place }));
  link.append(make("span", { class: "sign", "aria-hidden": "true" }, sign));
  return link;
}
