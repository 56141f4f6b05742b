import { init, Instrument, OrientirError, type Report } from "../index.js";
import type { Form, Lang, Told } from "../types.js";
import { eraseDialog } from "./erase.js";
import { Session } from "./session.js";
import type { Layout, Outcome, Stage, State, View } from "./stage.js";
import { Keeper, type StorageTrouble } from "./storage.js";
import { sheets } from "./style.js";
import { button, make } from "./dom.js";
import { checkView } from "./views/check.js";
import { errorView, type Trouble } from "./views/error.js";
import { questionView } from "./views/question.js";
import { isForGroups, refusalView } from "./views/refusal.js";
import { resultView } from "./views/result.js";
import { startView } from "./views/start.js";
import { interfaceLang, speaker, type Speak, type WordKey } from "./words.js";

/** Of `orientir-erased`: who keeps a copy of the answers must forget it too. */
export interface ErasedDetail {
  readonly instrument: string;
}

/** `orientir-ready` */
export interface ReadyDetail {
  readonly instrument: string;
  readonly title: string;
}

/** `orientir-progress`: how many questions are answered or refused. Never what was answered. */
export interface ProgressDetail {
  readonly answered: number;
  readonly of: number;
}

/** `orientir-result` */
export interface ResultDetail {
  readonly instrument: string;
  readonly version: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly person: Readonly<Record<string, string>>;
  /** The document as the engine wrote it. */
  readonly json: string;
  readonly result: Report["result"];
  readonly told: Told;
  readonly lang: Lang;
}

/** `orientir-error` */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
}

/** In a place without pages, such as a server that renders, the class can be loaded but not used. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement);

/**
 * `<orientir-test src="klimov-ddo.json" lang="ru">`: a self-test whose answers never leave the device.
 *
 * Attributes: `src`, `texts` (a text pack), `norms` (norm files, parted by spaces), `lang` (ru, lt, en), `layout` (item, page), `storage`
 * (device, off), `storage-key`, `engine`.
 * Events: `orientir-ready`, `orientir-progress`, `orientir-result`, `orientir-erased`, `orientir-error`.
 */
export class OrientirTest extends Base {
  static readonly observedAttributes = ["src", "texts", "norms", "lang", "layout", "storage", "storage-key", "engine"];

  readonly #live = make("div", { class: "unseen", role: "status" });
  readonly #notice = make("div", { class: "notices" });
  readonly #frame = make("div", { class: "frame", part: "frame" });
  #definition: string | object | undefined;
  #instrument: Instrument | undefined;
  #form: Form | undefined;
  #session: Session | undefined;
  #outcome: Outcome | undefined;
  #trouble: Trouble | undefined;
  #state: State = "loading";
  #storageTrouble: StorageTrouble | "storage_partly" | undefined;
  #loads = 0;
  /** Whether something that a load depends on was changed while the element was nowhere. */
  #stale = false;
  #due: "load" | "show" | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = sheets();
    root.append(this.#live, make("div", { class: "box" }, this.#notice, this.#frame));
  }

  connectedCallback(): void {
    if (Object.hasOwn(this, "definition")) {
      // Given before the element was known to the page: hands it to the accessor.
      const given = this.definition;
      delete (this as { definition?: unknown }).definition;
      this.#definition = given;
    }
    window.addEventListener("storage", this.#storageChanged);
    window.addEventListener("pageshow", this.#shownAgain);
    this.#schedule(this.#session === undefined || this.#stale ? "load" : "show");
  }

  disconnectedCallback(): void {
    window.removeEventListener("storage", this.#storageChanged);
    window.removeEventListener("pageshow", this.#shownAgain);
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    const again = name === "lang" ? this.#trouble !== undefined : name !== "layout";
    if (this.isConnected) this.#schedule(again ? "load" : "show");
    else this.#stale ||= again;
  }

  /** The definition, in the place of `src`: its text or the object of a JSON module. */
  get definition(): string | object | undefined {
    return this.#definition;
  }

  set definition(definition: string | object | undefined) {
    this.#definition = definition;
    if (this.isConnected) this.#schedule("load");
    else this.#stale = true;
  }

  /** The answers so far by field; nothing for what was skipped or no longer applies. */
  get answers(): Readonly<Record<string, string>> {
    return this.#session?.answers ?? {};
  }

  /** What the person told of themselves. */
  get person(): Readonly<Record<string, string>> {
    return this.#session?.person ?? {};
  }

  /** The result while it is shown. */
  get report(): Report | undefined {
    return this.#outcome?.report;
  }

  get state(): State {
    return this.#state;
  }

  /** Forgets everything that was answered, here and on the device, and begins again. */
  erase(): void {
    const trouble = this.#keeper?.erase();
    this.#forget(true);
    if (trouble !== undefined) this.#tellOfStorage(trouble);
  }

  /** Begins again, and says so. */
  #forget(focus: boolean): void {
    if (this.#form === undefined || this.#session === undefined) return;
    this.#begin(new Session(this.#form));
    this.#storageTrouble = undefined;
    this.#quieten();
    this.#announce(this.#say("erased"));
    this.#show(focus);
    this.#tell<ErasedDetail>("orientir-erased", { instrument: this.#form.instrument });
  }

  /** What was erased in another window must not come back from this one. */
  readonly #storageChanged = (event: StorageEvent): void => {
    if (this.#session?.empty !== false || this.#keeper?.isErasedBy(event) !== true) return;
    if (this.#keeper.holdsNothing()) this.#forget(false);
    // It was begun again there meanwhile.
    else this.#resume();
  };

  /** A page that a browser has kept as it was, and shows again, has not been told what happened meanwhile. */
  readonly #shownAgain = (event: PageTransitionEvent): void => {
    if (event.persisted && this.#session?.empty === false && this.#keeper?.holdsNothing() === true) this.#forget(false);
  };

  /** Goes back to the start; what was answered stays. After an error it tries again. */
  restart(): void {
    if (this.#session === undefined) this.#schedule("load");
    else this.#go("start");
  }

  get #lang(): Lang {
    const own = interfaceLang(this.getAttribute("lang"));
    if (own !== undefined) return own;
    for (let near = above(this); near !== undefined; near = above(near)) {
      const found = interfaceLang(near.getAttribute("lang"));
      if (found !== undefined) return found;
    }
    return interfaceLang(document.documentElement.lang) ?? "ru";
  }

  get #say(): Speak {
    return speaker(this.#lang);
  }

  get #layout(): Layout {
    return this.getAttribute("layout") === "page" ? "page" : "item";
  }

  get #keeper(): Keeper | undefined {
    if (this.#instrument === undefined || this.getAttribute("storage") === "off") return undefined;
    const { id, key, texts } = this.#instrument;
    // Answers to other sentences are answers to another questionnaire.
    return new Keeper(id, texts === null ? key : `${key}:${texts.hash}`, this.getAttribute("storage-key") ?? "");
  }

  /** Several changes in one go are one load. */
  #schedule(what: "load" | "show"): void {
    const waiting = this.#due !== undefined;
    this.#due = what === "load" || this.#due === "load" ? "load" : "show";
    if (waiting) return;
    queueMicrotask(() => {
      const due = this.#due;
      this.#due = undefined;
      if (!this.isConnected) return;
      if (due === "load") void this.#load();
      else this.#relabel();
    });
  }

  async #load(): Promise<void> {
    const load = ++this.#loads;
    this.#stale = false;
    this.#instrument = undefined;
    this.#form = undefined;
    this.#session = undefined;
    this.#outcome = undefined;
    this.#trouble = undefined;
    this.#storageTrouble = undefined;
    this.#state = "loading";
    this.#frame.replaceChildren(make("p", { class: "loading", role: "status" }, this.#say("loading")));
    try {
      const engine = this.getAttribute("engine");
      const [definition, texts, norms] = await Promise.all([
        this.#read(),
        this.#readAll("texts"),
        this.#readAll("norms"),
        ready(engine),
      ]);
      if (load !== this.#loads) return;
      const plain = Instrument.load(definition, { lang: this.#lang });
      const worded = texts.reduce((instrument, text) => instrument.withTexts(text), plain);
      this.#instrument = norms.reduce((instrument, text) => instrument.withNorms(text), worded);
      this.#form = this.#asked(this.#instrument);
    } catch (error) {
      if (load === this.#loads) this.#fail(troubleOf(error));
      return;
    }
    const { instrument, title } = this.#form;
    if (this.#form.self_test === "none" || this.#form.without_texts === true) {
      this.#state = "refusal";
      this.#show(false);
    } else {
      this.#resume();
    }
    this.#tell<ReadyDetail>("orientir-ready", { instrument, title });
  }

  async #read(): Promise<string | object> {
    if (this.#definition !== undefined) return this.#definition;
    const src = this.getAttribute("src");
    if (src === null || src === "") throw new Unopened("no_definition", "error_no_definition");
    return fetched(src);
  }

  /** Without the texts and norms that were asked for, results would be others: then there is no test. */
  #readAll(attribute: "texts" | "norms"): Promise<string[]> {
    const files = (this.getAttribute(attribute) ?? "").split(/\s+/).filter((file) => file !== "");
    return Promise.all(files.map(fetched));
  }

  /** Begins where the person stopped, if that is kept here. */
  #resume(): void {
    if (this.#form === undefined) return;
    const found = this.#keeper?.read() ?? {};
    const session = new Session(this.#form, found.kept);
    this.#begin(session);
    if (found.trouble !== undefined) this.#tellOfStorage(found.trouble);
    else if (session.dropped > 0) this.#tellOfStorage("storage_partly");
    if (session.done) {
      this.#go("result", true);
      return;
    }
    if (session.place >= session.questions.length) this.#state = "check";
    else if (session.place >= 0) this.#state = "question";
    if (this.#state !== "start") this.#announce(this.#say("resumed"));
    this.#show(false);
  }

  #begin(session: Session): void {
    this.#session = session;
    this.#outcome = undefined;
    this.#state = "start";
  }

  /** The same in other words, or another layout. */
  #relabel(): void {
    if (this.#instrument === undefined || this.#session === undefined) {
      if (this.#state === "refusal" || this.#state === "error") this.#show(false);
      return;
    }
    // Who has begun goes on in the language of the questions, if there are none in the other one.
    if (this.#instrument.texts === null || this.#instrument.askedLanguages.includes(this.#lang)) {
      this.#form = this.#asked(this.#instrument);
      this.#session = this.#session.inWordsOf(this.#form);
    }
    if (this.#outcome !== undefined) this.#outcome = this.#told(this.#outcome.report);
    this.#show(false);
  }

  /** What is asked. Of a questionnaire for groups it serves for the title alone, above the words that it is not taken here. */
  #asked(instrument: Instrument): Form {
    return formIn(isForGroups(instrument) ? instrument.forAdultGroups() : instrument, this.#lang);
  }

  #told(report: Report): Outcome {
    const { answers = {}, person = {} } = this.#session ?? {};
    if (this.#instrument === undefined) throw new Error("no instrument");
    const told = this.#instrument.told(answers, person, this.#lang);
    return { report, told, figures: this.#instrument.figures(answers, person, this.#lang) };
  }

  #go(to: "start" | "check" | "result" | { readonly question: number }, restored = false): void {
    const session = this.#session;
    if (session === undefined || this.#instrument === undefined) return;
    if (to === "result") {
      try {
        this.#outcome = this.#told(this.#instrument.score(session.answers, session.person));
      } catch (error) {
        this.#problem("result_failed", "error_result", error instanceof Error ? error.message : String(error));
        session.done = false;
        if (restored) this.#go("check", true);
        return;
      }
      session.done = true;
      this.#state = "result";
    } else {
      this.#outcome = undefined;
      this.#state = typeof to === "object" ? "question" : to;
      session.place = typeof to === "object" ? to.question : to === "check" ? session.questions.length : -1;
      session.reviewed ||= to === "check";
    }
    if (!session.empty || (to !== "start" && !this.#holdsOthers)) this.#keep();
    this.#show(!restored);
    if (to === "result" && !restored) this.#tellResult();
  }

  #tellResult(): void {
    if (this.#outcome === undefined || this.#session === undefined) return;
    const { report, told } = this.#outcome;
    const { answers, person } = this.#session;
    const { id, version } = this.#instrument ?? { id: "", version: "" };
    const detail = { instrument: id, version, answers, person, json: report.json, result: report.result, told, lang: this.#lang };
    this.#tell<ResultDetail>("orientir-result", detail);
  }

  /** Whether the device holds answers that cannot be used here. They stay until there is something to put in their place. */
  get #holdsOthers(): boolean {
    return this.#storageTrouble === "storage_other_definition" || this.#storageTrouble === "storage_tampered";
  }

  #keep(): void {
    const session = this.#session;
    const trouble = session === undefined ? undefined : this.#keeper?.write(session.keep());
    if (trouble !== undefined) {
      this.#tellOfStorage(trouble);
      return;
    }
    // What was told of the device is over.
    if (this.#storageTrouble !== undefined && this.#storageTrouble !== "storage_partly") this.#quieten();
    this.#storageTrouble = undefined;
  }

  #changed(): void {
    const session = this.#session;
    if (session === undefined) return;
    session.done = false;
    this.#keep();
    this.#tell<ProgressDetail>("orientir-progress", session.progress());
  }

  #show(focus: boolean): void {
    const view = this.#view();
    if (view === undefined) return;
    this.#frame.lang = this.#lang;
    this.#live.lang = this.#lang;
    this.#frame.replaceChildren(view.element);
    this.#frame.dataset["state"] = this.#state;
    if (!focus) return;
    view.heading.focus({ preventScroll: true });
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: "start" });
    if (view.position !== undefined) this.#announce(view.position);
  }

  #view(): View | undefined {
    const { say, form } = { say: this.#say, form: this.#form };
    if (this.#state === "error" && this.#trouble !== undefined) return errorView(this.#trouble, say, () => this.restart());
    if (form === undefined) return undefined;
    const foreign = form.lang === null || form.lang === this.#lang ? undefined : form.lang;
    if (this.#state === "refusal") return refusalView(form, isForGroups(this.#instrument), foreign, say);
    if (this.#session === undefined) return undefined;
    const stage: Stage = {
      form,
      foreign,
      say,
      session: this.#session,
      lang: this.#lang,
      layout: this.#layout,
      keeps: this.#keeper !== undefined,
      erasable: !this.#session.empty || this.#holdsOthers,
      announce: (text) => this.#announce(text),
      changed: () => this.#changed(),
      go: (to) => this.#go(to),
      erase: () => this.#askToErase(),
    };
    if (this.#outcome !== undefined) return resultView(stage, this.#outcome);
    if (this.#state === "question") return questionView(stage);
    return this.#state === "check" ? checkView(stage) : startView(stage);
  }

  #askToErase(): void {
    const dialog = eraseDialog(this.#say, () => this.erase());
    this.#frame.append(dialog);
    dialog.showModal();
  }

  #announce(text: string): void {
    this.#live.textContent = text;
  }

  #fail(trouble: Trouble): void {
    this.#trouble = trouble;
    this.#state = "error";
    this.#show(false);
    this.#tell<ErrorDetail>("orientir-error", { code: trouble.code, message: this.#say(trouble.words, trouble.values) });
  }

  #tellOfStorage(trouble: StorageTrouble | "storage_partly"): void {
    if (this.#storageTrouble === trouble) return;
    this.#storageTrouble = trouble;
    this.#problem(trouble, trouble);
  }

  /** Something that the person should know and that stops nothing. */
  #problem(code: string, words: WordKey, detail?: string): void {
    const message = this.#say(words);
    const notice = make("div", { class: "notice", part: "notice", role: "alert", lang: this.#lang }, make("p", {}, message));
    notice.append(button({ class: "plain", "aria-label": this.#say("close") }, "×", () => this.#dismiss()));
    this.#notice.replaceChildren(notice);
    this.#tell<ErrorDetail>("orientir-error", { code, message: detail ?? message });
  }

  #quieten(): void {
    this.#notice.replaceChildren();
  }

  /** The button that was pressed is gone: what follows it takes the focus. */
  #dismiss(): void {
    this.#quieten();
    this.#frame.querySelector<HTMLElement>(".heading")?.focus();
  }

  #tell<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent<Detail>(name, { detail, bubbles: true, composed: true }));
  }
}

/** Why a questionnaire cannot be opened, where the engine has no say. */
class Unopened extends Error {
  readonly trouble: Trouble;

  constructor(code: string, words: WordKey, values?: Trouble["values"]) {
    super(code);
    this.trouble = { code, words, problems: [], ...(values && { values }) };
  }
}

/** The form in a language, which a text pack may lack. */
function formIn(instrument: Instrument, lang: Lang): Form {
  const { texts, askedLanguages } = instrument;
  if (texts === null || askedLanguages.includes(lang)) return instrument.form(lang);
  const names = new Intl.DisplayNames(lang, { type: "language" });
  const languages = askedLanguages.map((known) => names.of(known) ?? known).join(", ");
  throw new Unopened("no_language", "error_language", { languages });
}

async function fetched(file: string): Promise<string> {
  try {
    const response = await fetch(new URL(file, document.baseURI));
    if (response.ok) return await response.text();
  } catch {
    // No connection; told below in the words of the interface.
  }
  throw new Unopened("definition_unreachable", "error_definition_unreachable");
}

/** The element around another, also out of a shadow tree. */
function above(element: Element): Element | undefined {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined);
}

async function ready(engine: string | null): Promise<void> {
  if (typeof WebAssembly === "undefined") throw new Unopened("no_webassembly", "error_no_webassembly");
  try {
    await (engine === null ? init() : init(engine));
  } catch {
    throw new Unopened("engine_failed", "error_engine");
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Unopened) return error.trouble;
  if (!(error instanceof OrientirError)) return { code: "engine_failed", words: "error_engine", problems: [] };
  const newer = error.problems.some((problem) => problem.code === "newer_format");
  return { code: error.code, words: newer ? "error_newer_format" : "error_definition", problems: error.problems };
}
