import type { FormField, FormItem } from "../../types.js";
import { button, make } from "../dom.js";
import { nearestCode, numberCode, REFUSED } from "../session.js";
import { asideButtons, type FieldContext, type FieldView } from "./field.js";
import { numberComplaint } from "./written.js";

/** The shapes of the marks of one line, in the order of its fields. */
const SHAPES = ["dash", "cross", "dot"] as const;

/** One mark: its handle on the line and its row below. */
interface Mark {
  readonly field: FormField;
  readonly label: string;
  readonly handle: HTMLElement;
  readonly input: HTMLInputElement;
  readonly clear: HTMLButtonElement;
  readonly row: HTMLElement;
}

/** A line drawn to scale with a mark for each field. No mark stands anywhere before a person puts it there. */
export function lineField(fields: readonly FormField[], item: FormItem, context: FieldContext): FieldView {
  const { stage } = context;
  const complaint = make("p", { id: `line-${fields[0]?.name ?? ""}-complaint`, class: "complaint reserved", role: "alert" });
  const marks = fields.map((field, index) => makeMark(field, index, context, complaint));
  const { from = 0, to = 100, unit } = fields[0] ?? {};
  const next = make("p", { class: "quiet next-mark", "aria-hidden": "true" });
  const track = make("div", { class: "track", part: "line" }, make("span", { class: "middle" }));
  const plot = make("div", { class: marks.length > 1 ? "plot" : "plot single" }, track, ...marks.map((mark) => mark.handle));
  let chosen: Mark | undefined;

  const numeric = (mark: Mark): number | undefined => {
    const code = context.code(mark.field);
    return code === undefined || numberCode(mark.field, code) === undefined ? undefined : Number(code);
  };
  const put = (mark: Mark, value: number): void => context.give(mark.field, nearestCode(mark.field, value));
  const valueAt = (x: number): number => {
    const box = track.getBoundingClientRect();
    return from + ((x - box.left) / box.width) * (to - from);
  };
  /** The mark that a tap on the line means: the chosen or first that is not set; else the nearest. */
  const meant = (x: number): Mark | undefined => {
    const open = marks.filter((mark) => numeric(mark) === undefined);
    if (open.length > 0) return open.find((mark) => mark === chosen) ?? open[0];
    const distance = (mark: Mark): number => Math.abs((numeric(mark) ?? Infinity) - valueAt(x));
    return [...marks].sort((a, b) => distance(a) - distance(b))[0];
  };
  const refresh = (): void => {
    for (const mark of marks) show(mark, context, numeric(mark));
    if (marks.every((mark) => mark.input.getAttribute("aria-invalid") !== "true")) complaint.textContent = "";
    const open = marks.filter((mark) => numeric(mark) === undefined);
    const active = open.find((mark) => mark === chosen) ?? open[0];
    for (const mark of marks) mark.handle.classList.toggle("active", mark === active);
    next.textContent = active === undefined || marks.length < 2 ? "" : stage.say("mark_next", { label: active.label });
  };

  drag(track, (event) => {
    const mark = meant(event.clientX);
    if (mark === undefined) return undefined;
    const before = context.code(mark.field);
    put(mark, valueAt(event.clientX));
    mark.handle.focus();
    return { move: (x) => put(mark, valueAt(x)), cancel: () => context.give(mark.field, before) };
  });
  for (const mark of marks) {
    drag(mark.handle, (event) => {
      const before = context.code(mark.field);
      const start = event.clientX;
      chosen = mark;
      mark.handle.focus();
      refresh();
      let moved = false;
      const move = (x: number): void => {
        moved ||= Math.abs(x - start) > 3;
        if (moved) put(mark, valueAt(x));
      };
      return { move, cancel: () => context.give(mark.field, before) };
    });
    mark.handle.addEventListener("keydown", (event) => {
      const now = numeric(mark);
      const value = keyed(event.key, now, mark.field);
      if (value === undefined && event.key !== "Delete" && event.key !== "Backspace") return;
      event.preventDefault();
      if (value === undefined) context.give(mark.field, undefined);
      else put(mark, value);
    });
  }
  const asides = asideButtons(fields, context);
  const element = make(
    "div",
    { class: "field line", role: "group", "aria-labelledby": context.headingId },
    make("p", { class: "quiet" }, stage.say("mark_hint")),
    plot,
    make(
      "div",
      { class: "poles" },
      make("span", { lang: stage.foreign }, item.left ?? String(from)),
      make("span", { lang: stage.foreign }, item.right ?? String(to)),
    ),
    next,
    make("div", { class: "marks" }, ...marks.map((mark) => mark.row)),
    complaint,
    ...asides.elements,
  );
  if (unit === "mm") element.style.setProperty("--line-length", `${String(to - from)}mm`);
  return {
    element,
    fields,
    refresh: () => {
      refresh();
      asides.refresh();
    },
  };
}

function makeMark(field: FormField, index: number, context: FieldContext, complaint: HTMLElement): Mark {
  const { stage } = context;
  const { from = 0, to = 100 } = field;
  const label = context.legend(field) ?? field.label ?? stage.say("answer", { n: index + 1 });
  const shape = SHAPES[Math.min(index, SHAPES.length - 1)] ?? "dot";
  const symbol = (): HTMLElement => make("span", { class: `symbol ${shape}`, "aria-hidden": "true" });
  const handle = make(
    "div",
    {
      class: `handle ${index % 2 === 0 ? "above" : "below"}`,
      part: "mark",
      role: "slider",
      tabindex: 0,
      lang: stage.foreign,
      "aria-label": label,
      "aria-orientation": "horizontal",
      "aria-valuemin": from,
      "aria-valuemax": to,
    },
    symbol(),
    make("span", { class: "handle-label", "aria-hidden": "true" }, label),
  );
  handle.style.setProperty("--slot", String(index));
  const id = `mark-${field.name}`;
  const input = make("input", {
    type: "text",
    inputmode: "decimal",
    id,
    class: "written short",
    autocomplete: "off",
    "aria-label": stage.say("mark_number", { label, from, to }),
    "aria-describedby": complaint.id,
  });
  input.addEventListener("input", () => context.give(field, numberCode(field, input.value)));
  input.addEventListener("change", () => {
    const wrong = input.value.trim() !== "" && numberCode(field, input.value) === undefined;
    input.setAttribute("aria-invalid", String(wrong));
    if (wrong) complaint.textContent = numberComplaint(field, context);
  });
  const clear = button({ class: "plain", "aria-label": stage.say("mark_clear_named", { label }) }, stage.say("mark_clear"), () => {
    context.give(field, undefined);
    handle.focus();
  });
  const row = make(
    "div",
    { class: "mark" },
    make("label", { for: id, lang: stage.foreign }, symbol(), make("span", {}, label)),
    input,
    clear,
  );
  return { field, label, handle, input, clear, row };
}

function show(mark: Mark, context: FieldContext, value: number | undefined): void {
  const { handle, input, field } = mark;
  const { from = 0, to = 100 } = field;
  handle.classList.toggle("unset", value === undefined);
  handle.style.setProperty("--at", String(((value ?? from) - from) / (to - from)));
  // A slider has to have a number: the text says that there is no mark.
  handle.setAttribute("aria-valuenow", String(value ?? (from + to) / 2));
  if (value === undefined) handle.setAttribute("aria-valuetext", context.stage.say("mark_unset"));
  else handle.removeAttribute("aria-valuetext");
  mark.clear.hidden = value === undefined;
  const code = context.code(field);
  const shown = code === undefined || code === REFUSED || value === undefined ? "" : code;
  const writing = (input.getRootNode() as ShadowRoot).activeElement === input;
  // While somebody writes, the field is theirs: what is not a number yet stays.
  if (!writing && numberCode(field, input.value) !== (shown === "" ? undefined : shown)) input.value = shown;
  if (!writing && shown === "" && code === REFUSED) input.value = "";
  if (value !== undefined || input.value === "") input.setAttribute("aria-invalid", "false");
}

/** The number after a key; nothing for keys that mean nothing here. A mark that is not set begins in the middle. */
function keyed(key: string, now: number | undefined, field: FormField): number | undefined {
  const { from = 0, to = 100, step = 1 } = field;
  const far = Math.max(step, (to - from) / 10);
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: step,
    ArrowUp: step,
    ArrowLeft: -step,
    ArrowDown: -step,
    PageUp: far,
    PageDown: -far,
  };
  if (key === "Home") return from;
  if (key === "End") return to;
  const move = moves[key];
  if (move === undefined) return undefined;
  return now === undefined ? (from + to) / 2 : now + move;
}

/** What a pointer that went down does until it goes up. */
interface Drag {
  move(x: number): void;
  /** The pointer was taken away, for scrolling: nothing happened. */
  cancel(): void;
}

function drag(element: HTMLElement, begin: (event: PointerEvent) => Drag | undefined): void {
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const dragged = begin(event);
    if (dragged === undefined) return;
    element.setPointerCapture(event.pointerId);
    const ends = new AbortController();
    const { signal } = ends;
    element.addEventListener("pointermove", (moved) => dragged.move(moved.clientX), { signal });
    element.addEventListener("pointerup", () => ends.abort(), { signal });
    element.addEventListener(
      "pointercancel",
      () => {
        ends.abort();
        dragged.cancel();
      },
      { signal },
    );
  });
}
