import type { FormField, FormItem } from "../../types.js";
import { aspectsField, sharedApart } from "./aspects.js";
import { bipolarField } from "./bipolar.js";
import { chooseField } from "./choose.js";
import type { FieldContext, FieldView } from "./field.js";
import { lineField } from "./line.js";
import { optionsField } from "./options.js";
import { pointsField } from "./points.js";
import { rankingField } from "./ranking.js";
import { numberField, textField } from "./written.js";

/** The controls of a question. */
export function fieldViews(context: FieldContext): FieldView[] {
  const { question } = context;
  if (question.set?.kind === "choose") return [chooseField(context)];
  if (question.set?.kind === "ranking") return [rankingField(context)];
  const item = question.items[0];
  return item === undefined ? [] : itemViews(item, question.fields, context);
}

function itemViews(item: FormItem, fields: readonly FormField[], context: FieldContext): FieldView[] {
  const shared = sharedApart(fields.filter((field) => field.kind !== "analog"));
  const views: FieldView[] = [];
  const done = new Set<FormField>();
  for (const field of fields) {
    if (done.has(field)) continue;
    if (shared?.fields.includes(field) === true) {
      views.push(aspectsField(shared, context));
      for (const one of shared.fields) done.add(one);
    } else if (field.kind === "analog") {
      const line = fields.filter((one) => one.kind === "analog" && one.response === field.response);
      views.push(lineField(line, item, context));
      for (const one of line) done.add(one);
    } else {
      views.push(fieldView(field, item, context));
    }
  }
  return views;
}

function fieldView(field: FormField, item: FormItem, context: FieldContext): FieldView {
  const listed = (field.codes?.length ?? 0) > 0;
  switch (field.kind) {
    case "text":
      return textField(field, context);
    case "points":
      return pointsField(field, context);
    case "bipolar":
      return listed ? bipolarField(field, item, context) : numberField(field, context);
    default:
      return listed ? optionsField(field, context, field.apart ?? []) : numberField(field, context);
  }
}
