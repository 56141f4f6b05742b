import type { FormField } from "../../types.js";
import { button, make, viewHeading } from "../dom.js";
import type { FieldContext, FieldView } from "../fields/field.js";
import { fieldViews } from "../fields/index.js";
import type { Question } from "../session.js";
import type { Stage, View } from "../stage.js";
import { eraseButton } from "./start.js";

/** The most questions of a page. */
const PAGE = 10;

/** A question with its block on the page. */
interface Block {
  readonly question: Question;
  readonly element: HTMLElement;
  refresh(): void;
}

/** The questions in the groups in which they are shown. */
export function pagesOf(stage: Stage): Question[][] {
  const { questions } = stage.session;
  if (stage.layout === "item") return questions.map((question) => [question]);
  const pages = Math.ceil(questions.length / PAGE);
  const size = Math.ceil(questions.length / pages);
  return Array.from({ length: pages }, (_, page) => questions.slice(page * size, (page + 1) * size));
}

/** The formats in which an answer cannot be taken back where it was given. */
const RADIOS: ReadonlySet<string> = new Set(["choice", "matching", "rating", "bipolar", "points"]);

/** One question, or a page of them. */
export function questionView(stage: Stage): View {
  const { say, session } = stage;
  const pages = pagesOf(stage);
  const here = Math.max(0, pages.findIndex((page) => page.some((question) => question.place === session.place)));
  const page = pages[here] ?? [];
  const asks = (one: readonly Question[]): boolean => one.some((question) => session.asked().includes(question));
  const bar = make("progress", { part: "progress", "aria-label": say("progress") });
  const count = make("p", { class: "count", part: "position" });
  const single = stage.layout === "item" ? page[0] : undefined;
  const heading =
    single === undefined ? viewHeading({}, say("page", { n: here + 1 })) : questionHeading(single, stage, "h2");
  const position = (): { n: number; of: number } => {
    const all: readonly unknown[] = single === undefined ? pages.filter(asks) : session.asked();
    return { n: all.indexOf(single ?? page) + 1, of: all.length };
  };
  const refresh = (): void => {
    const asked = session.asked();
    const { n, of } = position();
    bar.max = Math.max(of, 1);
    bar.value = n;
    count.textContent = say("position", { n, of });
    for (const block of blocks) {
      block.element.hidden = !asked.includes(block.question);
      block.refresh();
    }
  };
  const changed = (): void => {
    stage.changed();
    refresh();
  };
  const blocks: Block[] = page.map((question) =>
    questionBlock(question, stage, single === undefined ? questionHeading(question, stage, "h3") : heading, changed),
  );
  const back = (): void => {
    const before = pages.slice(0, here).findLast(asks)?.find((question) => session.asked().includes(question));
    stage.go(before === undefined ? "start" : { question: before.place });
  };
  const on = (): void => {
    const after = pages.slice(here + 1).find(asks)?.find((question) => session.asked().includes(question));
    stage.go(after === undefined ? "check" : { question: after.place });
  };
  const { instruction } = session.form;
  const element = make(
    "div",
    { class: "view" },
    make("div", { class: "bar", part: "bar" }, bar, count),
    single === undefined && heading,
    ...blocks.map((block) => block.element),
    make(
      "div",
      { class: "buttons walk" },
      button({ class: "second", part: "button back-button" }, say("back"), back),
      session.reviewed && button({ class: "second", part: "button" }, say("to_check"), () => stage.go("check")),
      button({ class: "main", part: "button main-button" }, say("next"), on),
    ),
    instruction !== undefined &&
      make(
        "details",
        { class: "help", part: "help" },
        make("summary", {}, say("instruction")),
        make("p", { class: "instruction", lang: stage.foreign }, instruction),
      ),
    eraseButton(stage),
  );
  refresh();
  return { element, heading, position: say(single === undefined ? "page_spoken" : "position_spoken", position()) };
}

/** What a question is called: its words, or its number. */
export function questionTitle(question: Question, stage: Stage): { text: string; lang: string | undefined } {
  const { say, session, foreign } = stage;
  const { set, items } = question;
  if (set?.kind === "choose") return { text: say("choose_title", { count: set.count, of: set.fields.length }), lang: undefined };
  if (set?.kind === "ranking") return { text: say("rank_title", { count: set.count }), lang: undefined };
  const prompt = items[0]?.prompt;
  if (prompt !== undefined) return { text: prompt, lang: foreign };
  return { text: say("question", { n: session.asked().indexOf(question) + 1 }), lang: undefined };
}

function questionHeading(question: Question, stage: Stage, tag: "h2" | "h3"): HTMLElement {
  const { text, lang } = questionTitle(question, stage);
  const attributes = { id: `question-${String(question.place)}`, lang };
  return tag === "h2" ? viewHeading(attributes, text) : make("h3", attributes, text);
}

function questionBlock(question: Question, stage: Stage, heading: HTMLElement, changed: () => void): Block {
  const { say, session } = stage;
  const alone = question.fields.length === 1;
  const context: FieldContext = {
    stage,
    question,
    headingId: heading.id,
    legend: (field) => (alone ? undefined : legendOf(field, question)),
    code: (field) => session.answer(field.name),
    give: (field, code) => {
      session.give(field.name, code);
      changed();
    },
  };
  const views: FieldView[] = fieldViews(context);
  const body = make("div", { class: "answers" }, ...views.map((view) => view.element));
  const note = make("p", { class: "refused", role: "status" });
  const refuse = button({ class: "plain", part: "refuse-button" }, say("refuse"), () => {
    if (session.isRefused(question)) session.answerAfterAll(question);
    else session.refuse(question);
    changed();
  });
  const clear = button({ class: "plain", part: "clear-button" }, say("clear"), () => {
    session.clear(question);
    changed();
    heading.focus();
  });
  if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
  const single = question.fields[0];
  const clearable = question.set === undefined && question.fields.some((field) => RADIOS.has(field.kind));
  const choosing = question.set === undefined && alone && heading.textContent !== question.items[0]?.prompt;
  const element = make(
    "section",
    { class: "card question", part: "card question", "aria-labelledby": heading.id, "data-field": single?.name },
    heading,
    question.training && make("p", { class: "tag" }, say("training")),
    session.isOptional(question) && make("p", { class: "tag" }, say("optional")),
    choosing && single?.kind === "choice" && make("p", { class: "quiet" }, say("choose_one")),
    body,
    note,
    make("div", { class: "actions" }, clear, refuse),
  );
  return {
    question,
    element,
    refresh: () => {
      const hidden = session.notAsked();
      const refused = session.isRefused(question);
      body.hidden = refused;
      note.textContent = refused ? say("refused") : "";
      refuse.textContent = say(refused ? "answer_after_all" : "refuse");
      clear.hidden = refused || !clearable || !session.hasAnswer(question);
      for (const view of views) {
        view.refresh();
        view.element.classList.toggle("gone", view.fields.every((field) => hidden.has(field.name)));
      }
    },
  };
}

/** What one of several fields asks: its words, those of the option that it rates, or its own part of its name. */
function legendOf(field: FormField, question: Question): string {
  const rated = field.options?.length === 1 ? field.options[0]?.label : undefined;
  const id = question.items.find((item) => item.fields.includes(field))?.id ?? "";
  const own = field.name.startsWith(`${id}.`) ? field.name.slice(id.length + 1) : field.name;
  return field.label ?? rated ?? own;
}
