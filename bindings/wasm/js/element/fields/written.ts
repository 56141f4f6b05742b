import type { FormField } from "../../types.js";
import { make } from "../dom.js";
import { numberCode, REFUSED } from "../session.js";
import { asideButtons, type FieldContext, type FieldView } from "./field.js";

/** What is wrong with a written number, in words. */
export function numberComplaint(field: FormField, context: FieldContext): string {
  const { from = 0, to = 0, step = 1 } = field;
  return context.stage.say(step === 1 ? "number_wrong" : "number_wrong_step", { from, to, step });
}

/** A number that a person writes: a count, or a rating of too many steps to list. */
export function numberField(field: FormField, context: FieldContext): FieldView {
  const { stage } = context;
  const { from = 0, to = 0 } = field;
  const id = `number-${field.name}`;
  const legend = context.legend(field);
  const input = make("input", {
    type: "text",
    inputmode: "decimal",
    id,
    class: "written short",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-complaint`,
    "aria-labelledby": `${legend === undefined ? context.headingId : `${id}-legend`} ${id}-label`,
  });
  const complaint = make("p", { id: `${id}-complaint`, class: "complaint reserved", role: "alert" });
  const read = (): void => {
    const code = numberCode(field, input.value);
    context.give(field, code);
    if (code !== undefined || input.value.trim() === "") complain(false);
  };
  const complain = (wrong: boolean): void => {
    input.setAttribute("aria-invalid", String(wrong));
    complaint.textContent = wrong ? numberComplaint(field, context) : "";
  };
  input.addEventListener("input", read);
  input.addEventListener("change", () => complain(input.value.trim() !== "" && numberCode(field, input.value) === undefined));
  const asides = asideButtons([field], context);
  return {
    element: make(
      "div",
      { class: "field" },
      legend !== undefined && make("p", { id: `${id}-legend`, class: "legend", lang: stage.foreign }, legend),
      make("label", { id: `${id}-label`, for: id }, stage.say("number_label", { from, to })),
      input,
      complaint,
      ...asides.elements,
    ),
    fields: [field],
    refresh: () => {
      asides.refresh();
      const code = context.code(field);
      const shown = code !== undefined && numberCode(field, code) === code ? code : "";
      // While somebody writes, the field is theirs: what is not a number yet stays.
      if (numberCode(field, input.value) !== (shown === "" ? undefined : shown) && !(shown === "" && isWriting(input))) {
        input.value = shown;
        complain(false);
      }
    },
  };
}

/** Free words. They are never scored. */
export function textField(field: FormField, context: FieldContext): FieldView {
  const { stage } = context;
  const id = `text-${field.name}`;
  const long = field.longest === undefined || field.longest > 200;
  const attributes = {
    id,
    class: "written",
    maxlength: field.longest,
    autocomplete: "off",
    // A browser may send what it checks to a server.
    spellcheck: "false",
    "aria-describedby": `${id}-note`,
  };
  const input = long ? make("textarea", { ...attributes, rows: 4 }) : make("input", { type: "text", ...attributes });
  input.addEventListener("input", () => {
    const text = input.value.trim();
    // The word alone would be the code of a refusal.
    context.give(field, text === "" ? undefined : text === REFUSED ? `${text}.` : text);
  });
  const note = field.longest === undefined ? stage.say("text_note_free") : stage.say("text_note", { n: field.longest });
  const legend = context.legend(field);
  return {
    element: make(
      "div",
      { class: "field" },
      make("label", { for: id, lang: legend === undefined ? undefined : stage.foreign }, legend ?? stage.say("text_label")),
      input,
      make("p", { id: `${id}-note`, class: "quiet" }, note),
    ),
    fields: [field],
    refresh: () => {
      const code = context.code(field);
      const shown = code === undefined || code === REFUSED ? "" : code;
      if (input.value.trim() !== shown && !isWriting(input)) input.value = shown;
    },
  };
}

function isWriting(input: HTMLElement): boolean {
  return (input.getRootNode() as ShadowRoot).activeElement === input;
}
