import type { FormField, Labelled } from "../../types.js";
import { make } from "../dom.js";
import { group, labelOf, type FieldContext, type FieldView } from "./field.js";

/** How a code is shown. */
export type Show = (labelled: Labelled) => string;

/** One of several codes: cards to choose from. `apart` codes stand a little below the others. */
export function optionsField(field: FormField, context: FieldContext, apart: readonly Labelled[], show: Show = labelOf): FieldView {
  const { stage } = context;
  const codes = field.codes ?? [];
  const pair = field.kind === "choice" && codes.length === 2 && apart.length === 0;
  const bare = codes.length > 0 && codes.length <= 11 && show === labelOf && codes.every((one) => one.label === undefined);
  const inputs = new Map<string, HTMLInputElement>();
  const card = (labelled: Labelled): HTMLElement => {
    const input = make("input", { type: "radio", name: `field-${field.name}`, value: labelled.code });
    input.addEventListener("change", () => {
      if (input.checked) context.give(field, labelled.code);
    });
    inputs.set(labelled.code, input);
    return make("label", { class: "option", part: "option" }, input, make("span", { lang: stage.foreign }, show(labelled)));
  };
  const short = context.question.fields.length > 1 && codes.length <= 3 && codes.every((one) => show(one).length <= 24);
  const arrangement = pair ? "options pair" : bare ? "options row" : short ? "options beside" : "options";
  const element = group(context, field, { class: "field" });
  element.append(make("div", { class: arrangement }, ...codes.map(card)));
  if (apart.length > 0) element.append(make("div", { class: "options apart" }, ...apart.map(card)));
  return {
    element,
    fields: [field],
    refresh: () => {
      const code = context.code(field);
      for (const [of, input] of inputs) input.checked = of === code;
    },
  };
}
