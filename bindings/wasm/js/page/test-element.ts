import { OrientirTest, type ProgressDetail, type ResultDetail } from "../element/index.js";
import type { Lang } from "../types.js";

/** What the page wants to know of a test. */
export interface Listener {
  progress(detail: ProgressDetail): void;
  result(detail: ResultDetail): void;
  erased(): void;
}

/** The element of a definition, which keeps its answers on the device. */
export function testElement(definition: string, lang: Lang, listener: Listener): OrientirTest {
  const element = new OrientirTest();
  element.setAttribute("lang", lang);
  element.definition = definition;
  element.addEventListener("orientir-progress", (event) => listener.progress(event.detail));
  element.addEventListener("orientir-result", (event) => listener.result(event.detail));
  // The person's own "erase" inside of the test must not leave a copy of the answers in the page.
  element.addEventListener("orientir-erased", () => listener.erased());
  return element;
}
