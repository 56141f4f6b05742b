import type { FormField } from "../../types.js";
import { labelOf, type FieldContext, type FieldView } from "./field.js";
import { optionsField } from "./options.js";

/** Points divided between options: each way to divide them is one answer. */
export function pointsField(field: FormField, context: FieldContext): FieldView {
  const options = field.options ?? [];
  const share = (n: number, index: number): string => {
    const option = options[index];
    return context.stage.say("points_give", { option: option === undefined ? String(index + 1) : labelOf(option), n });
  };
  return optionsField(field, context, field.apart ?? [], (code) => code.label ?? (code.gives ?? []).map(share).join(" · "));
}
