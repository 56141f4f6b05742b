import { make } from "./dom.js";
import { resultParts, unfold, type Telling } from "./views/scores.js";
import { FILE_STYLE } from "./style-file.js";

/**
 * Saves a result as a page that stands alone: no script, no address, no answers. The text is written by the browser from nodes,
 * so that it is escaped by construction.
 */
export function saveResult(telling: Telling): void {
  const url = URL.createObjectURL(new Blob([resultFile(telling)], { type: "text/html;charset=utf-8" }));
  const link = make("a", { href: url, download: `${telling.told.instrument}.html` });
  link.click();
  // The browser has taken the address over when the click has been handled; a moment later it may go.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The text of the file. */
export function resultFile(telling: Telling): string {
  const { told, say, lang, foreign } = telling;
  const page = document.implementation.createHTMLDocument(told.title);
  page.documentElement.lang = lang;
  const date = new Date().toLocaleDateString(lang, { dateStyle: "long" });
  page.head.prepend(
    make("meta", { charset: "utf-8" }),
    make("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    make("meta", { "http-equiv": "Content-Security-Policy", content: "default-src 'none'; style-src 'unsafe-inline'" }),
  );
  page.head.append(make("style", {}, FILE_STYLE));
  const parts = resultParts(telling);
  unfold(parts);
  page.body.append(
    make(
      "main",
      {},
      make("h1", { lang: foreign }, told.title),
      make("p", { class: "quiet" }, say("saved_on", { date })),
      ...parts,
    ),
  );
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}
