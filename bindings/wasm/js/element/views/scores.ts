import type { Figure, Grouped, Lang, Told, ToldGroup, ToldScale } from "../../types.js";
import { make } from "../dom.js";
import { picture } from "../picture.js";
import type { Speak, WordKey } from "../words.js";

/** What a result is told with, on the screen and in a saved file. */
export interface Telling {
  readonly told: Told;
  readonly figures: readonly Figure[];
  readonly lang: Lang;
  readonly foreign: Lang | undefined;
  readonly say: Speak;
  /** Whether the answers leave open which type leads. */
  readonly open: boolean;
}

/** With more scales than this, their words are folded away. */
const UNFOLDED = 8;

/** The result in words and figures. */
export function resultParts(telling: Telling): HTMLElement[] {
  const { told, say, foreign } = telling;
  const parts: (HTMLElement | undefined)[] = [
    leads(telling),
    remarks(telling),
    told.scales.length > 0 ? scores(telling) : undefined,
    told.cautions.length > 0
      ? make(
          "details",
          { class: "card help", part: "cautions" },
          make("summary", {}, say("cautions")),
          make("ul", { lang: foreign }, ...told.cautions.map((caution) => make("li", {}, caution.words))),
        )
      : undefined,
  ];
  return parts.filter((part) => part !== undefined);
}

/** Unfolds what paper and a file have to show. The words of scales stay folded where those of their group stand for them. */
export function unfold(parts: readonly Element[]): void {
  for (const part of parts) {
    const folds = [part, ...part.querySelectorAll("details")].filter((one) => one instanceof HTMLDetailsElement);
    for (const fold of folds) fold.open = !fold.matches(".fold .fold");
  }
}

function leads({ told, say, foreign, open }: Telling): HTMLElement | undefined {
  if (told.type === undefined) return open ? make("p", { class: "card soft", part: "card" }, say("leads_open")) : undefined;
  if (told.type.length === 0) return make("p", { class: "card soft", part: "card" }, say("leads_nothing"));
  const types = told.type.map((type) =>
    make(
      "div",
      { class: "type", lang: foreign },
      make("p", { class: "type-name" }, type.name),
      ...type.words.map((words) => make("p", {}, words)),
    ),
  );
  return make("section", { class: "card leads", part: "card leads" }, make("h3", {}, say("leads")), ...types);
}

function remarks({ told, say, foreign }: Telling): HTMLElement | undefined {
  if (told.remarks.length === 0) return undefined;
  return make(
    "section",
    { class: "card note", part: "remarks" },
    make("h3", {}, say("remarks")),
    ...told.remarks.map((remark) => make("p", { lang: foreign }, remark.words)),
  );
}

/** The scores: drawn, and then in words; those of leading types first, then as in the definition, groups before single scales. */
function scores(telling: Telling): HTMLElement {
  const { told, figures, say, foreign } = telling;
  const leading = new Set(told.type?.map((type) => type.id));
  const leadingFirst = <One extends { readonly id: string }>(all: readonly One[]): readonly One[] =>
    [...all].sort((a, b) => Number(leading.has(b.id)) - Number(leading.has(a.id)));
  const groups = told.groups ?? [];
  const grouped = new Set(groups.flatMap(members).map((one) => one.id));
  const single = told.scales.filter((scale) => !grouped.has(scale.id));
  const shared = new Set([...sharedWords(told.scales.filter((scale) => scale.score !== undefined)), ...sharedWords(groups)]);
  const pictures = figures.map((figure) => drawn(figure, foreign)).filter((one) => one !== undefined);
  const isDrawn = pictures.length > 0;
  return make(
    "section",
    { class: "card scores", part: "scores", "aria-labelledby": "scores" },
    make("h3", { id: "scores" }, say("scores")),
    ...pictures,
    isDrawn && told.scales.some((scale) => scale.words.length > 0) && make("h4", {}, say("meaning")),
    make(
      "ul",
      { class: single.length > UNFOLDED ? "scales folded" : "scales" },
      ...leadingFirst(groups).map((group) => groupPart(group, leading.has(group.id), isDrawn, shared, telling)),
      ...leadingFirst(single).map((scale) => scaleLine(scale, leading.has(scale.id), shared, telling)),
    ),
    shared.size > 0 &&
      make(
        "div",
        { class: "shared" },
        make("p", { class: "quiet" }, say("for_all")),
        ...[...shared].map((words) => make("p", { lang: foreign }, words)),
      ),
  );
}

function drawn(figure: Figure, foreign: Lang | undefined): HTMLElement | undefined {
  const svg = picture(figure);
  return svg && make("figure", { class: "drawn", part: "figure", lang: foreign }, svg);
}

/** Words that all have are said once. */
function sharedWords(all: readonly { readonly words: readonly string[] }[]): readonly string[] {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return [];
  return first.words.filter((words) => others.every((other) => other.words.includes(words)));
}

function members(group: ToldGroup): readonly Grouped[] {
  return [...group.scales, ...group.beside];
}

/** Scales that are read together: what they mean, and each score folded away where a figure shows it. */
function groupPart(group: ToldGroup, leads: boolean, isDrawn: boolean, shared: ReadonlySet<string>, telling: Telling): HTMLElement {
  const { say, foreign, told } = telling;
  const scales = members(group).flatMap(({ id, name }) => told.scales.filter((scale) => scale.id === id).map((scale) => ({ ...scale, name })));
  // Why there is no score must not be hidden.
  const open = !isDrawn || scales.some((scale) => scale.score === undefined);
  return make(
    "li",
    { class: leads ? "scale leading" : "scale", part: "scale", "data-group": group.id },
    make("p", { class: "scale-head" }, make("span", { class: "scale-name", lang: foreign }, group.name)),
    leads && make("p", { class: "badge" }, say("leads_short")),
    ...group.words.filter((words) => !shared.has(words)).map((words) => make("p", { lang: foreign }, words)),
    make(
      "details",
      { class: "fold", open },
      make("summary", {}, say("each_score")),
      make("ul", { class: "scales folded" }, ...scales.map((scale) => scaleLine(scale, false, shared, telling))),
    ),
  );
}

function scaleLine(scale: ToldScale, leads: boolean, shared: ReadonlySet<string>, telling: Telling): HTMLElement {
  const { say, foreign, told } = telling;
  const { score, from, to } = scale;
  const words = scale.words.filter((one) => !shared.has(one));
  const paragraphs = words.map((one) => make("p", { lang: foreign }, one));
  const number =
    score === undefined
      ? make("span", { class: "number-none" }, say("no_score"))
      : make("span", { class: "number-score" }, say("score", { score, from, to }));
  const head = [make("span", { class: "scale-name", lang: foreign }, scale.name), " ", number];
  const folds = told.scales.length > UNFOLDED && paragraphs.length > 0;
  return make(
    "li",
    { class: leads ? "scale leading" : "scale", part: "scale", "data-scale": scale.id },
    folds
      ? make("details", { class: "fold" }, make("summary", {}, make("span", { class: "scale-head" }, ...head)), ...paragraphs)
      : make("p", { class: "scale-head" }, ...head),
    leads && make("p", { class: "badge" }, say("leads_short")),
    scale.level !== undefined && make("p", { class: "level", lang: foreign }, scale.level),
    scale.status === "prorated" && make("p", { class: "quiet" }, say("prorated", { answered: scale.answered, of: scale.of })),
    score === undefined && make("p", { class: "quiet" }, statusWords(scale, say)),
    ...(folds ? [] : paragraphs),
  );
}

function statusWords(scale: ToldScale, say: Speak): string {
  const key = `status_${scale.status}`;
  const known: readonly WordKey[] = [
    "status_missing",
    "status_not_applicable",
    "status_refused",
    "status_not_administered",
    "status_invalid",
    "status_check_failed",
    "status_undefined",
  ];
  return say(known.find((one) => one === key) ?? "no_score", { answered: scale.answered, of: scale.of });
}
