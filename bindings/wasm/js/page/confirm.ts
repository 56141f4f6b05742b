import { make } from "./dom.js";

/** What is asked before something is erased. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

/** Asks in the page, with the focus on the harmless answer. */
export function confirmed(question: Question): Promise<boolean> {
  return new Promise((answer) => {
    const end = (yes: boolean): void => {
      dialog.close();
      dialog.remove();
      answer(yes);
    };
    const no = make("button", { type: "button", class: "button", click: () => end(false) }, question.no);
    const yes = make("button", { type: "button", class: "button danger", click: () => end(true) }, question.yes);
    const dialog = make(
      "dialog",
      { "aria-labelledby": "question", "aria-describedby": "consequence", cancel: () => end(false) },
      make("h2", { id: "question" }, question.title),
      make("p", { id: "consequence" }, question.text),
      make("div", { class: "actions" }, no, yes),
    );
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  });
}
