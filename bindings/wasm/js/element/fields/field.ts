import type { FormField, Labelled } from "../../types.js";
import { make } from "../dom.js";
import type { Question } from "../session.js";
import type { Stage } from "../stage.js";

/** What a response format is given. */
export interface FieldContext {
  readonly stage: Stage;
  readonly question: Question;
  /** The id of the heading that names the question. */
  readonly headingId: string;
  /** The field with its words, or nothing where the heading says it all. */
  legend(field: FormField): string | undefined;
  /** Gives an answer or takes it back. */
  give(field: FormField, code: string | undefined): void;
  code(field: FormField): string | undefined;
}

/** A control that shows what the session holds. */
export interface FieldView {
  readonly element: HTMLElement;
  readonly fields: readonly FormField[];
  /** Shows the answers as they are now. */
  refresh(): void;
}

/** The words of a code; the code itself where the definition has none. */
export function labelOf(labelled: { readonly code: string; readonly label?: string }): string {
  return labelled.label ?? labelled.code;
}

/** A group of controls with the field's name, or named by the heading of the question. */
export function group(context: FieldContext, field: FormField, attributes: { class: string; role?: string }): HTMLFieldSetElement {
  const legend = context.legend(field);
  return make(
    "fieldset",
    { ...attributes, ...(legend === undefined ? { "aria-labelledby": context.headingId } : {}) },
    legend !== undefined && make("legend", { lang: context.stage.foreign, class: "legend" }, legend),
  );
}

/** Controls for codes that stand beside the others. */
export interface Asides {
  readonly elements: readonly HTMLElement[];
  refresh(): void;
}

/** A button that gives one code to all fields that have it, and takes it back. */
export function asideButton(labelled: Labelled, having: readonly FormField[], context: FieldContext): Asides {
  const pressed = (): boolean => having.every((field) => context.code(field) === labelled.code);
  const element = make(
    "button",
    { type: "button", class: "aside", part: "option", lang: context.stage.foreign },
    make("span", { class: "tick", "aria-hidden": "true" }),
    make("span", {}, labelOf(labelled)),
  );
  element.addEventListener("click", () => {
    const code = pressed() ? undefined : labelled.code;
    for (const field of having) context.give(field, code);
  });
  return { elements: [element], refresh: () => element.setAttribute("aria-pressed", String(pressed())) };
}

/** A button for each code that stands beside the numbers of any of the fields. */
export function asideButtons(fields: readonly FormField[], context: FieldContext): Asides {
  const codes = new Map(fields.flatMap((field) => (field.apart ?? []).map((labelled) => [labelled.code, labelled] as const)));
  const buttons = [...codes.values()].map((labelled) => {
    const having = fields.filter((field) => field.apart?.some((one) => one.code === labelled.code));
    return asideButton(labelled, having, context);
  });
  return {
    elements: buttons.flatMap((one) => one.elements),
    refresh: () => {
      for (const one of buttons) one.refresh();
    },
  };
}
