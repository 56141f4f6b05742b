import type { FormField } from "../../types.js";
import { make } from "../dom.js";
import { labelOf, type FieldContext, type FieldView } from "./field.js";

/** Places of one order: each place goes to one of the list. */
export function rankingField(context: FieldContext): FieldView {
  const { stage, question } = context;
  const told = make("p", { class: "complaint", role: "status" });
  const words = (field: FormField): string => question.items.find((one) => one.fields.includes(field))?.prompt ?? field.label ?? field.name;
  const selects = question.fields.map((field) => {
    const places = (field.codes ?? []).map((code) => make("option", { value: code.code }, labelOf(code)));
    const select = make(
      "select",
      { id: `rank-${field.name}`, class: "written short" },
      make("option", { value: "" }, stage.say("rank_none")),
      ...places,
    );
    select.addEventListener("change", () => {
      const code = select.value;
      const holder = question.fields.find((other) => other !== field && code !== "" && context.code(other) === code);
      if (holder !== undefined) context.give(holder, undefined);
      told.textContent = holder === undefined ? "" : stage.say("rank_moved", { n: code, other: words(holder) });
      context.give(field, code === "" ? undefined : code);
    });
    return select;
  });
  const rows = question.fields.map((field, index) =>
    make(
      "div",
      { class: "rank" },
      make("label", { for: `rank-${field.name}`, lang: stage.foreign }, words(field)),
      selects[index],
    ),
  );
  return {
    element: make("fieldset", { class: "field", "aria-labelledby": context.headingId }, ...rows, told),
    fields: question.fields,
    refresh: () => {
      question.fields.forEach((field, index) => {
        const select = selects[index];
        const code = context.code(field);
        if (select !== undefined) select.value = field.codes?.some((one) => one.code === code) === true ? (code ?? "") : "";
      });
    },
  };
}
