import { button, make } from "./dom.js";
import type { Speak } from "./words.js";

/** Asks before everything goes. Escape and "no" leave it as it is. */
export function eraseDialog(say: Speak, erase: () => void): HTMLDialogElement {
  const dialog = make(
    "dialog",
    { part: "dialog", "aria-labelledby": "erase-title", "aria-describedby": "erase-text" },
    make("h2", { id: "erase-title" }, say("erase_title")),
    make("p", { id: "erase-text" }, say("erase_text")),
    make(
      "div",
      { class: "buttons" },
      button({ class: "second", part: "button" }, say("erase_no"), () => dialog.close()),
      button({ class: "danger", part: "button" }, say("erase_yes"), () => {
        dialog.close();
        erase();
      }),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}
