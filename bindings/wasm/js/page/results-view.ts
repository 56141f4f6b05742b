import type { App, View } from "./app.js";
import { confirmed } from "./confirm.js";
import { make, type Child } from "./dom.js";
import { quotedTitle, sharedLine } from "./start-view.js";
import { dayIn } from "./words.js";

/** What is kept on this device: to open, print and erase. */
export function resultsView(app: App): View {
  const { say } = app;
  const done = app.done();
  const begun = Object.keys(app.keeper.kept.begun).filter((id) => !done.includes(id));
  return {
    title: say("results_title"),
    body: [
      make("h1", {}, say("results_title")),
      done.length === 0 ? make("p", { class: "lead" }, say("results_none")) : undefined,
      done.length === 0 ? make("p", {}, make("a", { class: "button", href: "#/" }, say("to_tests"))) : undefined,
      done.length > 0 ? make("ul", { class: "cards" }, ...done.map((id) => doneCard(app, id))) : undefined,
      done.length > 0 ? make("p", { class: "onward" }, make("a", { class: "button plain", href: "#/file" }, say("to_file"))) : undefined,
      ...(begun.length > 0
        ? [make("h2", {}, say("begun_title")), make("ul", { class: "cards" }, ...begun.map((id) => begunCard(app, id)))]
        : []),
      ...(app.keeper.holdsAnswers ? [sharedLine(app), eraseAll(app)] : []),
    ],
  };
}

function doneCard(app: App, id: string): HTMLElement {
  const { say } = app;
  const done = app.keeper.kept.done[id];
  const entry = app.entry(id);
  const changing = Object.hasOwn(app.keeper.kept.begun, id);
  const opens = entry !== undefined && entry.instrument.key === done?.key;
  return make(
    "li",
    { class: "card" },
    make("h2", {}, app.title(id)),
    make("p", { class: "state" }, done && say(changing ? "state_again" : "state_done", { date: dayIn(app.lang, done.date) })),
    opens ? undefined : make("p", {}, say(entry ? "older" : "not_here")),
    make(
      "div",
      { class: "actions" },
      ...(opens
        ? [
            make("a", { class: "button", href: `#/${id}` }, ...named(app, changing ? "go_on" : "open", id)),
            changing
              ? undefined
              : make("button", { type: "button", class: "button plain", click: () => app.print(id) }, ...named(app, "print", id)),
          ]
        : []),
      eraseOne(app, id),
    ),
  );
}

function begunCard(app: App, id: string): HTMLElement {
  const { say } = app;
  const begun = app.keeper.kept.begun[id];
  return make(
    "li",
    { class: "card" },
    make("h3", {}, app.title(id)),
    make("p", { class: "state" }, begun && say("state_begun", { ...begun })),
    make(
      "div",
      { class: "actions" },
      app.entry(id) ? make("a", { class: "button", href: `#/${id}` }, ...named(app, "go_on", id)) : undefined,
      eraseOne(app, id),
    ),
  );
}

/** A word for what a button does, with the test that it does it to for those who do not see the card. */
function named(app: App, word: "open" | "print" | "erase" | "go_on", id: string): readonly Child[] {
  return [app.say(word), quotedTitle(app, id)];
}

function eraseOne(app: App, id: string): HTMLElement {
  const { say } = app;
  const title = app.title(id).textContent;
  const ask = async (): Promise<void> => {
    const question = { title: say("erase_one_title"), text: say("erase_one_text", { title }), yes: say("erase"), no: say("keep") };
    if (!(await confirmed(question))) return;
    app.erase(id);
    app.show({ moveFocus: true });
    app.tell(say("erased_one", { title }));
  };
  return make("button", { type: "button", class: "button plain danger", click: () => void ask() }, ...named(app, "erase", id));
}

function eraseAll(app: App): HTMLElement {
  const { say } = app;
  const ask = async (): Promise<void> => {
    const question = { title: say("erase_all_title"), text: say("erase_all_text"), yes: say("erase_all_yes"), no: say("keep") };
    if (!(await confirmed(question))) return;
    app.eraseAll();
    app.show({ moveFocus: true });
    app.tell(say("erased_all"));
  };
  return make(
    "section",
    { class: "erase-all" },
    make("p", {}, say("erase_all_hint")),
    make("button", { type: "button", class: "button danger", click: () => void ask() }, say("erase_all")),
  );
}
