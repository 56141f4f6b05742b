import type { App, View } from "./app.js";
import { icon, make, type Child } from "./dom.js";
import { fileName, resultFile, textOfFile } from "./file.js";
import type { About } from "./kept.js";
import { eraseLink, sharedLine } from "./start-view.js";
import { dayIn, quotedIn } from "./words.js";

const GRADES = Array.from({ length: 12 }, (_, place) => String(place + 1));
const [YOUNGEST, OLDEST] = [6, 99];

/** Makes the file for the psychologist: first what goes in, then a look at it, then the download. */
export function fileView(app: App): View {
  const { say } = app;
  const heading = [make("h1", {}, say("file_title")), make("p", { class: "lead" }, say("file_lead"))];
  if (app.done().length === 0) {
    const link = make("a", { class: "button", href: "#/" }, say("to_tests"));
    return { title: say("file_title"), body: [...heading, make("p", {}, say("file_none")), make("p", {}, link)] };
  }
  const preview = make("div", { class: "preview-place" });
  return { title: say("file_title"), body: [...heading, form(app, preview), preview, sharedLine(app, eraseLink(app))] };
}

function form(app: App, preview: HTMLElement): HTMLElement {
  const { say } = app;
  const about = app.draft ?? app.about;
  // A browser may send what it checks the spelling of to a service.
  const text = { type: "text", autocomplete: "off", spellcheck: "false" };
  const code = make("input", { id: "code", name: "code", ...text, maxlength: "100", required: true });
  const age = make("input", { id: "age", name: "age", ...text, inputmode: "numeric", maxlength: "3" });
  const sex = choice("sex", [["female", say("female")], ["male", say("male")]]);
  const grade = choice("grade", GRADES.map((grade) => [grade, grade]));
  function choice(id: string, options: readonly (readonly [code: string, words: string])[]): HTMLSelectElement {
    const all = [["", say("not_given")] as const, ...options];
    return make("select", { id, name: id }, ...all.map(([value, words]) => make("option", { value }, words)));
  }
  [code.value, sex.value, grade.value, age.value] = [about.id, about.sex, about.grade, about.age];
  const fields = [field(say("code"), code, say("code_hint")), field(say("age"), age), field(say("sex"), sex), field(say("grade"), grade)];
  const [codeField, ageField, sexField, gradeField] = fields;

  const entry = (): About => ({ id: code.value, sex: sex.value, grade: grade.value, age: age.value });
  const show = (event: Event): void => {
    event.preventDefault();
    const entered = { ...entry(), id: code.value.trim().normalize("NFC"), age: age.value.trim() };
    const years = Number(entered.age);
    const ageIsWrong = entered.age !== "" && !(/^\d+$/.test(entered.age) && years >= YOUNGEST && years <= OLDEST);
    const wrong = [
      complain(code, entered.id === "" ? say("code_missing") : ""),
      complain(age, ageIsWrong ? say("age_wrong", { from: YOUNGEST, to: OLDEST }) : ""),
    ].find((input) => input !== undefined);
    preview.replaceChildren();
    if (wrong) {
      wrong.focus();
      return;
    }
    if (entered.age !== "") entered.age = String(years);
    app.draft = undefined;
    app.keeper.change((kept) => {
      kept.about = entered;
    });
    preview.replaceChildren(previewOf(app));
    preview.querySelector("h2")?.focus();
  };
  const changed = (): void => {
    app.draft = entry();
    // What was shown must be what is downloaded.
    preview.replaceChildren();
  };
  return make(
    "form",
    { class: "about", novalidate: true, submit: show, input: changed },
    codeField,
    make(
      "fieldset",
      {},
      make("legend", {}, say("optional")),
      make("p", { class: "hint" }, say("optional_why")),
      make("div", { class: "row" }, sexField, gradeField, ageField),
    ),
    make("button", { type: "submit", class: "button" }, say("show")),
  );
}

function field(label: string, input: HTMLElement, hint?: string): HTMLElement {
  const described = [hint === undefined ? "" : `${input.id}-hint`, `${input.id}-wrong`].join(" ").trim();
  input.setAttribute("aria-describedby", described);
  return make(
    "div",
    { class: "field" },
    make("label", { for: input.id }, label),
    hint === undefined ? undefined : make("p", { class: "hint", id: `${input.id}-hint` }, hint),
    input,
    make("p", { class: "wrong", id: `${input.id}-wrong` }),
  );
}

/** Says what is wrong with a field, beside it; an empty text takes it back. */
function complain(input: HTMLInputElement, words: string): HTMLInputElement | undefined {
  const place = input.parentElement?.querySelector(".wrong");
  place?.replaceChildren(...(words === "" ? [] : [icon("notice"), words]));
  if (words === "") input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
  return words === "" ? undefined : input;
}

function previewOf(app: App): HTMLElement {
  const { say } = app;
  const { about, begun, done } = app.keeper.kept;
  const filed = app.done().flatMap((id) => (done[id] ? [[id, done[id]] as const] : []));
  const text = textOfFile(resultFile(app.engine, about, filed));
  const name = fileName(about.id);
  const person = [
    say("preview_code", { code: about.id }),
    about.sex === "female" || about.sex === "male" ? `${say("sex")}: ${say(about.sex)}` : "",
    about.grade === "" ? "" : `${say("grade")}: ${about.grade}`,
    about.age === "" ? "" : `${say("age")}: ${about.age}`,
  ];
  const written = filed.flatMap(([id, { answers }]) => writtenIn(app, id, answers));
  const told = make("p", { class: "hint", role: "status" });
  const download = (): void => {
    offer(text, name);
    told.textContent = say("downloaded");
  };
  const tests = filed.map(([id, { date }]) =>
    make("li", {}, app.title(id), `, ${dayIn(app.lang, date)}`, Object.hasOwn(begun, id) ? ` ${say("preview_unfinished")}` : undefined),
  );
  const list = (...children: readonly Child[]): HTMLElement => make("ul", {}, ...children);
  return make(
    "section",
    { class: "preview", "aria-labelledby": "preview-title" },
    make("h2", { id: "preview-title", tabindex: "-1" }, say("preview_title")),
    make("h3", {}, say("preview_about")),
    list(...person.filter((line) => line !== "").map((line) => make("li", {}, line))),
    make("h3", {}, say("preview_tests")),
    list(...tests),
    make("h3", {}, say("preview_answers_title")),
    list(
      make("li", {}, say("preview_answers")),
      written.length > 0 ? make("li", {}, say("preview_written", { texts: written.join(", ") })) : undefined,
    ),
    make("p", {}, say("preview_no_results")),
    make("details", {}, make("summary", {}, say("preview_exact")), make("pre", { tabindex: "0", "aria-label": name }, text)),
    make("p", { class: "file-name" }, icon("file"), say("file_name"), " ", make("strong", {}, name)),
    make("button", { type: "button", class: "button", click: download }, say("download")),
    told,
  );
}

/** What the person wrote in their own words. */
function writtenIn(app: App, id: string, answers: Readonly<Record<string, string>>): readonly string[] {
  const fields = app.entry(id)?.instrument.form(app.lang).items.flatMap((item) => item.fields) ?? [];
  const texts = fields.filter(({ kind }) => kind === "text").map(({ name }) => answers[name]);
  return texts.filter((text) => text !== undefined && text !== "refused").map((text) => quotedIn(app.lang, text ?? ""));
}

/** Gives the browser a file to keep: it is made here and comes from nowhere. */
function offer(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), MINUTE);
}

/** Long enough for a browser that asks where to put the file. */
const MINUTE = 60_000;
