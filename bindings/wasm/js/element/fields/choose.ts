import { make } from "../dom.js";
import { REFUSED } from "../session.js";
import { labelOf, type FieldContext, type FieldView } from "./field.js";

/** So many of a list. What is not chosen has its code only once the number is full: until then it is open. */
export function chooseField(context: FieldContext): FieldView {
  const { stage, question } = context;
  const count = question.set?.count ?? 0;
  const chosen = (): number => question.fields.filter((field) => context.code(field) === "1").length;
  const counter = make("p", { class: "counter", part: "counter" });
  const told = make("p", { class: "complaint", role: "status" });
  const tell = (): void => {
    const full = chosen() === count;
    for (const field of question.fields) {
      const code = context.code(field);
      if (code === REFUSED) continue;
      if (code !== "1" && (code === "0") !== full) context.give(field, full ? "0" : undefined);
    }
  };
  const inputs = question.fields.map((field) => {
    const input = make("input", { type: "checkbox", value: field.name });
    input.addEventListener("change", () => {
      if (input.checked && chosen() >= count) {
        input.checked = false;
        told.textContent = stage.say("choose_full", { count });
        return;
      }
      told.textContent = "";
      context.give(field, input.checked ? "1" : undefined);
      tell();
      stage.announce(stage.say("chosen", { n: chosen(), count }));
    });
    return input;
  });
  const cards = question.fields.map((field, index) => {
    const item = question.items.find((one) => one.fields.includes(field));
    const words = item?.prompt ?? field.label ?? labelOf({ code: field.name });
    return make("label", { class: "option", part: "option" }, inputs[index], make("span", { lang: stage.foreign }, words));
  });
  return {
    element: make(
      "fieldset",
      { class: "field", "aria-labelledby": context.headingId },
      counter,
      make("div", { class: "options" }, ...cards),
      told,
    ),
    fields: question.fields,
    refresh: () => {
      question.fields.forEach((field, index) => {
        const input = inputs[index];
        if (input !== undefined) input.checked = context.code(field) === "1";
      });
      counter.textContent = stage.say("chosen", { n: chosen(), count });
    },
  };
}
