import type { FormField, FormItem } from "../../types.js";
import { make } from "../dom.js";
import { group, labelOf, type FieldContext, type FieldView } from "./field.js";

/** A position between two poles, counted from the left. */
export function bipolarField(field: FormField, item: FormItem, context: FieldContext): FieldView {
  const { stage } = context;
  const codes = field.codes ?? [];
  const apart = field.apart ?? [];
  const inputs = new Map<string, HTMLInputElement>();
  const radio = (code: string, attributes: { "aria-label"?: string }): HTMLInputElement => {
    const input = make("input", { type: "radio", name: `field-${field.name}`, value: code, ...attributes });
    input.addEventListener("change", () => {
      if (input.checked) context.give(field, code);
    });
    inputs.set(code, input);
    return input;
  };
  const positions = codes.map((labelled, index) => {
    const pole = index === 0 ? item.left : index === codes.length - 1 ? item.right : labelled.label;
    const position = stage.say("position", { n: index + 1, of: codes.length });
    const name = pole === undefined ? position : `${position}: ${pole}`;
    return make("label", { class: "position", part: "option" }, radio(labelled.code, { "aria-label": name }));
  });
  const element = group(context, field, { class: "field bipolar" });
  element.append(
    make("p", { class: "pole pole-left", lang: stage.foreign }, item.left),
    make("div", { class: "positions" }, ...positions),
    make("p", { class: "pole pole-right", lang: stage.foreign }, item.right),
  );
  if (apart.length > 0) {
    const cards = apart.map((labelled) =>
      make("label", { class: "option", part: "option" }, radio(labelled.code, {}), make("span", { lang: stage.foreign }, labelOf(labelled))),
    );
    element.append(make("div", { class: "options apart" }, ...cards));
  }
  return {
    element,
    fields: [field],
    refresh: () => {
      const code = context.code(field);
      for (const [of, input] of inputs) input.checked = of === code;
    },
  };
}
