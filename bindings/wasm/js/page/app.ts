import type { OrientirTest, ResultDetail } from "../element/index.js";
import { version } from "../load.js";
import type { Lang } from "../types.js";
import type { Catalogue, Entry } from "./catalogue.js";
import { isAsked, loadDefinitions, open, otherLanguage } from "./catalogue.js";
import { icon, make, type Child } from "./dom.js";
import { fileView } from "./file-view.js";
import { localDay } from "./file.js";
import { KEY, Keeper, type About } from "./kept.js";
import { resultsView } from "./results-view.js";
import { startView } from "./start-view.js";
import { testElement } from "./test-element.js";
import { testView, unknownView } from "./test-view.js";
import { LANGUAGES, sayIn, type Say } from "./words.js";

/** What stands below the header. */
export interface View {
  /** The title of the document. */
  readonly title: string;
  /** Its first heading gets the focus. */
  readonly body: readonly Child[];
  /** Nothing but the view: no sections above it. */
  readonly quiet?: boolean;
  /** Called when what is kept has changed while the view is shown. */
  readonly changed?: () => void;
}

/** What speaks of itself. It is in the page from the start and stays: words in a region that has only just come are often not read out. */
export interface Regions {
  readonly notices: HTMLElement;
  readonly status: HTMLElement;
}

/** Long enough for all that one erasure in another tab has to say. */
const MOMENT = 100;

/** The page: what it shows follows from the address, from what is kept and from the language. */
export class App {
  readonly keeper: Keeper;
  lang: Lang;
  /** What was entered for the result file and is not settled yet. */
  draft: About | undefined;
  #catalogue: Catalogue;
  readonly #root: HTMLElement;
  readonly #regions: Regions;
  /** Tests that have been opened: they stay in memory, so nothing is lost where the device keeps nothing. */
  readonly #tests = new Map<string, OrientirTest>();
  /** One for all views: a new one would be asked for again. */
  readonly #picture = make("img", { src: "icon.svg", alt: "", width: "32", height: "32" });
  #shown: View | undefined;
  #offline = false;
  /** What another tab has erased and this one has not forgotten yet; nothing if not a single thing. */
  #erased: Set<string> | "everything" | undefined;

  constructor(root: HTMLElement, regions: Regions, catalogue: Catalogue) {
    this.#root = root;
    this.#regions = regions;
    this.#catalogue = catalogue;
    this.keeper = new Keeper(() => {
      this.#showNotices();
      this.#shown?.changed?.();
    });
    this.lang = this.keeper.kept.lang ?? preferredLang();
    this.#dropUnusable();
    addEventListener("hashchange", () => this.show({ moveFocus: true }));
    addEventListener("storage", (event) => this.#changedElsewhere(event));
    // A page that a browser has kept as it was, and shows again, has not been told what happened meanwhile. Where the device keeps
    // nothing, this page alone has the answers.
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted && !this.keeper.failing) location.reload();
    });
  }

  get say(): Say {
    return sayIn(this.lang);
  }

  get entries(): readonly Entry[] {
    return this.#catalogue.entries;
  }

  get engine(): string {
    return version();
  }

  entry(id: string): Entry | undefined {
    return this.entries.find((entry) => entry.id === id);
  }

  /** What the person has finished, in the order of the catalogue; then what has no definition now. */
  done(): readonly string[] {
    const { done } = this.keeper.kept;
    const known = this.entries.map(({ id }) => id);
    return [...known.filter((id) => Object.hasOwn(done, id)), ...Object.keys(done).filter((id) => !known.includes(id))];
  }

  /** What the person says of themselves: as long as the file form was not sent off, what they told in tests, the latest above all. */
  get about(): About {
    const { about, done } = this.keeper.kept;
    if (about.id !== "") return about;
    const tests = Object.values(done).sort((one, other) => one.date.localeCompare(other.date));
    const told: Readonly<Record<string, string>> = Object.assign({}, ...tests.map(({ person }) => person));
    return { id: "", sex: about.sex || (told["sex"] ?? ""), grade: about.grade || (told["grade"] ?? ""), age: about.age || (told["age"] ?? "") };
  }

  /** A title in words of the page's language if the definition has it; else marked with its own. */
  title(id: string): HTMLElement {
    const form = this.entry(id)?.instrument.form(this.lang);
    return make("span", { lang: form && otherLanguage(form, this.lang) }, form?.title ?? id);
  }

  /** The element that asks a test; always the same for an instrument. */
  test(entry: Entry): OrientirTest {
    const found = this.#tests.get(entry.id);
    if (found) {
      found.setAttribute("lang", this.lang);
      return found;
    }
    this.keeper.restore(entry.id, entry.instrument.key);
    const element = testElement(entry.text, this.lang, {
      progress: ({ answered, of }) => this.#progress(entry, answered, of),
      result: (detail) => this.#finished(entry, detail),
      erased: () => this.keeper.erase(entry.id),
    });
    this.#tests.set(entry.id, element);
    return element;
  }

  /** Forgets a test, here and on the device. */
  erase(id: string): void {
    this.#tests.delete(id);
    this.keeper.erase(id);
  }

  eraseAll(): void {
    this.#tests.clear();
    this.draft = undefined;
    this.keeper.eraseAll();
  }

  /** Shows a result and prints it. */
  print(id: string): void {
    const entry = this.entry(id);
    if (entry === undefined) return;
    // Whose answers were opened and left as they were shows no result: what is kept is opened in its place.
    const shown = this.#tests.get(id)?.report !== undefined;
    if (!shown && this.keeper.restore(id, entry.instrument.key, true)) this.#tests.delete(id);
    const element = this.test(entry);
    const printIfResult = (): void => {
      if (element.report !== undefined) print();
    };
    const once = { once: true };
    if (shown) addEventListener("hashchange", printIfResult, once);
    else if (element.state === "loading") element.addEventListener("orientir-ready", printIfResult, once);
    location.hash = `#/${id}`;
  }

  /** Says something that has happened. */
  tell(text: string): void {
    this.#regions.status.textContent = text;
  }

  offlineReady(): void {
    this.#offline = true;
    this.#root.querySelector(".kept-offline")?.replaceChildren(...this.#offlineLine());
  }

  /** Shows the view that the address names. */
  show({ moveFocus = false }: { readonly moveFocus?: boolean } = {}): void {
    const view = (this.#shown = this.#view());
    document.documentElement.lang = this.lang;
    document.title = `${view.title} – ${this.say("brand")}`;
    const frame = { id: "content", class: view.quiet ? "quiet" : undefined, "data-view": this.#place, tabindex: "-1" };
    const main = make("main", frame, ...view.body);
    this.#showNotices();
    if (moveFocus) this.tell("");
    const { notices, status } = this.#regions;
    for (const child of [...this.#root.children]) if (child !== notices && child !== status) child.remove();
    notices.before(this.#header(main, view.quiet ?? false));
    status.after(main, this.#footer());
    const heading = main.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    if (moveFocus) {
      scrollTo(0, 0);
      heading?.focus({ preventScroll: true });
    }
  }

  /** What the address names: a view, or the id of a test. */
  get #place(): string {
    return location.hash.replace(/^#\/?/, "");
  }

  #view(): View {
    const name = this.#place;
    if (name === "") return startView(this);
    if (name === "results") return resultsView(this);
    if (name === "file") return fileView(this);
    const entry = this.entry(name);
    return entry && isAsked(entry) ? testView(this, entry) : unknownView(this);
  }

  #header(main: HTMLElement, quiet: boolean): HTMLElement {
    const { say } = this;
    const skip = make("a", { class: "skip", href: "#content", click: toMain }, say("skip"));
    function toMain(event: Event): void {
      // The address names the view, so the browser must not follow it to an anchor.
      event.preventDefault();
      main.focus();
    }
    const brand = make("a", { class: "brand", href: "#/" }, this.#picture, say("brand"));
    const name = this.#place;
    const section = (address: string, word: "tests" | "results" | "file"): HTMLElement =>
      make("li", {}, make("a", { href: `#/${address}`, "aria-current": name === address ? "page" : undefined }, say(word)));
    const sections = make(
      "nav",
      { class: "sections", "aria-label": say("sections") },
      make("ul", {}, section("", "tests"), section("results", "results"), section("file", "file")),
    );
    const bar = make("div", { class: "bar" }, brand, this.#languages());
    return make("header", { class: "top" }, skip, bar, quiet ? undefined : sections);
  }

  #languages(): HTMLElement {
    const choices = LANGUAGES.map(({ lang, short, name }) => {
      const named = { lang, "aria-label": `${short} – ${name}`, "aria-pressed": String(lang === this.lang) };
      return make("button", { type: "button", ...named, click: () => this.#speak(lang) }, short);
    });
    return make("div", { class: "languages", role: "group", "aria-label": this.say("language") }, ...choices);
  }

  #speak(lang: Lang): void {
    this.lang = lang;
    this.keeper.change((kept) => {
      kept.lang = lang;
    });
    this.show();
    this.#root.querySelector<HTMLElement>(`.languages [lang="${lang}"]`)?.focus();
  }

  #footer(): HTMLElement {
    return make("footer", {}, make("p", {}, this.say("footer")), make("p", { class: "kept-offline" }, ...this.#offlineLine()));
  }

  #offlineLine(): readonly (Node | string)[] {
    return this.#offline ? [icon("done"), this.say("kept_offline")] : [];
  }

  #showNotices(): void {
    const { say } = this;
    const told = make("section", { class: "notices", "aria-label": say("notices") });
    const notice = (...words: readonly Child[]): void => {
      told.append(make("div", { class: "notice" }, icon("notice"), make("p", {}, ...words)));
    };
    if (this.keeper.failing) notice(say("cannot_keep"));
    if (this.keeper.damaged) notice(say("damaged"));
    for (const file of this.#catalogue.failures) notice(say("definition_failed", { file }));
    if (this.#catalogue.failures.length > 0) {
      told.append(make("button", { type: "button", class: "button", click: () => void this.#loadAgain() }, say("try_again")));
    }
    const { notices } = this.#regions;
    if (!told.hasChildNodes()) notices.replaceChildren();
    // What stands there would be read out once more.
    else if (!notices.firstChild?.isEqualNode(told)) notices.replaceChildren(told);
  }

  /** Loads the definitions again because somebody asks for it; what was loaded stays as it is. */
  async #loadAgain(): Promise<void> {
    try {
      const loaded = open(await loadDefinitions());
      const entries = loaded.entries.map((entry) => this.entry(entry.id) ?? entry);
      this.#catalogue = { entries, failures: loaded.failures };
      this.#dropUnusable();
    } catch {
      // The notice and its button still say what failed.
    }
    // The button that had the focus is gone.
    this.show({ moveFocus: true });
  }

  #changedElsewhere({ key, newValue }: StorageEvent): void {
    const test = key === null ? undefined : /^orientir:([a-z0-9-]+):$/.exec(key)?.[1];
    if (key === null || (key === KEY && newValue === null)) this.#forgetSoon();
    else if (test !== undefined && newValue === null) this.#forgetSoon(test);
    if (key !== KEY || newValue === null) return;
    this.keeper.reload();
    this.#dropUnusable();
    const name = this.#place;
    // Elsewhere somebody may be filling something in.
    if (name === "" || name === "results") this.show();
  }

  /**
   * Forgets what another tab has erased: a test, or everything. An erasure is several events, and a test that was begun anew between
   * them would find and keep what is about to go.
   */
  #forgetSoon(id?: string): void {
    if (this.#erased === undefined) setTimeout(() => this.#forget(), MOMENT);
    if (id === undefined || this.#erased === "everything") this.#erased = "everything";
    else this.#erased = new Set(this.#erased).add(id);
  }

  #forget(): void {
    const erased = this.#erased;
    this.#erased = undefined;
    if (erased === "everything") {
      this.#tests.clear();
      this.draft = undefined;
      this.keeper.forget();
      this.show();
      return;
    }
    for (const id of erased ?? []) {
      this.#tests.delete(id);
      this.keeper.forgetTest(id);
    }
    // Whoever is in the middle of another test is left alone; what was typed into the file form stays.
    if (!this.#tests.has(this.#place)) this.show();
  }

  /** Kept answers that are no codes of the test that they were given to have been tampered with. */
  #dropUnusable(): void {
    for (const { id, instrument } of this.entries) {
      const done = this.keeper.kept.done[id];
      if (done === undefined || done.key !== instrument.key) continue;
      try {
        instrument.score(done.answers, done.person);
      } catch {
        this.keeper.drop(id);
      }
    }
  }

  #progress({ id }: Entry, answered: number, of: number): void {
    this.keeper.change(({ begun }) => {
      if (answered > 0) begun[id] = { answered, of };
      else delete begun[id];
    });
  }

  #finished({ id, instrument }: Entry, { version, answers, person, json, told }: ResultDetail): void {
    this.keeper.change(({ begun, done }) => {
      delete begun[id];
      const before = done[id];
      // Going back and forth without a change does not make it another day.
      const same = JSON.stringify([before?.answers, before?.person]) === JSON.stringify([answers, person]);
      if (before?.key === instrument.key && same) return;
      const language = told.lang ?? this.lang;
      done[id] = { version, key: instrument.key, date: localDay(new Date()), language, answers, person, json };
    });
  }
}

/** The first language of the browser that there are words in. */
export function preferredLang(): Lang {
  for (const language of navigator.languages) {
    const found = LANGUAGES.find(({ lang }) => lang === language.slice(0, 2).toLowerCase());
    if (found) return found.lang;
  }
  return "ru";
}
