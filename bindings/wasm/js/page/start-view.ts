import { questionsOf } from "../element/session.js";
import type { App, View } from "./app.js";
import { isAsked, otherLanguage, type Entry } from "./catalogue.js";
import { icon, make } from "./dom.js";
import { dayIn, quotedIn } from "./words.js";

/** What this is, and the tests to choose from. */
export function startView(app: App): View {
  const { say } = app;
  const asked = app.entries.filter(isAsked);
  const withAdult = app.entries.filter((entry) => !isAsked(entry));
  return {
    title: say("tests"),
    body: [
      make("h1", {}, say("start_title")),
      make("p", { class: "lead" }, say("start_lead")),
      make(
        "div",
        { class: "promises" },
        make("div", { class: "promise" }, icon("lock"), make("p", {}, make("strong", {}, say("private_title")), " ", say("private_text"))),
        sharedLine(app, app.keeper.holdsAnswers ? eraseLink(app) : undefined),
      ),
      make("h2", {}, say("choose")),
      make("ul", { class: "cards" }, ...asked.map((entry) => card(app, entry))),
      withAdult.length === 0
        ? undefined
        : make(
            "section",
            { class: "with-adult" },
            make("p", {}, say("with_adult")),
            make("ul", {}, ...withAdult.map(({ id }) => make("li", {}, app.title(id)))),
          ),
    ],
  };
}

/** That others who use the device can see what is kept on it. */
export function sharedLine(app: App, link?: HTMLElement): HTMLElement {
  return make("div", { class: "promise shared" }, icon("people"), make("p", {}, app.say("shared"), " ", link));
}

/** What a button or link is about, for those who do not see the card round it. */
export function quotedTitle(app: App, id: string): HTMLElement {
  const title = app.title(id);
  title.textContent = ` ${quotedIn(app.lang, title.textContent)}`;
  title.className = "unseen";
  return title;
}

/** The way to the view that shows what is kept, and erases it. */
export function eraseLink(app: App): HTMLElement {
  return make("a", { href: "#/results" }, app.say("shared_link"));
}

function card(app: App, { id, instrument }: Entry): HTMLElement {
  const { say } = app;
  const form = instrument.form(app.lang);
  const lang = otherLanguage(form, app.lang);
  const { minutes } = form;
  const facts = [
    minutes?.from !== undefined && minutes.to !== undefined ? say("minutes", { from: minutes.from, to: minutes.to }) : undefined,
    minutes !== undefined && (minutes.from === undefined) !== (minutes.to === undefined)
      ? say("minutes_about", { minutes: minutes.from ?? minutes.to ?? "" })
      : undefined,
    say("questions", { count: questionsOf(form).length }),
    lang && say(`questions_in_${lang}`),
  ];
  const { state, words, action } = stateOf(app, id);
  return make(
    "li",
    { class: `card ${state}` },
    make("h3", { lang }, form.title),
    make("p", { class: "purpose", lang }, form.purpose),
    make("ul", { class: "facts" }, ...facts.filter((fact) => fact !== undefined).map((fact) => make("li", {}, fact))),
    make(
      "div",
      { class: "card-foot" },
      make("p", { class: "state" }, state === "done" ? icon("done") : undefined, words),
      make(
        "a",
        { class: "button card-link", href: `#/${id}` },
        action,
        quotedTitle(app, id),
      ),
    ),
  );
}

function stateOf(app: App, id: string): { readonly state: string; readonly words: string; readonly action: string } {
  const { say } = app;
  const begun = app.keeper.kept.begun[id];
  const done = app.keeper.kept.done[id];
  const date = done && dayIn(app.lang, done.date);
  if (begun && date !== undefined) return { state: "begun", words: say("state_again", { date }), action: say("go_on") };
  if (begun) return { state: "begun", words: say("state_begun", { ...begun }), action: say("go_on") };
  if (date !== undefined) return { state: "done", words: say("state_done", { date }), action: say("look") };
  return { state: "new", words: say("state_new"), action: say("begin") };
}
