import type { Figure, Form, Lang, Told } from "../types.js";
import type { Report } from "../instrument.js";
import type { Session } from "./session.js";
import type { Speak } from "./words.js";

/** Where a person is. */
export type State = "loading" | "start" | "question" | "check" | "result" | "refusal" | "error";

/** One item at a time, or a page of them. */
export type Layout = "item" | "page";

/** What the views are given. */
export interface Stage {
  readonly form: Form;
  readonly session: Session;
  readonly lang: Lang;
  /** The language of the definition's words, where it is another than that of the interface. */
  readonly foreign: Lang | undefined;
  readonly layout: Layout;
  /** Whether answers are kept on the device. */
  readonly keeps: boolean;
  /** Whether there is anything to erase: answers here, or others on the device. */
  readonly erasable: boolean;
  /** Says a text of the interface. */
  readonly say: Speak;
  /** Speaks to screen readers without moving the focus. */
  announce(text: string): void;
  /** Something was answered, or taken back. */
  changed(): void;
  go(to: "start" | "check" | "result" | { readonly question: number }): void;
  erase(): void;
}

/** What the view of a result is given. */
export interface Outcome {
  readonly report: Report;
  readonly told: Told;
  readonly figures: readonly Figure[];
}

/** A view with the heading that takes the focus. */
export interface View {
  readonly element: HTMLElement;
  readonly heading: HTMLElement;
  /** Where this is among others, for screen readers. */
  readonly position?: string;
}
