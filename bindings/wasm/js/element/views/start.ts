import type { Need } from "../../types.js";
import { button, make, viewHeading } from "../dom.js";
import { isNeeded } from "../session.js";
import type { Stage, View } from "../stage.js";
import { labelOf } from "../fields/field.js";

/** What it is, what it is for, what happens with answers; what must be known of the person is asked here. */
export function startView(stage: Stage): View {
  const { form, say, session, foreign } = stage;
  const heading = viewHeading({ lang: foreign }, form.title);
  const asked = session.asked().length;
  const needs = form.needs.filter((need) => need.name !== "mode" && need.name !== "language");
  const begin = button({ class: "main", part: "button main-button" }, say(session.empty ? "start" : "go_on"), () => {
    const open = session.asked().find((question) => !session.hasAnswer(question));
    stage.go(open === undefined ? "check" : { question: session.empty ? 0 : open.place });
  });
  const element = make(
    "div",
    { class: "view start" },
    heading,
    form.purpose !== undefined && make("p", { class: "purpose", lang: foreign }, form.purpose),
    make("ul", { class: "facts" }, make("li", {}, say("question_count", { n: asked })), minutes(stage)),
    form.instruction !== undefined &&
      make(
        "section",
        { class: "card", part: "card", "aria-labelledby": "instruction" },
        make("h3", { id: "instruction" }, say("instruction")),
        make("p", { class: "instruction", lang: foreign }, form.instruction),
      ),
    make(
      "section",
      { class: "card soft", part: "card", "aria-labelledby": "know" },
      make("h3", { id: "know" }, say("good_to_know")),
      make(
        "ul",
        { class: "promises" },
        make("li", {}, say("may_skip")),
        make("li", {}, say("stays_here")),
        make("li", {}, say(stage.keeps ? "kept_here" : "kept_nowhere")),
      ),
    ),
    needs.length > 0 &&
      make(
        "section",
        { class: "card", part: "card", "aria-labelledby": "about-you" },
        make("h3", { id: "about-you" }, say("about_you")),
        make("p", { class: "quiet" }, say("about_you_why")),
        ...needs.map((need) => needField(need, stage)),
      ),
    make("div", { class: "buttons" }, begin),
    stage.erasable && eraseButton(stage),
  );
  return { element, heading };
}

/** The button that asks before it erases. */
export function eraseButton(stage: Stage): HTMLElement {
  return make(
    "div",
    { class: "erase-line" },
    button({ class: "plain erase", part: "erase-button" }, stage.say("erase"), () => stage.erase()),
  );
}

function minutes({ form, say }: Stage): HTMLElement | undefined {
  const { from, to } = form.minutes ?? {};
  const words =
    from !== undefined && to !== undefined
      ? say(from === to ? "minutes_same" : "minutes", { from, to })
      : from !== undefined
        ? say("minutes_from", { from })
        : to !== undefined
          ? say("minutes_to", { to })
          : undefined;
  return words === undefined ? undefined : make("li", {}, words);
}

function needField(need: Need, stage: Stage): HTMLElement {
  const { say, session, foreign } = stage;
  const tell = (value: string | undefined): void => {
    session.tell(need.name, value);
    stage.changed();
  };
  if (need.codes !== undefined && need.codes.length > 0) {
    const card = (code: string | undefined, label: string, lang: string | undefined): HTMLElement => {
      const input = make("input", { type: "radio", name: `need-${need.name}`, value: code ?? "" });
      input.checked = session.known(need.name) === code;
      input.addEventListener("change", () => tell(code));
      return make("label", { class: "option", part: "option" }, input, make("span", { lang }, label));
    };
    return make(
      "fieldset",
      { class: "field" },
      make("legend", { class: "legend", lang: foreign }, need.label),
      make(
        "div",
        { class: "options" },
        ...need.codes.map((code) => card(code.code, labelOf(code), foreign)),
        card(undefined, say("not_told"), undefined),
      ),
    );
  }
  const id = `need-${need.name}`;
  const counted = need.from !== undefined && need.to !== undefined;
  const input = make("input", {
    id,
    class: counted ? "written short" : "written",
    type: "text",
    inputmode: counted ? "numeric" : undefined,
    maxlength: counted ? 3 : 100,
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-complaint`,
  });
  const complaint = make("p", { id: `${id}-complaint`, class: "complaint reserved", role: "alert" });
  input.value = session.known(need.name) ?? "";
  const fits = (): boolean => isNeeded(need, input.value.trim());
  const complain = (wrong: boolean): void => {
    input.setAttribute("aria-invalid", String(wrong));
    complaint.textContent = wrong ? say("number_wrong", { from: need.from ?? 0, to: need.to ?? 0 }) : "";
  };
  input.addEventListener("input", () => {
    tell(fits() ? input.value.trim() : undefined);
    if (fits()) complain(false);
  });
  input.addEventListener("change", () => complain(input.value.trim() !== "" && !fits()));
  return make("div", { class: "field" }, make("label", { for: id, lang: foreign }, need.label), input, complaint);
}
