import type { FormField, Labelled } from "../../types.js";
import { make } from "../dom.js";
import { asideButton, type FieldContext, type FieldView } from "./field.js";
import { optionsField } from "./options.js";

/** A code that stands beside the others in several fields of an item: "never did it". */
export function sharedApart(fields: readonly FormField[]): { code: Labelled; fields: readonly FormField[] } | undefined {
  for (const code of fields.flatMap((field) => field.apart ?? [])) {
    const having = fields.filter((field) => field.apart?.some((one) => one.code === code.code));
    if (having.length > 1) return { code, fields: having };
  }
  return undefined;
}

/** Several ratings of one thing. One button gives the shared code to all fields that have it; the others are still asked. */
export function aspectsField(
  shared: { readonly code: Labelled; readonly fields: readonly FormField[] },
  context: FieldContext,
): FieldView {
  const aside = asideButton(shared.code, shared.fields, context);
  const views = shared.fields.map((field) => {
    const others = (field.apart ?? []).filter((one) => one.code !== shared.code.code);
    return optionsField(field, context, others);
  });
  return {
    element: make("div", { class: "aspects" }, ...aside.elements, ...views.map((view) => view.element)),
    fields: shared.fields,
    refresh: () => {
      aside.refresh();
      const isAside = shared.fields.every((field) => context.code(field) === shared.code.code);
      for (const view of views) {
        view.element.hidden = isAside;
        view.refresh();
      }
    },
  };
}
