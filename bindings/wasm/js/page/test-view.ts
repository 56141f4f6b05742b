import type { App, View } from "./app.js";
import { otherLanguage, type Entry } from "./catalogue.js";
import { icon, make } from "./dom.js";

/** One test, or its result. */
export function testView(app: App, entry: Entry): View {
  const form = entry.instrument.form(app.lang);
  const kept = make("p", {}, app.say("result_kept"));
  const onward = make(
    "section",
    { class: "onward" },
    kept,
    make(
      "div",
      { class: "actions" },
      make("a", { class: "button plain", href: "#/file" }, app.say("to_file")),
      make("a", { class: "button plain", href: "#/" }, app.say("to_tests")),
    ),
  );
  const changed = (): void => {
    onward.hidden = !Object.hasOwn(app.keeper.kept.done, entry.id);
    kept.hidden = app.keeper.failing;
  };
  changed();
  return {
    title: form.title,
    quiet: true,
    changed,
    body: [
      backLink(app),
      make("h1", { class: "unseen", lang: otherLanguage(form, app.lang) }, form.title),
      app.test(entry),
      onward,
    ],
  };
}

/** An address that names no test. */
export function unknownView(app: App): View {
  const { say } = app;
  return {
    title: say("unknown_title"),
    body: [make("h1", {}, say("unknown_title")), make("p", {}, say("unknown_text")), make("p", {}, backLink(app))],
  };
}

function backLink(app: App): HTMLElement {
  return make("a", { class: "back", href: "#/" }, icon("back"), app.say("all_tests"));
}
